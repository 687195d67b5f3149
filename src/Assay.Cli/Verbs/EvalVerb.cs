using System.CommandLine;
using Assay.Cli.Flags;
using Assay.Cli.Printing;
using Assay.Cli.Progress;
using Assay.Plans;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Cli.Verbs;

/// <summary><c>assay eval</c>: asks models, scores their answers, reports.</summary>
internal static class EvalVerb
{
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb("eval", "Evaluates models on data sets, with intervals and every answer kept.")
        {
            Examples =
            [
                (
                    "assay eval --model baseline:majority --datasets mini_mmlu mini_gsm8k",
                    "offline, with the data that come along"
                ),
                (
                    "assay eval --model qwen2.5 --api-url http://127.0.0.1:8000/v1 --datasets mmlu gsm8k --limit 50",
                    "a server's model"
                ),
                (
                    "assay eval --model ollama:llama3.2 --datasets arc --dataset-dir data --dry-run",
                    "what would be asked, and how much"
                ),
                (
                    "assay eval --model replay:outputs.jsonl.gz --datasets gsm8k --dataset-dir data --json",
                    "score recorded answers"
                ),
                (
                    """assay eval --config plan.yaml --dataset-args '{"gsm8k": {"few_shot_num": 0, "protocol": "lm-eval"}}'""",
                    "a plan with one thing changed"
                ),
            ],
        };
        foreach (var flag in EvalFlags.All)
        {
            verb.Options.Add(flag.ToOption());
        }
        verb.SetAction((parsed, _) => RunAsync(parsed, terminal));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal)
    {
        var settings = PlanSettings.FromFlags(PlanFlags.Of(parsed));
        if (PlanFlags.Value(parsed, EvalFlags.Config) is { } file)
        {
            settings = settings.Over(PlanSettings.FromFile(file));
        }
        var plan = PlanReader.Read(settings);
        var json = PlanFlags.IsOn(parsed, EvalFlags.Json);
        var counters = new RunCounters(TimeProvider.System);
        using var interrupts = Interrupts.Listen(counters.Notes.Enqueue);
        var options = new EvaluationOptions
        {
            ApiKey = PlanFlags.Value(parsed, EvalFlags.ApiKey),
            Observer = counters,
            Drain = interrupts.Drain,
        };
        if (plan.DryRun)
        {
            Show(plan, await Evaluation.PreviewAsync(plan, options, interrupts.Stop), terminal, json);
            return ExitCode.Done;
        }
        EvalOutcome outcome;
        await using (ProgressView.Start(terminal, counters, TimeProvider.System))
        {
            outcome = await Evaluation.RunAsync(plan, options, interrupts.Stop);
        }
        Show(plan, outcome, counters, terminal, json);
        return ExitCode.Of(outcome.Status);
    }

    private static void Show(EvalPlan plan, EvalPreview preview, Terminal terminal, bool json)
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

    private static void Show(EvalPlan plan, EvalOutcome outcome, RunCounters counters, Terminal terminal, bool json)
    {
        if (outcome.Status is RunStatus.Interrupted)
        {
            terminal.Note(
                $"interrupted; what was answered is in {outcome.Report.Run}, and the same command goes on from there"
            );
        }
        else if (json)
        {
            Terminal.Print(ReportJson.Write(outcome.Report));
        }
        else if (plan.Stage is Stage.Infer)
        {
            terminal.Note(
                $"answers: {Path.Combine(outcome.Report.Run, "predictions")} (the same command with --stage review scores them)"
            );
        }
        else
        {
            new ReportPrinter(terminal.Results).Print(outcome.Report, [.. counters.Datasets.Select(x => x.Look())]);
        }
        if (outcome.Status is RunStatus.TooManyFailed)
        {
            var folder = plan.Stage is Stage.Infer ? "predictions" : "reviews";
            terminal.Fail(
                $"too many samples failed (--max-failed {plan.MaxFailed}), the latest: {counters.LatestFailure}; the same command asks them again ({Path.Combine(outcome.Report.Run, folder)} says of each why)"
            );
        }
    }
}
