using System.Collections.Immutable;

namespace Assay.Benchmarks;

/// <summary>Where the rows of benchmarks come from: a local folder, a hub.</summary>
public interface IDataSource
{
    /// <summary>Opens one split of one subset. Rows are read lazily, in file order.</summary>
    /// <exception cref="InputException">The split is not there; the message says where it was looked for.</exception>
    ValueTask<IEnumerable<DataRow>> OpenAsync(DataAddress address, CancellationToken cancellationToken);

    /// <summary>The names of the subsets that have files of the split, in order; for benchmarks whose data users bring.</summary>
    /// <param name="address">The benchmark and split; the subset is not looked at.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InputException">There are none; the message says where they were looked for.</exception>
    ValueTask<ImmutableArray<string>> SubsetsAsync(DataAddress address, CancellationToken cancellationToken);

    /// <summary>Reads a text file that belongs to a benchmark (a chain-of-thought prompt); null when there is none.</summary>
    /// <param name="address">The benchmark and subset.</param>
    /// <param name="path">Relative path; <c>{subset}</c> is replaced.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<string?> ReadTextAsync(DataAddress address, string path, CancellationToken cancellationToken);
}

/// <summary>One split of one subset of a benchmark.</summary>
/// <param name="Benchmark">The benchmark.</param>
/// <param name="Subset">The subset's name.</param>
/// <param name="Split">The split's name as the benchmark gives it.</param>
/// <param name="LocalPath">
/// Folder (or file, where users bring the data) that overrides the source's own (<c>local_path</c> of <c>--dataset-args</c>).
/// </param>
public sealed record DataAddress(BenchmarkInfo Benchmark, string Subset, string Split, string? LocalPath = null);
