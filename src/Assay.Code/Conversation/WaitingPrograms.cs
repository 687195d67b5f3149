using System.Collections.Concurrent;
using Assay.Sandbox;

namespace Assay.Code.Conversation;

/// <summary>
/// Sandboxes that were started ahead and wait for their code, so that the time to make one passes while others run. Each serves once.
/// </summary>
/// <param name="start">Starts one.</param>
/// <param name="kept">How many wait.</param>
internal sealed class WaitingPrograms(Func<CancellationToken, Task<RunningProgram>> start, int kept) : IAsyncDisposable
{
    private readonly ConcurrentQueue<Task<RunningProgram>> waiting = new();
    private readonly ConcurrentDictionary<Task, bool> closing = new();
    private readonly CancellationTokenSource stop = new();

    /// <summary>A program that is there; null if the sandbox would not work.</summary>
    public async Task<RunningProgram?> TakeAsync(CancellationToken cancellationToken)
    {
        while (waiting.Count < kept)
        {
            waiting.Enqueue(StartAsync());
        }
        var program = waiting.TryDequeue(out var next)
            ? await next.ConfigureAwait(false)
            : await StartAsync().ConfigureAwait(false);
        program.RestartTime();
        if (await Relay.GreetAsync(program, cancellationToken).ConfigureAwait(false))
        {
            return program;
        }
        await program.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>Ends a program without waiting for the last of it to go.</summary>
    public void Close(RunningProgram program)
    {
        program.Stop();
        var task = program.DisposeAsync().AsTask();
        closing[task] = true;
        _ = task.ContinueWith(done => closing.TryRemove(done, out _), TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        while (waiting.TryDequeue(out var next))
        {
            try
            {
                await (await next.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is SandboxException or OperationCanceledException)
            {
                // It never began.
            }
        }
        await Task.WhenAll(closing.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task<RunningProgram> StartAsync()
    {
        var program = await start(stop.Token).ConfigureAwait(false);
        program.HoldTime();
        return program;
    }
}
