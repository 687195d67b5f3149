using System.Collections.Immutable;
using Assay.Judging;
using Assay.Models;
using Assay.Reports;
using Assay.Runs;
using Assay.Runs.Caching;

namespace Assay;

/// <summary>Takes each model of a session through its tasks and reports.</summary>
internal sealed class EvalRun(
    EvalSession session,
    RunFolder folder,
    IAnswerCache cache,
    RunJournal journal,
    EvaluationOptions options
)
{
    public async Task<EvalOutcome> ExecuteAsync(CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<MetricReport>();
        var judging = ImmutableArray.CreateBuilder<JudgingReport>();
        var submissions = new List<(string Model, string Dataset, Submission Answers)>();
        var whole = true;
        foreach (var model in session.Models)
        {
            var scoreboards = session
                .Tasks.DistinctBy(task => task.Dataset, StringComparer.Ordinal)
                .ToDictionary(task => task.Dataset, task => ScoreboardOf(model, task), StringComparer.Ordinal);
            if (whole)
            {
                whole =
                    await AskAsync(model, scoreboards, cancellationToken)
                    && await JudgeAsync(model, scoreboards, judging, cancellationToken);
                submissions.AddRange(
                    scoreboards
                        .Where(board => board.Value.Submission.Count > 0)
                        .Select(board => (model.Identity.Name, board.Key, board.Value.Submission))
                );
                results.AddRange(scoreboards.Values.SelectMany(board => board.ToReport(session.Plan.MaxFailed)));
            }
        }
        var report = new EvalReport(folder.Path, results.ToImmutable()) { Judging = judging.ToImmutable() };
        if (!whole)
        {
            return new EvalOutcome(report, RunStatus.Interrupted);
        }
        if (session.Plan.Stage is Stage.Infer)
        {
            var tooMany = journal.Failed > session.Plan.MaxFailed * journal.Done.Values.Sum();
            return new EvalOutcome(
                report with
                {
                    Results = [],
                },
                tooMany ? RunStatus.TooManyFailed : RunStatus.Completed
            );
        }
        await ReportFiles.WriteAsync(folder.Path, report, session.Targets, cancellationToken);
        foreach (var (model, dataset, answers) in submissions)
        {
            await ReportFiles.WriteAsync(folder.Path, model, dataset, answers, cancellationToken);
        }
        var refused = report.Results.Any(result =>
            result is { Primary: true, Score: null }
            && (
                result.Unscored == 0
                || result.Failed > session.Plan.MaxFailed * (result.N + result.Unscored + result.Failed)
            )
        );
        return new EvalOutcome(report, refused ? RunStatus.TooManyFailed : RunStatus.Completed);
    }

    private static Scoreboard ScoreboardOf(IModel model, SubsetTask task) =>
        new(task.Benchmark.Info, task.Settings, model.Identity.Name)
        {
            Revision = model.Identity.Details.GetValueOrDefault("revision"),
            Precision = model.Identity.Details.GetValueOrDefault("precision"),
        };

    private async Task<bool> JudgeAsync(
        IModel model,
        Dictionary<string, Scoreboard> scoreboards,
        ImmutableArray<JudgingReport>.Builder reports,
        CancellationToken cancellationToken
    )
    {
        if (session.Plan.Stage is Stage.Infer)
        {
            return true;
        }
        var panel = new JudgePanel(session.Judges, session.Plan, folder, cache, journal, options.Time);
        foreach (
            var dataset in session.Tasks.Where(session.IsJudged).GroupBy(task => task.Dataset, StringComparer.Ordinal)
        )
        {
            var scoreboard = ScoreboardOf(model, dataset.First());
            var report = await panel.JudgeAsync(
                model,
                session.Builder,
                [.. dataset],
                scoreboard,
                session.People,
                options.Drain,
                cancellationToken
            );
            if (report is null)
            {
                return false;
            }
            reports.Add(report);
            scoreboards[dataset.Key] = scoreboard;
        }
        return true;
    }

    private async Task<bool> AskAsync(
        IModel model,
        Dictionary<string, Scoreboard> scoreboards,
        CancellationToken cancellationToken
    )
    {
        var pipeline = new EvalPipeline(
            model,
            session.Plan,
            session.Builder,
            folder,
            cache,
            journal,
            options.Time,
            session.Programs
        );
        var whole = await pipeline.RunAsync(session.Tasks, scoreboards, options.Drain, cancellationToken);
        foreach (var dataset in scoreboards.Keys)
        {
            journal.On(new DatasetDone(model.Identity.Name, dataset));
        }
        return whole;
    }
}
