using System.Collections.Immutable;
using System.Threading.Channels;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Reports;
using Assay.Runs.Asking;
using Assay.Runs.Caching;
using Assay.Runs.Log;
using Assay.Scoring;

namespace Assay.Runs;

/// <summary>
/// One model's way through its tasks: samples → requests → answers → log → scores. Three stages joined by bounded channels, so that
/// memory does not grow with the data: the first asks, the second appends to the prediction log, the third scores what is in the log.
/// </summary>
public sealed class EvalPipeline
{
    private const int ChannelCapacity = 256;
    private const int FullGroup = 64;
    private static readonly TimeSpan GroupTime = TimeSpan.FromMilliseconds(2);

    private readonly IModel model;
    private readonly EvalPlan plan;
    private readonly RequestBuilder builder;
    private readonly RunFolder folder;
    private readonly IAnswerCache cache;
    private readonly IRunObserver observer;
    private readonly AdaptiveLimiter limiter;
    private readonly Asker asker;
    private readonly Channel<Exchange> answered = Bounded();
    private readonly Channel<Exchange> logged = Bounded();

    // The producer counts as one: whoever brings it to zero closes the channel.
    private int outstanding = 1;
    private ModelException? fatal;

    /// <param name="model">Who is asked.</param>
    /// <param name="plan">How.</param>
    /// <param name="builder">Makes requests of prompts.</param>
    /// <param name="folder">The run folder, open for writing.</param>
    /// <param name="cache">Answers of other runs.</param>
    /// <param name="observer">Watches.</param>
    /// <param name="time">The clock.</param>
    public EvalPipeline(
        IModel model,
        EvalPlan plan,
        RequestBuilder builder,
        RunFolder folder,
        IAnswerCache cache,
        IRunObserver observer,
        TimeProvider time
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        this.model = model;
        this.plan = plan;
        this.builder = builder;
        this.folder = folder;
        this.cache = model.Identity.Cacheable ? cache : new NoAnswerCache();
        this.observer = observer;
        limiter = new AdaptiveLimiter(plan.BatchSize, time);
        asker = new Asker(model, limiter, new RetryPolicy(plan.MaxRetries, plan.RetryDelay), observer, time);
    }

    private string Model => model.Identity.Name;

    /// <summary>Runs all tasks.</summary>
    /// <param name="tasks">The subsets, in order.</param>
    /// <param name="scoreboards">Where scores go, by data set.</param>
    /// <param name="drain">When cancelled, nothing new is asked; what is under way is finished and written.</param>
    /// <param name="cancellationToken">Stops at once; what is in the log stays.</param>
    /// <returns>Whether every sample was reached (false when drained).</returns>
    /// <exception cref="InputException">The model turned out to be unable to answer anything, or data are malformed.</exception>
    public async Task<bool> RunAsync(
        ImmutableArray<SubsetTask> tasks,
        IReadOnlyDictionary<string, Scoreboard> scoreboards,
        CancellationToken drain,
        CancellationToken cancellationToken
    )
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stopAsking = CancellationTokenSource.CreateLinkedTokenSource(abort.Token, drain);
        var ask = Stage(() => AskAllAsync(tasks, stopAsking, abort.Token), abort);
        var log = Stage(() => LogAllAsync(abort.Token), abort);
        var score = Stage(() => ScoreAllAsync(scoreboards, abort.Token), abort);
        Task all = Task.WhenAll(ask, log, score);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // The first cause counts, not the cancellations that it set off.
        var failures = new[] { log, score, ask }.Select(stage => stage.Exception?.InnerException).OfType<Exception>();
        if (failures.FirstOrDefault() is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (fatal is not null)
        {
            throw new InputException(fatal.Message, Model, fatal.Remedy, fatal);
        }
        return await ask;
    }

    private static Channel<Exchange> Bounded() =>
        Channel.CreateBounded<Exchange>(new BoundedChannelOptions(ChannelCapacity) { SingleReader = true });

