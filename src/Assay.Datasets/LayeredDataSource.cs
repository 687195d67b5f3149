using System.Collections.Immutable;
using Assay.Benchmarks;

namespace Assay.Datasets;

/// <summary>
/// Several folders, one behind the other. Only the user's own may hold a benchmark's files right in its root, and only when no
/// folder that is named after the benchmark has them.
/// </summary>
/// <param name="hub">The hub that the user chose.</param>
/// <param name="own">The user's folder, if given.</param>
/// <param name="others">The cache and the bundled sets.</param>
internal sealed class LayeredDataSource(DataHub hub, LocalDataSource? own, ImmutableArray<LocalDataSource> others)
    : IDataSource
{
    public ValueTask<IEnumerable<DataRow>> OpenAsync(DataAddress address, CancellationToken cancellationToken) =>
        ValueTask.FromResult(LayoutSearch.Open(address, Folders(address)) ?? throw NotFound(address));

    public ValueTask<string?> ReadTextAsync(DataAddress address, string path, CancellationToken cancellationToken) =>
        ValueTask.FromResult(LayoutSearch.ReadText(address, path, Folders(address)));

    private IReadOnlyList<string> Folders(DataAddress address)
    {
        if (address.LocalPath is { } path)
        {
            return new LocalDataSource(path).Folders(address);
        }
        var named = others.SelectMany(source => source.FoldersOf(address.Benchmark));
        return own is null ? [.. named] : [.. own.FoldersOf(address.Benchmark), .. named, .. own.Folders(address)];
    }

    private InputException NotFound(DataAddress address)
    {
        var name = address.Benchmark.Name;
        if (address.LocalPath is { } path)
        {
            return new LocalDataSource(path).NotFound(address);
        }
        if (others.FirstOrDefault(source => source.FoldersOf(address.Benchmark).Count > 0) is { } holder)
        {
            return (own ?? holder).NotFound(address);
        }
        if (own is not null)
        {
            return own.NotFound(address, hub == DataHub.Local ? null : $"{Missing}: check --dataset-dir");
        }
        return hub == DataHub.Local
            ? new InputException(
                "needs a folder to read from",
                $"--dataset-hub Local ({name})",
                "add --dataset-dir DIR"
            )
            : new InputException(
                $"the data of '{name}' are not on this machine, and {Missing}",
                "--dataset-hub",
                "use --dataset-hub Local --dataset-dir DIR with a folder that has them"
            );
    }

    private string Missing => $"downloads from {hub} are not built in yet";
}
