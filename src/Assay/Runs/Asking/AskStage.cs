using System.Collections.Immutable;
using System.Threading.Channels;
using Assay.Models;
using Assay.Runs.Caching;
using Assay.Runs.Log;

namespace Assay.Runs.Asking;

/// <summary>
/// Obtains an answer for each sample: from this run's log, from the answer cache, or from the model. Ends when nothing is under
/// way any more.
/// </summary>
internal sealed class AskStage : IDisposable
{
    private const int LookAhead = 64;

    private readonly IModel model;
    private readonly EvalPlan plan;
    private readonly RequestBuilder builder;
    private readonly RunFolder folder;
    private readonly IAnswerCache cache;
    private readonly IRunObserver observer;
    private readonly AdaptiveLimiter limiter;
    private readonly Asker asker;
    private readonly Futility futility = new();
    private readonly CancellationTokenSource stopAsking = new();
    private ModelException? fatal;

    // The producer counts as one: whoever brings it to zero closes the channel.
    private int outstanding = 1;

    public AskStage(
        IModel model,
        EvalPlan plan,
        RequestBuilder builder,
        RunFolder folder,
        IAnswerCache cache,
        IRunObserver observer,
        TimeProvider time
    )
    {
        this.model = model;
        this.plan = plan;
        this.builder = builder;
        this.folder = folder;
        this.cache = cache;
        this.observer = observer;
        limiter = new AdaptiveLimiter(plan.BatchSize, time);
        asker = new Asker(model, limiter, new RetryPolicy(plan.MaxRetries, plan.RetryDelay), observer, time);
    }

    /// <summary>Takes what is to be logged.</summary>
    public required ChannelWriter<Exchange> Answered { get; init; }

    /// <summary>Takes what the log holds already.</summary>
    public required ChannelWriter<Exchange> Known { get; init; }

    /// <summary>Whether every sample was reached.</summary>
    public bool Whole { get; private set; }

    /// <summary>Why no request can succeed; null while some may.</summary>
    public ModelException? Fatal => fatal;

    private string Model => model.Identity.Name;

    /// <summary>Goes through all tasks.</summary>
    /// <param name="tasks">The subsets, in order.</param>
    /// <param name="drain">When cancelled, nothing new is asked.</param>
    /// <param name="abort">Ends requests that are under way, too.</param>
    public async Task RunAsync(ImmutableArray<SubsetTask> tasks, CancellationToken drain, CancellationToken abort)
    {
        await using var drained = drain.UnsafeRegister(
            static state => ((CancellationTokenSource)state!).Cancel(),
            stopAsking
        );
        await using var aborted = abort.UnsafeRegister(
            static state => ((CancellationTokenSource)state!).Cancel(),
            stopAsking
        );
        try
        {
            foreach (var dataset in tasks.GroupBy(task => task.Dataset, StringComparer.Ordinal))
            {
                var subsets = dataset.ToList();
                observer.On(new DatasetStarted(Model, dataset.Key, Expected(subsets)));
                foreach (var task in subsets)
                {
                    await AskSubsetAsync(task, abort);
                }
            }
            Whole = true;
        }
        catch (OperationCanceledException) when (stopAsking.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            Whole = false;
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose() => stopAsking.Dispose();

    private static int? Expected(List<SubsetTask> subsets) =>
        subsets.Any(task => task.Expected is null)
            ? null
            : subsets.Sum(task => task.Expected!.Value * task.Settings.Repeats);

    private async Task AskSubsetAsync(SubsetTask task, CancellationToken abort)
    {
        using var earlier = AnsweredSamples.Scan(
            folder.Predictions(Model, task.Dataset, task.Subset.Name),
            task.Settings.Repeats
        );
        foreach (var group in Exchanges(task, earlier).Chunk(LookAhead))
        {
            LookUp(group);
            foreach (var exchange in group)
            {
                stopAsking.Token.ThrowIfCancellationRequested();
                await ObtainAsync(exchange, abort);
            }
        }
    }

    private IEnumerable<Exchange> Exchanges(SubsetTask task, AnsweredSamples earlier)
    {
        foreach (var sample in task.Samples)
        {
            for (var repeat = 0; repeat < task.Settings.Repeats; repeat++)
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
                yield return earlier.Find(sample.Index, repeat, exchange.PromptHash) is { } known
                    ? exchange with
                    {
                        Answer = known,
                        Source = AnswerSource.RunLog,
                    }
                : plan.Stage is Stage.Review ? exchange with { Error = "not asked yet", Source = AnswerSource.RunLog }
                : model.Identity.Cacheable
                    ? exchange with
                    {
                        CacheKey = RequestKey.Of(model.Identity, request, exchange.PromptHash),
                    }
                : exchange;
            }
        }
    }

    // One look into the cache for many samples: getting at a database costs more than reading in it.
    private void LookUp(Exchange[] group)
    {
        int[] unknown = [.. Enumerable.Range(0, group.Length).Where(i => group[i].CacheKey is not null)];
        var found = cache.Find([.. unknown.Select(i => group[i].CacheKey!)]);
        foreach (var (i, answer) in unknown.Zip(found))
        {
            group[i] = answer is null ? group[i] : group[i] with { Answer = answer, Source = AnswerSource.Cache };
        }
    }

    private async ValueTask ObtainAsync(Exchange exchange, CancellationToken abort)
    {
        if (exchange.Answer is not null)
        {
            futility.Answered();
        }
        switch (exchange.Source)
        {
            case AnswerSource.RunLog:
                await Known.WriteAsync(exchange, abort);
                break;
            case AnswerSource.Cache:
                await Answered.WriteAsync(exchange, abort);
                break;
            // Recordings may begin with gaps, and looking an answer up costs nothing.
            case AnswerSource.Model when model.Identity.Cacheable && futility.Reason is { } reason:
                await Known.WriteAsync(exchange with { Error = reason, Source = AnswerSource.RunLog }, abort);
                break;
            default:
                await limiter.AcquireAsync(stopAsking.Token);
                Interlocked.Increment(ref outstanding);
                _ = AskOneAsync(exchange, abort);
                break;
        }
    }

    // Not awaited by the caller: whatever goes wrong must end up in the channel.
    private async Task AskOneAsync(Exchange exchange, CancellationToken abort)
    {
        try
        {
            exchange = await AnswerAsync(exchange, abort);
            // An answer that is here is paid for: it is handed on even when the run has just been stopped.
            await Answered.WriteAsync(exchange, CancellationToken.None);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Stopped before there was an answer.
        }
        catch (Exception e)
        {
            Answered.TryComplete(e);
        }
        finally
        {
            limiter.Release();
            Leave();
        }
    }

    private async ValueTask<Exchange> AnswerAsync(Exchange exchange, CancellationToken abort)
    {
        try
        {
            var answer = await asker.AskAsync(exchange.Request, stopAsking.Token, abort);
            futility.Answered();
            return exchange with { Answer = answer };
        }
        catch (ModelException e)
        {
            // After all retries a server that cannot be reached is gone: asking on would only fail sample after sample.
            if (e.Failure is ModelFailure.Fatal || e.Unreachable)
            {
                Interlocked.CompareExchange(ref fatal, e, null);
                await stopAsking.CancelAsync();
            }
            futility.Failed(e.Message);
            return exchange with { Error = e.Message };
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref outstanding) == 0)
        {
            Answered.TryComplete();
        }
    }
}
