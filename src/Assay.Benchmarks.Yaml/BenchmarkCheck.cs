using System.Collections.Immutable;
using Assay.Prompts;
using Assay.Runs;

namespace Assay.Benchmarks.Yaml;

/// <summary>What a look at a whole benchmark found.</summary>
/// <param name="Info">Its datasheet; null where the file has mistakes.</param>
/// <param name="Mistakes">Everything that is wrong.</param>
/// <param name="Rows">Rows by subset, in order.</param>
/// <param name="Previews">The first, a middle and the last prompt.</param>
public sealed record CheckedBenchmark(
    BenchmarkInfo? Info,
    ImmutableArray<InputException> Mistakes,
    ImmutableArray<(string Subset, int Count)> Rows,
    ImmutableArray<PromptPreview> Previews
);

/// <summary>One prompt in full.</summary>
/// <param name="Location">The row that it is made of.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Reference">The answer that counts as right.</param>
public sealed record PromptPreview(string Location, Prompt Prompt, string Reference);

/// <summary>Looks at everything in a benchmark's YAML file and at every row of its data.</summary>
public static class BenchmarkCheck
{
    private const int MostOfRows = 200;

    /// <summary>Checks a file.</summary>
    public static async Task<CheckedBenchmark> RunAsync(string path, CancellationToken cancellationToken)
    {
        var (benchmark, mistakes) = BenchmarkFile.Read(path, lookAtData: true);
        if (benchmark is null)
        {
            return new CheckedBenchmark(null, mistakes, [], []);
        }
        var rows = new RowCheck(benchmark);
        foreach (var subset in benchmark.Info.Subsets)
        {
            rows.Look(subset.Name, cancellationToken);
        }
        if (benchmark.Info.FewShotSplit is { } split)
        {
            rows.LookAtExamples(split, cancellationToken);
        }
        var previews = rows.Mistakes.Count == 0 ? await PreviewAsync(benchmark, rows, cancellationToken) : [];
        var found = rows.Mistakes;
        var shown =
            found.Count <= MostOfRows
                ? found
                :
                [
                    .. found.Take(MostOfRows),
                    new InputException($"{found.Count - MostOfRows} more", path, "correct these first"),
                ];
        return new CheckedBenchmark(benchmark.Info, [.. shown], [.. rows.Counts], previews);
    }

    private static async Task<ImmutableArray<PromptPreview>> PreviewAsync(
        YamlBenchmark benchmark,
        RowCheck rows,
        CancellationToken cancellationToken
    )
    {
        var settings = SettingsReader.Read(benchmark.Info);
        var planner = new TaskPlanner(benchmark.Data, seed: 42, shuffle: null, _ => { });
        try
        {
            var tasks = await planner.PlanAsync(benchmark, settings, cancellationToken);
            var shots = tasks.ToDictionary(task => task.Subset.Name, task => task.Shots, StringComparer.Ordinal);
            return
            [
                .. rows.Shown.Select(shown => new PromptPreview(
                    shown.Location,
                    benchmark.Ask(shown.Sample, shots[shown.Sample.Subset], settings),
                    shown.Sample.Reference
                )),
            ];
        }
        catch (InputException mistake)
        {
            rows.Mistakes.Add(mistake);
            return [];
        }
    }
}
