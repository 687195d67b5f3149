using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Assay.Models;
using Assay.Reports;
using Assay.Runs.Asking;
using Assay.Runs.Caching;
using Assay.Runs.Log;
using Assay.Scoring.Code;

namespace Assay.Runs;

/// <summary>
/// One model's way through its tasks: samples → requests → answers → log → scores. Three stages joined by bounded channels, so that
/// memory does not grow with the data: <see cref="AskStage"/> asks, <see cref="LogStage"/> appends to the prediction log,
/// <see cref="ScoreStage"/> scores what is in the log.
/// </summary>
/// <param name="model">Who is asked.</param>
/// <param name="plan">How.</param>
/// <param name="builder">Makes requests of prompts.</param>
/// <param name="folder">The run folder, open for writing.</param>
/// <param name="cache">Answers of other runs.</param>
/// <param name="observer">Watches.</param>
/// <param name="time">The clock.</param>
/// <param name="programs">Runs answers that are programs; null where none are.</param>
public sealed class EvalPipeline(
    IModel model,
    EvalPlan plan,
    RequestBuilder builder,
    RunFolder folder,
    IAnswerCache cache,
    IRunObserver observer,
    TimeProvider time,
    ICodeJudge? programs = null
)
{
    internal const int ChannelCapacity = 256;

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
        var answered = Bounded();
        var logged = Bounded();
        var known = model.Identity.Cacheable ? cache : new NoAnswerCache();
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var asking = new AskStage(model, plan, builder, folder, known, observer, time)
        {
            Answered = answered.Writer,
            Known = logged.Writer,
        };
        var logging = new LogStage(folder, model.Identity.Name, known, answered, logged.Writer);
        var scoring = new ScoreStage(folder, model.Identity.Name, plan, observer, scoreboards, programs);

        var ask = Start(() => asking.RunAsync(tasks, drain, abort.Token), abort);
        var log = Start(() => logging.RunAsync(abort.Token), abort);
        var score = Start(() => scoring.RunAsync(logged.Reader, abort.Token), abort);
        await Task.WhenAll(ask, log, score).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // The first cause counts, not the cancellations that it set off.
        var failures = new[] { log, score, ask }.Select(stage => stage.Exception?.InnerException).OfType<Exception>();
        if (failures.FirstOrDefault() is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
        cancellationToken.ThrowIfCancellationRequested();
        return asking.Fatal is { } fatal
            ? throw new InputException(fatal.Message, model.Identity.Name, fatal.Remedy, fatal)
            : asking.Whole;
    }

    private static Channel<Exchange> Bounded() =>
        Channel.CreateBounded<Exchange>(new BoundedChannelOptions(ChannelCapacity) { SingleReader = true });

    private static Task Start(Func<Task> stage, CancellationTokenSource abort) =>
        Task.Run(async () =>
        {
            try
            {
                await stage();
            }
            catch
            {
                await abort.CancelAsync();
                throw;
            }
        });
}