    private static Task<bool> Stage(Func<Task<bool>> work, CancellationTokenSource abort) =>
        Task.Run(async () =>
        {
            try
            {
                return await work();
            }
            catch
            {
                await abort.CancelAsync();
                throw;
            }
        });

    private async Task<bool> AskAllAsync(
        ImmutableArray<SubsetTask> tasks,
        CancellationTokenSource stopAsking,
        CancellationToken abort
    )
    {
        var whole = true;
        try
        {
            foreach (var dataset in tasks.GroupBy(task => task.Dataset, StringComparer.Ordinal))
            {
                var subsets = dataset.ToList();
                observer.On(new DatasetStarted(Model, dataset.Key, Expected(subsets)));
                foreach (var task in subsets)
                {
                    await AskSubsetAsync(task, stopAsking, abort);
                }
            }
        }
        catch (OperationCanceledException) when (stopAsking.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            whole = false;
        }
        finally
        {
            LeaveAsking();
        }
        return whole;
    }

    private static int? Expected(List<SubsetTask> subsets) =>
        subsets.Any(task => task.Expected is null)
            ? null
            : subsets.Sum(task => task.Expected!.Value * task.Settings.Repeats);

    private async Task AskSubsetAsync(SubsetTask task, CancellationTokenSource stopAsking, CancellationToken abort)
    {
        using var earlier = AnsweredSamples.Scan(
            folder.Predictions(Model, task.Dataset, task.Subset.Name),
            task.Settings.Repeats
        );
        foreach (var sample in task.Samples)
        {
            for (var repeat = 0; repeat < task.Settings.Repeats; repeat++)
            {
                stopAsking.Token.ThrowIfCancellationRequested();
                await ObtainAsync(task, sample, repeat, earlier, stopAsking, abort);
            }
        }
    }

    private async ValueTask ObtainAsync(
        SubsetTask task,
        Sample sample,
        int repeat,
        AnsweredSamples earlier,
        CancellationTokenSource stopAsking,
        CancellationToken abort
    )
    {
        var request = builder.Build(task, sample, repeat);
        var exchange = new Exchange
        {
            Task = task,
            Sample = sample,
            Repeat = repeat,
            Request = request,
            PromptHash = RequestKey.PromptHash(request),
        };
        if (earlier.Find(sample.Index, repeat, exchange.PromptHash) is { } known)
        {
            await logged.Writer.WriteAsync(exchange with { Answer = known, Source = AnswerSource.RunLog }, abort);
            return;
        }
        if (plan.Stage is Runs.Stage.Review)
        {
            await logged.Writer.WriteAsync(
                exchange with
                {
                    Error = "not asked yet",
                    Source = AnswerSource.RunLog,
                },
                abort
            );
            return;
        }
        if (model.Identity.Cacheable)
        {
            exchange = exchange with { CacheKey = RequestKey.Of(model.Identity, request, exchange.PromptHash) };
            if (cache.Find(exchange.CacheKey) is { } cached)
            {
                await answered.Writer.WriteAsync(exchange with { Answer = cached, Source = AnswerSource.Cache }, abort);
                return;
            }
        }
        await limiter.AcquireAsync(stopAsking.Token);
        Interlocked.Increment(ref outstanding);
        _ = AskOneAsync(exchange, stopAsking, abort);
    }

    // Not awaited by the caller: whatever goes wrong must end up in the channel.
    private async Task AskOneAsync(Exchange exchange, CancellationTokenSource stopAsking, CancellationToken abort)
    {
        try
        {
            exchange = await AnswerAsync(exchange, stopAsking, abort);
            // An answer that is here is paid for: it is handed on even when the run has just been stopped.
            await answered.Writer.WriteAsync(exchange, CancellationToken.None);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Stopped before there was an answer.
        }
        catch (Exception e)
        {
            answered.Writer.TryComplete(e);
        }
        finally
        {
            limiter.Release();
            LeaveAsking();
        }
    }

