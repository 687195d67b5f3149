namespace Assay.Models.OpenAi.Wire;

/// <summary>
/// Ends an exchange when the caller cancels, or when its phase or the whole takes too long. One timer for both: it is set to whichever
/// comes first.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly PhaseTimeouts timeouts;
    private readonly TimeProvider time;
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration link;
    private Phase phase;
    private bool lastSpan;

    public Deadline(PhaseTimeouts timeouts, TimeProvider time, CancellationToken caller)
    {
        this.timeouts = timeouts;
        this.time = time;
        this.caller = caller;
        Started = time.GetTimestamp();
        source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        link = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    public long Started { get; }

    public CancellationToken Token => source.Token;

    /// <summary>Begins a phase, or the same one anew.</summary>
    public void Enter(Phase next)
    {
        phase = next;
        var limit = LimitOf(next);
        var left = timeouts.Total - time.GetElapsedTime(Started);
        lastSpan = left <= limit;
        if (lastSpan)
        {
            limit = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
        source.CancelAfter(limit);
    }

    /// <summary>Which time-out ended the exchange, in words; null when it was the caller or something else.</summary>
    public string? Expired =>
        !source.IsCancellationRequested || caller.IsCancellationRequested ? null
        : lastSpan ? $"no whole answer within {Seconds(timeouts.Total)} (total time-out)"
        : phase is Phase.FirstByte ? $"no answer within {Seconds(LimitOf(phase))} (first-byte time-out)"
        : $"the answer stopped for {Seconds(LimitOf(phase))} (idle time-out)";

    public void Dispose()
    {
        link.Dispose();
        source.Dispose();
    }

    private TimeSpan LimitOf(Phase which) => which is Phase.FirstByte ? timeouts.FirstByte : timeouts.Idle;

    private static string Seconds(TimeSpan span) => $"{span.TotalSeconds:0.###} s";
}
