using System.CommandLine;
using Assay.Benchmarks.Yaml;
using Assay.Cli.Printing;

namespace Assay.Cli.Verbs;

/// <summary><c>assay datasets new</c>: writes a benchmark's YAML file to start from.</summary>
internal static class DatasetsNewVerb
{
    public static Verb Create(Terminal terminal)
    {
        var file = new Argument<string?>("file")
        {
            HelpName = "FILE",
            Description = "The file to write. Default: named after --data, else benchmark.yaml.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var data = new Option<string>("--data")
        {
            HelpName = "FILE",
            Description = "A data file whose columns are looked at: .csv, .tsv, .jsonl, .json, .parquet.",
        };
        var verb = new Verb("new", "Writes a commented YAML file for a benchmark of your own.")
        {
            Examples = [new("assay datasets new quiz.yaml --data questions.csv", "from the columns of a CSV file")],
        };
        verb.Arguments.Add(file);
        verb.Options.Add(data);
        verb.SetAction(parsed =>
        {
            var from = parsed.GetValue(data);
            var path = parsed.GetValue(file) ?? (from is null ? "benchmark.yaml" : NameOf(from) + ".yaml");
            Starter.Write(path, from);
            terminal.Results.Line($"wrote {path}");
            terminal.Results.Line($"next: assay datasets check {path}");
            return ExitCode.Done;
        });
        return verb;
    }

    private static string NameOf(string data) => Path.GetFileName(data).Split('.')[0];
}