    private async ValueTask<Exchange> AnswerAsync(
        Exchange exchange,
        CancellationTokenSource stopAsking,
        CancellationToken abort
    )
    {
        try
        {
            return exchange with { Answer = await asker.AskAsync(exchange.Request, stopAsking.Token, abort) };
        }
        catch (ModelException e)
        {
            // After all retries a server that cannot be reached is gone: asking on would only fail sample after sample.
            if (e.Failure is ModelFailure.Fatal || e.Unreachable)
            {
                Interlocked.CompareExchange(ref fatal, e, null);
                await stopAsking.CancelAsync();
            }
            return exchange with { Error = e.Message };
        }
    }

    private void LeaveAsking()
    {
        if (Interlocked.Decrement(ref outstanding) == 0)
        {
            answered.Writer.TryComplete();
        }
    }

    private async Task<bool> LogAllAsync(CancellationToken abort)
    {
        using var log = new PredictionLog(folder, Model);
        var batch = new List<Exchange>(ChannelCapacity);
        try
        {
            // Also after a stop, until the last request has ended: what was answered belongs in the log.
            while (await answered.Reader.WaitToReadAsync(CancellationToken.None))
            {
                // Answers that arrive within a moment share one write and one way through the threads.
                if (answered.Reader.Count < FullGroup && !answered.Reader.Completion.IsCompleted)
                {
                    await Task.Delay(GroupTime, CancellationToken.None);
                }
                LogWaiting(log, batch);
                await PassOnAsync(batch, abort);
                batch.Clear();
            }
        }
        catch (Exception e)
        {
            answered.Writer.TryComplete(e);
            throw;
        }
        abort.ThrowIfCancellationRequested();
        logged.Writer.Complete();
        return true;
    }

    private async ValueTask PassOnAsync(List<Exchange> batch, CancellationToken abort)
    {
        foreach (var exchange in batch)
        {
            if (!abort.IsCancellationRequested && !logged.Writer.TryWrite(exchange))
            {
                try
                {
                    await logged.Writer.WriteAsync(exchange, abort);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    private void LogWaiting(PredictionLog log, List<Exchange> batch)
    {
        var toCache = new List<(string, ModelAnswer)>();
        while (batch.Count < ChannelCapacity && answered.Reader.TryRead(out var exchange))
        {
            batch.Add(exchange);
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

    private async Task<bool> ScoreAllAsync(IReadOnlyDictionary<string, Scoreboard> scoreboards, CancellationToken abort)
    {
        using var reviews = new ReviewLog(folder, Model);
        await foreach (var exchange in logged.Reader.ReadAllAsync(abort))
        {
            var scoreboard = scoreboards[exchange.Task.Dataset];
            var status = exchange.Answer is null ? ScoreStatus.Failed : ScoreStatus.Scored;
            if (plan.Stage is not Runs.Stage.Infer)
            {
                var score = Score(exchange);
                reviews.Add(exchange, score);
                scoreboard.Add(exchange.Sample, exchange.Repeat, score, exchange.Answer?.Usage ?? default);
                status = score.Status;
            }
            observer.On(
                new SampleDone(
                    Model,
                    exchange.Task.Dataset,
                    exchange.Task.Subset.Name,
                    status,
                    exchange.Answer?.Usage ?? default,
                    exchange.Source,
                    () => scoreboard.Running
                )
            );
            if (plan.Debug)
            {
                observer.On(new Exchanged(Model, exchange));
            }
        }
        return true;
    }

    private Score Score(Exchange exchange)
    {
        if (exchange.Answer is not { } answer)
        {
            return Scoring.Score.Failure(exchange.Sample.Reference, exchange.Error ?? "no answer");
        }
        try
        {
            return exchange.Task.Benchmark.Score(exchange.Sample, answer, exchange.Task.Settings);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One answer that a scorer chokes on must not cost the run.
            observer.On(new Warned($"{exchange.Sample.Id}: the scorer failed ({e.Message})"));
            return Scoring.Score.Failure(exchange.Sample.Reference, $"scorer failed: {e.Message}");
        }
    }
}
