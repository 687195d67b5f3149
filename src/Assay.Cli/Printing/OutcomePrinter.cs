using Assay.Cli.Progress;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli.Printing;

/// <summary>Tells how <c>assay eval</c> ended: the result on standard output, the rest on standard error.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="json">Whether the result is to be one JSON document.</param>
internal sealed class OutcomePrinter(Terminal terminal, bool json)
{
    /// <summary>Prints what a run would do.</summary>
    public void Print(EvalPlan plan, EvalPreview preview)
    {
        if (json)
        {
            Terminal.Print(PreviewJson.Write(preview));
        }
        else
        {
            new PreviewPrinter(terminal.Results).Print(plan, preview);
        }
    }

    /// <summary>Prints what a run found, and what is left to do.</summary>
    public void Print(EvalPlan plan, EvalOutcome outcome, RunCounters counters)
    {
        var run = outcome.Report.Run;
        if (outcome.Status is not RunStatus.Interrupted)
        {
            PrintResult(plan, outcome.Report, counters);
        }
        var failures = counters.Failures.ToString();
        if (outcome.Status is RunStatus.TooManyFailed)
        {
            terminal.Fail(
                $"too many samples failed for a score (--max-failed {plan.MaxFailed}): {failures}; the same command asks them again"
            );
            return;
        }
        if (failures is not null)
        {
            terminal.Warn(failures);
        }
        if (outcome.Status is RunStatus.Interrupted)
        {
            terminal.Note($"interrupted; what was answered is in {run}, and the same command goes on from there");
        }
    }

    private void PrintResult(EvalPlan plan, EvalReport report, RunCounters counters)
    {
        if (json)
        {
            Terminal.Print(ReportJson.Write(report));
        }
        else if (plan.Stage is Stage.Infer)
        {
            terminal.Note(
                $"answers: {Path.Combine(report.Run, "predictions")} (the same command with --stage review scores them)"
            );
        }
        else
        {
            new ReportPrinter(terminal.Results).Print(report, [.. counters.Datasets.Select(x => x.Look())]);
        }
    }
}
