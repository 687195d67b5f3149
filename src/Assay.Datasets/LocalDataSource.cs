using Assay.Benchmarks;

namespace Assay.Datasets;

/// <summary>
/// Benchmarks below a folder: each in the folder that its <see cref="BenchmarkInfo.Folders"/> name, or the only one, right in
/// the root. A folder given with the address (<c>local_path</c>) is searched instead of these.
/// </summary>
/// <param name="root">The folder; need not exist while every address brings its own.</param>
public sealed class LocalDataSource(string root) : IDataSource
{
    private const int PathsShown = 3;

    /// <inheritdoc/>
    public ValueTask<IEnumerable<DataRow>> OpenAsync(DataAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ValueTask.FromResult(LayoutSearch.Open(address, Folders(address)) ?? throw NotFound(address));
    }

    /// <inheritdoc/>
    public ValueTask<string?> ReadTextAsync(DataAddress address, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ValueTask.FromResult(LayoutSearch.ReadText(address, path, Folders(address)));
    }

    /// <summary>The folders in the root that are named after the benchmark.</summary>
    /// <exception cref="InputException">The root is missing or unreadable.</exception>
    internal IReadOnlyList<string> FoldersOf(BenchmarkInfo benchmark) => Below(root, "--dataset-dir", benchmark);

    /// <summary>Every folder that may hold what is asked for, in the order of the search.</summary>
    /// <exception cref="InputException">The root or the address's own folder is missing or unreadable.</exception>
    internal IReadOnlyList<string> Folders(DataAddress address) =>
        address.LocalPath is { } own
            ? [own, .. Below(own, $"local_path of {address.Benchmark.Name}", address.Benchmark)]
            : [.. FoldersOf(address.Benchmark), root];

    /// <summary>Says what was looked for, and where.</summary>
    internal InputException NotFound(DataAddress address, string? remedy = null)
    {
        var paths = LayoutSearch.Paths(address).ToList();
        var shown = string.Join(", ", paths.Take(PathsShown));
        var more = paths.Count > PathsShown ? $" and {paths.Count - PathsShown} other names" : "";
        return new InputException(
            $"split '{address.Split}' of subset '{address.Subset}' is not in {string.Join(" or ", Folders(address))} "
                + $"(looked for {shown}{more}, each also as .gz)",
            address.Benchmark.Name,
            remedy ?? $"check --dataset-dir, or local_path of {address.Benchmark.Name} in --dataset-args"
        );
    }

    private static IReadOnlyList<string> Below(string folder, string flag, BenchmarkInfo benchmark)
    {
        try
        {
            // Asking whether a folder exists says no for one that may not be read; listing it says why.
            _ = Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var what =
                File.Exists(folder) ? $"'{folder}' is a file, not a folder"
                : e is DirectoryNotFoundException ? $"the folder '{folder}' does not exist"
                : $"the folder '{folder}' cannot be read";
            throw new InputException(what, flag, "give a folder that holds the data sets", e);
        }
        return
        [
            .. benchmark
                .Folders.Select(name => FolderSearch.Folder(folder, name))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
