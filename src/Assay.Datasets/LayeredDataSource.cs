using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Datasets.Folders;
using Assay.Repositories;

namespace Assay.Datasets;

/// <summary>
/// Several folders, one behind the other: the user's own, Assay's cache, what was downloaded from the hubs (by Assay or by their
/// Python tools), the sets that come along. Only the user's own may hold a benchmark's files right in its root, and only when no
/// folder that is named after the benchmark has them.
/// </summary>
public sealed class LayeredDataSource : IDataSource
{
    private readonly Hub hub;
    private readonly LocalDataSource? own;
    private readonly ImmutableArray<LocalDataSource> others;
    private readonly Func<BenchmarkInfo, IEnumerable<string>> snapshots;

    /// <param name="hub">The hub that the user chose.</param>
    /// <param name="own">The user's folder, if given.</param>
    /// <param name="others">The cache and the bundled sets.</param>
    /// <param name="snapshots">Folders with a benchmark's repository.</param>
    internal LayeredDataSource(
        Hub hub,
        LocalDataSource? own,
        ImmutableArray<LocalDataSource> others,
        Func<BenchmarkInfo, IEnumerable<string>> snapshots
    ) => (this.hub, this.own, this.others, this.snapshots) = (hub, own, others, snapshots);

    /// <inheritdoc/>
    public ValueTask<IEnumerable<DataRow>> OpenAsync(DataAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (UsersFile.Open(address) is { } rows)
        {
            return ValueTask.FromResult(rows);
        }
        var (files, layout) = Search(address) ?? throw NotFound(address);
        return ValueTask.FromResult(LayoutSearch.Rows(files, layout, address.Subset));
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
        var file = FindText(address, path);
        return ValueTask.FromResult(file is null ? null : DataFile.ReadText(file));
    }

    /// <summary>The files that hold a split, in order; none when it is not on this machine.</summary>
    /// <exception cref="InputException">A folder that the user gave is missing or unreadable.</exception>
    public IReadOnlyList<DataEntry> Find(DataAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Search(address)?.Files ?? [];
    }

    /// <summary>A text file that belongs to a benchmark; null when it is not on this machine.</summary>
    /// <exception cref="InputException">A folder that the user gave is missing or unreadable.</exception>
    public DataEntry? FindText(DataAddress address, string path)
    {
        ArgumentNullException.ThrowIfNull(address);
        return LayoutSearch.FindText(address, path, Folders(address));
    }

    /// <summary>Says that a split is not here, where it was looked for, and how to get it.</summary>
    public InputException NotFound(DataAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var name = address.Benchmark.Name;
        if (address.LocalPath is not null)
        {
            return LocalDataSource.NotFound(address, Locations(LocalDataSource.OwnFolders(address)), remedy: null);
        }
        if (own is null && address.Benchmark.UsersData)
        {
            return new InputException(
                "needs your own questions",
                name,
                $$"""name a file or folder: --dataset-args '{"{{name}}": {"local_path": "questions.csv"} }'"""
            );
        }
        var (from, command) = Pull(address.Benchmark);
        if (others.FirstOrDefault(source => source.FoldersOf(address.Benchmark).Count > 0) is { } holder)
        {
            return (own ?? holder).NotFound(address, command is null ? null : $"check --dataset-dir, or {command}");
        }
        if (own is not null)
        {
            return own.NotFound(address, command is null ? null : $"check --dataset-dir, or {command}");
        }
        if (snapshots(address.Benchmark).ToList() is { Count: > 0 } kept)
        {
            return LocalDataSource.NotFound(address, string.Join(" or ", kept), command);
        }
        return hub is Hub.Local
            ? new InputException(
                "needs a folder to read from",
                $"--dataset-hub Local ({name})",
                command is null ? "add --dataset-dir DIR" : $"add --dataset-dir DIR, or {command}"
            )
            : new InputException(
                $"the data of '{name}' are not on this machine",
                $"{from} (subset '{address.Subset}', split '{address.Split}')",
                command is null
                    ? "use --dataset-hub Local --dataset-dir DIR with a folder that has them"
                    : $"{command}, or use --dataset-hub Local --dataset-dir DIR with a folder that has them"
            );
    }

    // How a data set would get here.
    private (string From, string? Command) Pull(BenchmarkInfo benchmark)
    {
        var from =
            hub is not Hub.Local ? hub
            : benchmark.ModelScopeId is not null ? Hub.ModelScope
            : Hub.HuggingFace;
        return (
            $"--dataset-hub {from}",
            benchmark.IdAt(from) is null
                ? null
                : $"fetch them with 'assay datasets pull {benchmark.Name} --dataset-hub {from}'"
        );
    }

    private static string Locations(IEnumerable<DataFolder> folders) =>
        string.Join(" or ", folders.Select(folder => folder.Location));

    private (IReadOnlyList<DataEntry> Files, DataLayout Layout)? Search(DataAddress address)
    {
        if (address.LocalPath is not null)
        {
            return LayoutSearch.Find(address, LocalDataSource.OwnFolders(address));
        }
        return LayoutSearch.Find(address, Named(address))
            ?? InSnapshots(address)
            ?? (own is null ? null : LayoutSearch.Find(address, own.Folders(address)));
    }

    // A snapshot may lack some of the parts of a file: then it has not got the file yet.
    private (IReadOnlyList<DataEntry> Files, DataLayout Layout)? InSnapshots(DataAddress address)
    {
        foreach (var folder in Snapshots(address))
        {
            try
            {
                if (LayoutSearch.Find(address, [folder]) is { } found)
                {
                    return found;
                }
            }
            catch (InputException)
            {
                // The next one may be whole, or a download makes this one so.
            }
        }
        return null;
    }

    private IEnumerable<DataFolder> Named(DataAddress address)
    {
        var named = others.SelectMany(source => source.FoldersOf(address.Benchmark));
        return own is null ? named : own.FoldersOf(address.Benchmark).Concat(named);
    }

    private IEnumerable<DataFolder> Snapshots(DataAddress address) =>
        snapshots(address.Benchmark).Select(folder => new DiskFolder(folder));

    private IEnumerable<DataFolder> Folders(DataAddress address) =>
        address.LocalPath is not null ? LocalDataSource.OwnFolders(address)
        : own is null ? [.. Named(address), .. Snapshots(address)]
        : [.. Named(address), .. Snapshots(address), .. own.Folders(address)];
}
