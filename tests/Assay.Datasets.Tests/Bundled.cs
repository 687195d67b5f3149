using Assay.Benchmarks;

namespace Assay.Datasets.Tests;

/// <summary>The data sets that come with the program, read as an evaluation reads them.</summary>
internal static class Bundled
{
    public static IDataSource Source { get; } = new LocalDataSource(DataRoots.Bundled!);

    public static List<Sample> Samples(Benchmark benchmark, string subset, string split) =>
        [
            .. Source
                .Read(new DataAddress(benchmark.Info, subset, split))
                .Select((row, i) => benchmark.Parse(row, subset, i)),
        ];

    public static List<Sample> Asked(Benchmark benchmark) =>
        [.. benchmark.Info.Subsets.SelectMany(subset => Samples(benchmark, subset.Name, "test"))];

    /// <summary>How often each letter is right.</summary>
    public static Dictionary<string, int> Keys(IEnumerable<Sample> samples) =>
        samples
            .GroupBy(sample => sample.Reference.Trim('(', ')'), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    /// <summary>The share of samples whose right choice is what a guess by length would take.</summary>
    public static double GuessedByLength(IReadOnlyCollection<Sample> samples, int sign) =>
        (double)
            samples.Count(sample =>
            {
                var best = sample.Choices.OrderByDescending(choice => sign * choice.Text.Length).First();
                return best.Label == sample.Reference;
            }) / samples.Count;
}
