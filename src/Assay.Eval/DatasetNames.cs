using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Benchmarks.Yaml;

namespace Assay;

/// <summary>What <c>--datasets</c> names: benchmarks by name, and files that describe one.</summary>
public static class DatasetNames
{
    /// <summary>The benchmark of a name or alias, or of a YAML file.</summary>
    /// <exception cref="InputException">There is none, or the file cannot be used.</exception>
    public static Benchmark Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return BenchmarkFile.IsOne(name) ? BenchmarkFile.Load(name) : BenchmarkRegistry.Find(name);
    }

    /// <summary>The benchmarks of several names, each once.</summary>
    /// <exception cref="InputException">One is unknown, or two files describe benchmarks of the same name.</exception>
    internal static ImmutableArray<Benchmark> Resolve(IEnumerable<string> names)
    {
        var found = names.Distinct(StringComparer.Ordinal).Select(name => (Name: name, Benchmark: Find(name))).ToList();
        foreach (var same in found.GroupBy(x => x.Benchmark.Info.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (same.Select(x => x.Name).Where(BenchmarkFile.IsOne).Skip(1).FirstOrDefault() is { } second)
            {
                throw new InputException(
                    $"the benchmark is called '{same.Key}', as is that of {same.First().Name}",
                    second,
                    "give one of them another name"
                );
            }
        }
        return [.. found.Select(x => x.Benchmark).DistinctBy(benchmark => benchmark.Info.Name)];
    }
}
