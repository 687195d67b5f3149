using System.CommandLine;
using System.Text;
using Assay.Benchmarks;

namespace Assay.Cli.Verbs;

/// <summary><c>assay datasets docs</c>: a page for each benchmark, made from the benchmark itself.</summary>
internal static class DatasetsDocsVerb
{
    public static Verb Create()
    {
        var folder = new Argument<string>("folder")
        {
            HelpName = "DIR",
            Description = "Where the pages go. Default: docs/benchmarks.",
            DefaultValueFactory = _ => Path.Combine("docs", "benchmarks"),
        };
        var verb = new Verb(
            "docs",
            "Writes a page about each: what it measures, prompts in full, rules, metrics, traps."
        );
        verb.Arguments.Add(folder);
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await WriteAsync(parsed.GetRequiredValue(folder), cancellationToken);
                return ExitCode.Done;
            }
        );
        return verb;
    }

    private static async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var benchmark in BenchmarkRegistry.All)
            {
                var path = Path.Combine(folder, benchmark.Info.Name + ".md");
                await File.WriteAllBytesAsync(
                    path,
                    Encoding.UTF8.GetBytes(BenchmarkPage.Write(benchmark)),
                    cancellationToken
                );
                Terminal.Print(Encoding.UTF8.GetBytes(path + "\n"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("the pages cannot be written", folder, e.Message.TrimEnd('.'), e);
        }
    }
}
