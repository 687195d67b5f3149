using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Reports;
using Assay.Runs;
using Assay.Runs.Caching;
using Assay.Runs.Log;

namespace Assay.Judging;

/// <summary>
/// Has the recorded answers of a model judged: each judge goes through them as a model goes through a benchmark, and once more through those
/// on which its reply held no verdict. What is still without one then has failed.
/// </summary>
/// <param name="judges">The judges.</param>
/// <param name="plan">The run's plan.</param>
/// <param name="folder">The run folder.</param>
/// <param name="cache">Answers of other runs.</param>
/// <param name="observer">Watches.</param>
/// <param name="time">The clock.</param>
public sealed class JudgePanel(
    ImmutableArray<IModel> judges,
    EvalPlan plan,
    RunFolder folder,
    IAnswerCache cache,
    IRunObserver observer,
    TimeProvider time
)
{
    private readonly RequestBuilder builder = new(plan.Judge.Generation ?? JudgePlan.DefaultGeneration, rawText: false);

    /// <summary>Whether a benchmark's answers are judged under a strategy.</summary>
    public static bool Judges(BenchmarkInfo info, BenchmarkSettings settings, JudgeStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Mode == EvalMode.Generate
            && strategy switch
            {
                JudgeStrategy.Rule => false,
                JudgeStrategy.Auto => info.NeedsJudge,
                _ => true,
            };
    }

    /// <summary>Judges the answers of one data set and scores them by the verdicts.</summary>
    /// <param name="model">Whose answers.</param>
    /// <param name="asked">How the model was asked.</param>
    /// <param name="tasks">The data set's subsets.</param>
    /// <param name="scoreboard">Takes the scores.</param>
    /// <param name="people">People's verdicts by sample; empty for none.</param>
    /// <param name="drain">When cancelled, nothing new is asked.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>What the judges did; null when drained.</returns>
    /// <exception cref="InputException">A judge turned out to be unable to answer anything.</exception>
    public async Task<JudgingReport?> JudgeAsync(
        IModel model,
        RequestBuilder asked,
        ImmutableArray<SubsetTask> tasks,
        Scoreboard scoreboard,
        PeopleLabels people,
        CancellationToken drain,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(scoreboard);
        ArgumentNullException.ThrowIfNull(people);
        var info = tasks[0].Benchmark.Info;
        var verdicts = new Verdicts(judges.Length);
        var reports = ImmutableArray.CreateBuilder<JudgeReport>();
        for (var judge = 0; judge < judges.Length; judge++)
        {
            var pass = new JudgePass(judges[judge], plan.Judge.Scale, Answers);
            if (!await AskAsync(pass, judge, repairs: false) || !await AskAsync(pass, judge, repairs: true))
            {
                return null;
            }
            reports.Add(pass.ToReport());
        }
        await ScoreAsync();
        return new JudgingReport(
            model.Identity.Name,
            info.Name,
            reports.ToImmutable(),
            JudgeAgreement.Of([.. judges.Select(x => x.Identity.Name)], verdicts, plan.Judge.Scale),
            people.Compare(verdicts, plan.Judge.Scale)
        );

        async Task<bool> AskAsync(JudgePass pass, int judge, bool repairs)
        {
            var benchmark = new JudgingBenchmark(info, model.Identity.Name, plan.Judge, repairs);
            var judging = tasks.Select(task => pass.TaskOf(task, benchmark)).OfType<SubsetTask>().ToImmutableArray();
            if (judging.IsEmpty)
            {
                return true;
            }
            var board = new Scoreboard(benchmark.Info, judging[0].Settings, pass.Judge.Identity.Name);
            var pipeline = new EvalPipeline(
                pass.Judge,
                plan with
                {
                    Stage = Stage.All,
                    BatchSize = plan.Judge.BatchSize,
                },
                builder,
                folder,
                cache,
                observer,
                time
            );
            var boards = new Dictionary<string, Scoreboard>(StringComparer.Ordinal) { [benchmark.Info.Name] = board };
            if (!await pipeline.RunAsync(judging, boards, drain, cancellationToken))
            {
                return false;
            }
            observer.On(new DatasetDone(pass.Judge.Identity.Name, benchmark.Info.Name));
            foreach (var task in tasks)
            {
                pass.Read(
                    task,
                    benchmark,
                    builder,
                    folder,
                    (sample, answer, verdict) => verdicts.Add(sample, answer, judge, verdict)
                );
            }
            return true;
        }

        Task ScoreAsync()
        {
            ImmutableArray<SubsetTask> judged =
            [
                .. tasks.Select(task =>
                    task with
                    {
                        Benchmark = new JudgedBenchmark(task.Benchmark, plan.Judge, verdicts),
                    }
                ),
            ];
            var pipeline = new EvalPipeline(
                model,
                plan with
                {
                    Stage = Stage.Review,
                },
                asked,
                folder,
                new NoAnswerCache(),
                new OnlyWarnings(observer),
                time
            );
            var boards = new Dictionary<string, Scoreboard>(StringComparer.Ordinal) { [info.Name] = scoreboard };
            return pipeline.RunAsync(judged, boards, CancellationToken.None, cancellationToken);
        }

        // The answers in the log, those that the strategy leaves to the rules left out.
        IEnumerable<(Sample Sample, int Number, string Answer)> Answers(SubsetTask task)
        {
            var repeats = task.Settings.Repeats;
            using var log = AnsweredSamples.Scan(
                folder.Predictions(model.Identity.Name, task.Dataset, task.Subset.Name),
                repeats
            );
            foreach (var sample in task.Samples)
            {
                for (var repeat = 0; repeat < repeats; repeat++)
                {
                    var hash = RequestKey.PromptHash(asked.Build(task, sample, repeat));
                    if (
                        log.Find(sample.Index, repeat, hash) is Generated answer
                        && !(
                            plan.Judge.Strategy == JudgeStrategy.LlmRecall
                            && JudgedBenchmark.IsRight(task.Benchmark.Score(sample, answer, task.Settings))
                        )
                    )
                    {
                        yield return (sample, (sample.Index * repeats) + repeat, answer.Text);
                    }
                }
            }
        }
    }

    private sealed class OnlyWarnings(IRunObserver observer) : IRunObserver
    {
        public void On(RunEvent happening)
        {
            if (happening is Warned)
            {
                observer.On(happening);
            }
        }
    }
}
