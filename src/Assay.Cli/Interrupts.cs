using System.Runtime.InteropServices;

namespace Assay.Cli;

/// <summary>Ctrl-C and SIGTERM: once drains, twice stops, a third time ends the process at once.</summary>
internal sealed class Interrupts : IDisposable
{
    private const string GoesOn = "stopping at once; the same command goes on from what was answered";

    private readonly CancellationTokenSource drain = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Action<string> tell;
    private readonly string stopping;
    private readonly List<PosixSignalRegistration> registrations = [];
    private int count;

    /// <param name="tell">Shows a line to the user.</param>
    /// <param name="stopping">What the second one tells.</param>
    public Interrupts(Action<string> tell, string stopping = GoesOn) => (this.tell, this.stopping) = (tell, stopping);

    /// <summary>Cancelled by the first.</summary>
    public CancellationToken Drain => drain.Token;

    /// <summary>Cancelled by the second.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Listens to the operating system.</summary>
    public static Interrupts Listen(Action<string> tell, string stopping = GoesOn)
    {
        var interrupts = new Interrupts(tell, stopping);
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            interrupts.registrations.Add(
                PosixSignalRegistration.Create(signal, context => context.Cancel = interrupts.Interrupt())
            );
        }
        return interrupts;
    }

    /// <summary>What one signal does.</summary>
    /// <returns>False when nothing is left to do but to let the process end.</returns>
    public bool Interrupt()
    {
        switch (Interlocked.Increment(ref count))
        {
            case 1:
                tell("finishing what is under way; once more stops at once");
                drain.Cancel();
                return true;
            case 2:
                tell(stopping);
                stop.Cancel();
                return true;
            default:
                return false;
        }
    }

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
        drain.Dispose();
        stop.Dispose();
    }
}
