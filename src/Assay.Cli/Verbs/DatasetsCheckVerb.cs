using System.CommandLine;
using Assay.Benchmarks.Yaml;
using Assay.Cli.Printing;
using Assay.Cli.Progress;
using Spectre.Console;

namespace Assay.Cli.Verbs;

/// <summary><c>assay datasets check</c>: looks at a benchmark's YAML file and at every row of its data.</summary>
internal static class DatasetsCheckVerb
{
    public static Verb Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "The YAML file." };
        var verb = new Verb("check", "Checks a benchmark of your own, row by row, and shows three of its prompts.")
        {
            Examples = [new("assay datasets check quiz.yaml", "everything that is wrong, a line each")],
        };
        verb.Arguments.Add(file);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                var path = parsed.GetRequiredValue(file);
                var found = await BenchmarkCheck.RunAsync(path, cancellationToken);
                foreach (var mistake in found.Mistakes)
                {
                    terminal.Fail(mistake.Message);
                }
                if (!found.Mistakes.IsEmpty)
                {
                    terminal.Note($"{Figures.Count(found.Mistakes.Length, "mistake")} in {path} and its data");
                    return ExitCode.WrongInput;
                }
                Print(terminal, path, found);
                return ExitCode.Done;
            }
        );
        return verb;
    }

    private static void Print(Terminal terminal, string path, CheckedBenchmark found)
    {
        var printer = new PreviewPrinter(terminal.Results);
        foreach (var (location, prompt, reference) in found.Previews)
        {
            var text = prompt.System is { } system ? $"{system}\n\n{prompt.Text}" : prompt.Text;
            printer.PrintPrompt($"{location} (the right answer is {reference})", text);
        }
        terminal.Results.WriteLine();
        var parts = found.Rows.Length > 1 ? $" in {Figures.Count(found.Rows.Length, "subset")}" : "";
        terminal.Results.Line($"{Figures.Count(found.Rows.Sum(x => x.Count), "question")}{parts}, no mistakes");
        terminal.Results.Line($"next: assay eval --model MODEL --datasets {path}");
    }
}
