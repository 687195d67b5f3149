using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Datasets.Folders;

namespace Assay.Datasets;

/// <summary>
/// Benchmarks below a folder, or in a zip archive: each in the folder that its <see cref="BenchmarkInfo.Folders"/> name, or the only
/// one, right in the root. A folder given with the address (<c>local_path</c>) is searched instead of these.
/// </summary>
/// <param name="root">The folder or archive; need not exist while every address brings its own.</param>
public sealed class LocalDataSource(string root) : IDataSource
{
    private const int PathsShown = 3;

    private DataFolder? opened;

    // An archive is looked through once.
    private DataFolder Root => opened ??= DataFolder.At(root, "--dataset-dir");

    /// <inheritdoc/>
    public ValueTask<IEnumerable<DataRow>> OpenAsync(DataAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ValueTask.FromResult(
            UsersFile.Open(address) ?? LayoutSearch.Open(address, Folders(address)) ?? throw NotFound(address)
        );
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<string>> SubsetsAsync(DataAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var names = UsersFile.Subsets(address) ?? LayoutSearch.Subsets(address, Folders(address));
        return ValueTask.FromResult(names.IsEmpty ? throw NotFound(address) : names);
    }

    /// <inheritdoc/>
    public ValueTask<string?> ReadTextAsync(DataAddress address, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var file = LayoutSearch.FindText(address, path, Folders(address));
        return ValueTask.FromResult(file is null ? null : DataFile.ReadText(file));
    }

    /// <summary>The folders in the root that are named after the benchmark.</summary>
    /// <exception cref="InputException">The root is missing or unreadable.</exception>
    internal IReadOnlyList<DataFolder> FoldersOf(BenchmarkInfo benchmark) => Below(Root, benchmark);

    /// <summary>Every folder that may hold what is asked for, in the order of the search.</summary>
    /// <exception cref="InputException">The root or the address's own folder is missing or unreadable.</exception>
    internal IReadOnlyList<DataFolder> Folders(DataAddress address) =>
        address.LocalPath is null ? [.. FoldersOf(address.Benchmark), Root] : OwnFolders(address);

    /// <summary>The folders that an address of its own (<c>local_path</c>) means.</summary>
    /// <exception cref="InputException">The folder is missing or unreadable.</exception>
    internal static IReadOnlyList<DataFolder> OwnFolders(DataAddress address)
    {
        var flag = $"local_path of {address.Benchmark.Name}";
        var own = address.Benchmark.UsersData
            ? DataFolder.At(address.LocalPath!, flag, "give a file of questions, or a folder that holds such files")
            : DataFolder.At(address.LocalPath!, flag);
        return [own, .. Below(own, address.Benchmark)];
    }

    /// <summary>Says what was looked for, and where.</summary>
    internal InputException NotFound(DataAddress address, string? remedy = null) =>
        NotFound(address, string.Join(" or ", Folders(address).Select(folder => folder.Location)), remedy);

    /// <summary>Says what was looked for, and where.</summary>
    internal static InputException NotFound(DataAddress address, string where, string? remedy)
    {
        var paths = LayoutSearch.Paths(address).ToList();
        var shown = string.Join(", ", paths.Take(PathsShown));
        var more = paths.Count > PathsShown ? $" and {paths.Count - PathsShown} other names" : "";
        return new InputException(
            $"split '{address.Split}' of subset '{address.Subset}' is not in {where} "
                + $"(looked for {shown}{more}, each also as .gz)",
            address.Benchmark.Name,
            remedy
                ?? (
                    address.Benchmark.UsersData
                        ? "name the files so, or say with eval_split which split they are"
                        : $"check --dataset-dir, or local_path of {address.Benchmark.Name} in --dataset-args"
                )
        );
    }

    private static IReadOnlyList<DataFolder> Below(DataFolder folder, BenchmarkInfo benchmark) =>
        [
            .. benchmark
                .Folders.Select(name => FolderSearch.Folder(folder, name))
                .OfType<DataFolder>()
                .DistinctBy(found => found.Location, StringComparer.Ordinal),
        ];
}
