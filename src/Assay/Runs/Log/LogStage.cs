using System.Diagnostics;
using System.Threading.Channels;
using Assay.Models;
using Assay.Runs.Caching;

namespace Assay.Runs.Log;

/// <summary>The one writer of the prediction log: appends answers, hands them to the operating system, fills the answer cache, passes on.</summary>
internal sealed class LogStage(
    RunFolder folder,
    string model,
    IAnswerCache cache,
    Channel<Exchange> answered,
    ChannelWriter<Exchange> logged
)
{
    private const int FullGroup = 64;
    private static readonly TimeSpan GroupTime = TimeSpan.FromMilliseconds(2);

    public async Task RunAsync(CancellationToken abort)
    {
        using var log = new PredictionLog(folder, model);
        var group = new List<Exchange>(EvalPipeline.ChannelCapacity);
        var latestWrite = 0L;
        try
        {
            // Also after a stop, until the last request has ended: what was answered belongs in the log.
            while (await answered.Reader.WaitToReadAsync(CancellationToken.None))
            {
                // An answer is written at once; those that come in a burst behind it share a write and a way through the threads.
                if (answered.Reader.Count < FullGroup && Stopwatch.GetElapsedTime(latestWrite) < GroupTime)
                {
                    await Task.Delay(GroupTime, CancellationToken.None);
                }
                Log(log, group);
                latestWrite = Stopwatch.GetTimestamp();
                await PassOnAsync(group, abort);
                group.Clear();
            }
        }
        catch (Exception e)
        {
            answered.Writer.TryComplete(e);
            throw;
        }
        abort.ThrowIfCancellationRequested();
        logged.Complete();
    }

    private void Log(PredictionLog log, List<Exchange> group)
    {
        var toCache = new List<(string, ModelAnswer)>();
        while (group.Count < EvalPipeline.ChannelCapacity && answered.Reader.TryRead(out var exchange))
        {
            group.Add(exchange);
            log.Add(exchange);
            if (exchange is { CacheKey: { } key, Answer: { } answer, Source: AnswerSource.Model })
            {
                toCache.Add((key, answer));
            }
        }
        try
        {
            log.Flush();
        }
        finally
        {
            // Also when the disk is full: the cache may be on another one, and the next start finds the answers there.
            cache.Add(toCache);
        }
    }

    private async ValueTask PassOnAsync(List<Exchange> group, CancellationToken abort)
    {
        foreach (var exchange in group)
        {
            if (!abort.IsCancellationRequested && !logged.TryWrite(exchange))
            {
                try
                {
                    await logged.WriteAsync(exchange, abort);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }
}
