using Assay.Benchmarks;
using Assay.Prompts;

namespace Assay.Runs;

/// <summary>One subset of a benchmark, ready to be asked.</summary>
/// <param name="Benchmark">The benchmark.</param>
/// <param name="Settings">How it is run.</param>
/// <param name="Subset">The subset.</param>
/// <param name="Shots">What precedes each question.</param>
/// <param name="Pool">The whole few-shot split, read when first used; empty where there is none.</param>
/// <param name="Samples">The chosen samples, read lazily from the data each time it is enumerated.</param>
/// <param name="Expected">How many samples there will be, where that is known beforehand.</param>
public sealed record SubsetTask(
    Benchmark Benchmark,
    BenchmarkSettings Settings,
    SubsetInfo Subset,
    Shots Shots,
    Lazy<IReadOnlyList<Sample>> Pool,
    IEnumerable<Sample> Samples,
    int? Expected
)
{
    /// <summary>The first sample, read while planning: a subset without samples is refused before anything is asked.</summary>
    public required Sample First { get; init; }

    /// <summary>The benchmark's name.</summary>
    public string Dataset => Benchmark.Info.Name;
}
