using Assay.Cli.Flags;
using Assay.Cli.Printing;
using Assay.Cli.Progress;
using Assay.Plans;
using Assay.Runs;

namespace Assay.Cli.Verbs;

/// <summary><c>assay eval</c>: asks models, scores their answers, reports.</summary>
internal static class EvalVerb
{
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb("eval", "Evaluates models on data sets, with intervals and every answer kept.")
        {
            GroupOf = flag => EvalFlags.GroupOf(flag.Name),
            Examples =
            [
                new(
                    "assay eval --model baseline:majority --datasets mini_mmlu mini_gsm8k",
                    "offline, with the data that come along"
                ),
                new(
                    "assay eval --model qwen2.5 --api-url http://127.0.0.1:8000/v1 --datasets mmlu gsm8k --limit 50",
                    "a server's model"
                ),
                new(
                    "assay eval --model ollama:llama3.2 --datasets arc --dataset-dir data --dry-run",
                    "what would be asked, and how much"
                ),
                new(
                    "assay eval --model replay:outputs.jsonl.gz --datasets gsm8k --dataset-dir data --json",
                    "score recorded answers"
                ),
                new(
                    """assay eval --config plan.yaml --dataset-args '{"gsm8k": {"few_shot_num": 0, "protocol": "lm-eval"}}'""",
                    "a plan with one thing changed"
                ),
            ],
        };
        foreach (var flag in EvalFlags.All)
        {
            verb.Options.Add(flag.ToOption());
        }
        var (config, apiKey, json) = (ProgramFlags.Config(), ProgramFlags.ApiKey(), ProgramFlags.Json());
        verb.Options.Add(config);
        verb.Options.Add(apiKey);
        verb.Options.Add(json);
        verb.SetAction(
            async (parsed, _) =>
            {
                var settings = PlanSettings.FromFlags(PlanFlags.Of(parsed));
                if (parsed.GetValue(config) is { } file)
                {
                    settings = settings.Over(PlanSettings.FromFile(file));
                }
                var printer = new OutcomePrinter(terminal, parsed.GetValue(json));
                return await RunAsync(PlanReader.Read(settings), parsed.GetValue(apiKey), terminal, printer);
            }
        );
        return verb;
    }

    private static async Task<int> RunAsync(EvalPlan plan, string? apiKey, Terminal terminal, OutcomePrinter printer)
    {
        var counters = new RunCounters(TimeProvider.System);
        using var interrupts = Interrupts.Listen(counters.Notes.Enqueue);
        var options = new EvaluationOptions
        {
            ApiKey = apiKey,
            Observer = counters,
            Drain = interrupts.Drain,
        };
        if (plan.DryRun)
        {
            // Nothing is under way that could be finished: the first interrupt stops.
            await using var shown = new DownloadView(terminal, TimeProvider.System);
            var preview = await Evaluation.PreviewAsync(plan, options with { Downloads = shown.On }, interrupts.Drain);
            await shown.DisposeAsync();
            printer.Print(plan, preview);
            return ExitCode.Done;
        }
        // Before the run's own progress begins, so that a download has the terminal to itself.
        await using (var downloads = new DownloadView(terminal, TimeProvider.System))
        {
            await Evaluation.FetchAsync(plan, options with { Downloads = downloads.On }, interrupts.Drain);
        }
        EvalOutcome outcome;
        await using (ProgressView.Start(terminal, counters, TimeProvider.System))
        {
            outcome = await Evaluation.RunAsync(plan, options, interrupts.Stop);
        }
        printer.Print(plan, outcome, counters);
        return ExitCode.Of(outcome.Status);
    }
}
