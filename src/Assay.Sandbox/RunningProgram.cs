using System.Buffers;
using System.Diagnostics;

namespace Assay.Sandbox;

/// <summary>
/// A program in a sandbox. It is ended when its time is over, when it writes too much to standard error, and at the latest when it is
/// disposed of. What it writes to <see cref="Output"/> is the caller's to read and to bound.
/// </summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private const int KeptErrors = 8 << 10;
    private readonly Process process;
    private readonly SandboxLimits limits;
    private readonly IRunningPlace place;
    private readonly TextTail errors = new(KeptErrors);
    private readonly CancellationTokenSource time;
    private readonly Task<SandboxOutcome> ended;
    private int end = (int)ProgramEnd.Exited;
    private long began = Stopwatch.GetTimestamp();

    internal RunningProgram(Process process, SandboxLimits limits, IRunningPlace place)
    {
        (this.process, this.limits, this.place) = (process, limits, place);
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        time = new CancellationTokenSource(limits.Time);
        time.Token.Register(() => Stop(ProgramEnd.OutOfTime));
        ended = WatchAsync();
    }

    /// <summary>The program's standard input.</summary>
    public Stream Input { get; }

    /// <summary>The program's standard output.</summary>
    public Stream Output { get; }

    /// <summary>Ends when the program has, and nothing of it is left.</summary>
    /// <exception cref="SandboxException">The sandbox failed by no fault of the program.</exception>
    public Task<SandboxOutcome> Ended => ended;

    /// <summary>Lets a program wait that has nothing to do yet, without end.</summary>
    public void HoldTime() => time.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Gives a program that was waiting its whole time from now on.</summary>
    public void RestartTime()
    {
        began = Stopwatch.GetTimestamp();
        time.CancelAfter(limits.Time);
    }

    /// <summary>Ends the program and everything it started.</summary>
    /// <param name="why">What the outcome says.</param>
    public void Stop(ProgramEnd why = ProgramEnd.Stopped)
    {
        Interlocked.CompareExchange(ref end, (int)why, (int)ProgramEnd.Exited);
        try
        {
            process.Kill(entireProcessTree: false);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <summary>Gives the program its input and takes its output until it ends.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the program was ended.</exception>
    public async Task<SandboxOutcome> CompleteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(() => Stop());
        var writing = WriteAsync(input);
        var output = await ReadAsync().ConfigureAwait(false);
        await writing.ConfigureAwait(false);
        var outcome = await ended.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome with { Output = output };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await ((Task)ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await time.CancelAsync().ConfigureAwait(false);
        time.Dispose();
        // Pipes that were asked for are the asker's to close, not the process's.
        await CloseAsync(Input).ConfigureAwait(false);
        await CloseAsync(Output).ConfigureAwait(false);
        await CloseAsync(process.StandardError.BaseStream).ConfigureAwait(false);
        process.Dispose();
    }

    private static async ValueTask CloseAsync(Stream pipe)
    {
        try
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // What was still to be written is wanted no more.
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> input)
    {
        try
        {
            await Input.WriteAsync(input).ConfigureAwait(false);
            Input.Close();
        }
        catch (IOException)
        {
            // The program did not want to read it all.
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync()
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var read = await Output.ReadAsync(output.GetMemory(4096)).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }
                output.Advance(read);
                if (output.WrittenCount > limits.Output)
                {
                    Stop(ProgramEnd.TooMuchOutput);
                    break;
                }
            }
        }
        catch (IOException)
        {
            // Its end is told elsewhere.
        }
        return output.WrittenMemory[..Math.Min(output.WrittenCount, limits.Output)];
    }

    private async Task<SandboxOutcome> WatchAsync()
    {
        var reading = ReadErrorsAsync();
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await UpToNowAsync(reading).ConfigureAwait(false);
        var (exit, outOfMemory) = place.Leave();
        var how = (ProgramEnd)Volatile.Read(ref end);
        // Processor time is taken by SIGXCPU, memory by the kernel's killer; both look like signals of the program's own.
        if (how == ProgramEnd.Exited)
        {
            const int ProcessorTimeSignal = 128 + 24;
            const int Killed = 128 + 9;
            how =
                outOfMemory ? ProgramEnd.OutOfMemory
                : exit == ProcessorTimeSignal ? ProgramEnd.OutOfTime
                // A program that ignores that signal is killed a second later; threads use up time on all processors.
                : exit == Killed && Environment.ProcessorCount * Stopwatch.GetElapsedTime(began) > limits.ProcessorTime
                    ? ProgramEnd.OutOfTime
                : exit is null ? ProgramEnd.NotStarted
                : ProgramEnd.Exited;
        }
        return new(how, how == ProgramEnd.Exited ? exit : null, default, errors.ToString());
    }

    /// <summary>
    /// Waits for what a program wrote that is gone: it is there or it never comes. The end of a pipe is not always told, seldom but for
    /// ever, so its word is not waited for.
    /// </summary>
    private static async Task UpToNowAsync(Task reading)
    {
        try
        {
            await reading.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Its pipe is closed with the process.
        }
    }

    private async Task ReadErrorsAsync()
    {
        var buffer = new byte[4096];
        try
        {
            var stream = process.StandardError.BaseStream;
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var read)
            {
                errors.Add(buffer.AsSpan(0, read));
                if (errors.Length > limits.Output)
                {
                    Stop(ProgramEnd.TooMuchOutput);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Its end is told elsewhere.
        }
    }
}

/// <summary>What a sandbox keeps on the host for one program.</summary>
internal interface IRunningPlace
{
    /// <summary>Takes away what is left after the program's end.</summary>
    /// <returns>The program's exit code, null if it never ran; and whether it was ended for want of memory.</returns>
    (int? ExitCode, bool OutOfMemory) Leave();
}
