using System.Collections.Immutable;
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
        var whole = true;
        foreach (var model in session.Models)
        {
            var scoreboards = session
                .Tasks.DistinctBy(task => task.Dataset, StringComparer.Ordinal)
                .ToDictionary(
                    task => task.Dataset,
                    task => new Scoreboard(task.Benchmark.Info, task.Settings, model.Identity.Name)
                    {
                        Revision = model.Identity.Details.GetValueOrDefault("revision"),
                        Precision = model.Identity.Details.GetValueOrDefault("precision"),
                    },
                    StringComparer.Ordinal
                );
            if (whole)
            {
                whole = await AskAsync(model, scoreboards, cancellationToken);
                results.AddRange(scoreboards.Values.SelectMany(board => board.ToReport(session.Plan.MaxFailed)));
            }
        }
        var report = new EvalReport(folder.Path, results.ToImmutable());
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
        var refused = report.Results.Any(result => result.Primary && result.Score is null);
        return new EvalOutcome(report, refused ? RunStatus.TooManyFailed : RunStatus.Completed);
    }

    private async Task<bool> AskAsync(
        IModel model,
        Dictionary<string, Scoreboard> scoreboards,
        CancellationToken cancellationToken
    )
    {
        var pipeline = new EvalPipeline(model, session.Plan, session.Builder, folder, cache, journal, options.Time);
        var whole = await pipeline.RunAsync(session.Tasks, scoreboards, options.Drain, cancellationToken);
        foreach (var dataset in scoreboards.Keys)
        {
            journal.On(new DatasetDone(model.Identity.Name, dataset));
        }
        return whole;
    }
}
