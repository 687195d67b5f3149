using System.CommandLine;
using Assay.Benchmarks;
using Assay.Cli.Flags;
using Assay.Cli.Printing;
using Assay.Cli.Progress;
using Assay.Runs;

namespace Assay.Cli.Verbs;

/// <summary><c>assay datasets</c>: what <c>--datasets</c> can be.</summary>
internal static class DatasetsVerb
{
    public static Verb Create(Terminal terminal)
    {
        var verb = new Verb("datasets", "Lists the data sets; shows one with its subsets, prompt, licence; makes one.")
        {
            Examples =
            [
                new("assay datasets", "all of them"),
                new(
                    "assay datasets show mmlu --dataset-dir data",
                    "one, with its first prompt from a folder of one's own"
                ),
                new("assay datasets pull mmlu gsm8k --dataset-hub HuggingFace", "fetch ahead of a run"),
                new("assay datasets pack mmlu gsm8k -o data.zip", "an archive for a machine that reaches no hub"),
                new("assay datasets new quiz.yaml --data questions.csv", "a benchmark of your own, from a CSV file"),
            ],
        };
        verb.Subcommands.Add(Listing(new Verb("list", "Lists the data sets."), terminal));
        verb.Subcommands.Add(DatasetsDocsVerb.Create());
        verb.Subcommands.Add(Show(terminal));
        verb.Subcommands.Add(DatasetsPullVerb.Create(terminal));
        verb.Subcommands.Add(DatasetsPackVerb.Create(terminal));
        verb.Subcommands.Add(DatasetsNewVerb.Create(terminal));
        verb.Subcommands.Add(DatasetsCheckVerb.Create(terminal));
        return Listing(verb, terminal);
    }

    private static Verb Listing(Verb verb, Terminal terminal)
    {
        var (json, plugins) = (ProgramFlags.Json(), ProgramFlags.Plugins());
        verb.Options.Add(json);
        verb.Options.Add(plugins);
        verb.SetAction(parsed =>
        {
            ProgramFlags.Load(parsed.GetValue(plugins));
            if (parsed.GetValue(json))
            {
                Terminal.Print(DatasheetJson.Write(BenchmarkRegistry.All.Select(benchmark => benchmark.Info)));
            }
            else
            {
                Print(terminal);
            }
            return ExitCode.Done;
        });
        return verb;
    }

    private static void Print(Terminal terminal) =>
        FittedTable.Write(
            terminal.Results,
            [.. BenchmarkRegistry.All.Select(benchmark => benchmark.Info)],
            new Column<BenchmarkInfo>("--datasets", x => x.Name, Right: false),
            new Column<BenchmarkInfo>("Title", x => x.Title, Right: false, Spare: 1),
            new Column<BenchmarkInfo>("Subsets", x => Figures.Count(x.Subsets.Length)),
            new Column<BenchmarkInfo>("Samples", x => Samples(x)),
            new Column<BenchmarkInfo>("Shots", x => Figures.Count(x.FewShot)),
            new Column<BenchmarkInfo>("Modes", x => ModeName.Of(x.Modes), Right: false, Spare: 2),
            new Column<BenchmarkInfo>("Protocols", x => string.Join(", ", x.Protocols), Right: false, Spare: 3)
        );

    private static string Samples(BenchmarkInfo info) => info.Rows is { } rows ? Figures.Count(rows) : "-";

    private static Verb Show(Terminal terminal)
    {
        var name = new Argument<string>("name") { HelpName = "NAME", Description = "The data set, or a YAML file." };
        name.CompletionSources.Add(_ =>
            EvalFlags.Datasets().Select(known => new System.CommandLine.Completions.CompletionItem(known))
        );
        var json = ProgramFlags.Json();
        var plugins = ProgramFlags.Plugins();
        var folder = new Option<string>("--dataset-dir")
        {
            HelpName = "DIR|ZIP",
            Description = "Folder or archive of local data, for the prompt preview.",
        };
        var verb = new Verb("show", "Shows one: subsets, samples, first prompt, licence, citation.");
        verb.Arguments.Add(name);
        verb.Options.Add(folder);
        verb.Options.Add(plugins);
        verb.Options.Add(json);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                ProgramFlags.Load(parsed.GetValue(plugins));
                var dataset = parsed.GetRequiredValue(name);
                var info = DatasetNames.Find(dataset).Info;
                if (parsed.GetValue(json))
                {
                    Terminal.Print(DatasheetJson.Write([info]));
                    return ExitCode.Done;
                }
                var datasheet = new DatasheetPrinter(terminal.Results);
                datasheet.Print(info);
                await PrintPromptAsync(dataset, parsed.GetValue(folder), terminal, cancellationToken);
                return ExitCode.Done;
            }
        );
        return verb;
    }

    private static async Task PrintPromptAsync(
        string dataset,
        string? folder,
        Terminal terminal,
        CancellationToken cancellationToken
    )
    {
        var plan = new EvalPlan
        {
            Models = ["baseline:first"],
            Datasets = [dataset],
            DatasetDir = folder,
            Limit = 1,
            Offline = true,
        };
        try
        {
            var first = (await Evaluation.PreviewAsync(plan, cancellationToken: cancellationToken)).Subsets[0];
            new PreviewPrinter(terminal.Results).PrintPrompt(
                $"first prompt ({first.Subset}; the reference answer is {first.FirstGold})",
                first.FirstPrompt
            );
        }
        catch (InputException e) when (folder is null)
        {
            terminal.Note($"no prompt preview: {e.Message}");
        }
    }
}
