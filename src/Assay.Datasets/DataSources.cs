using Assay.Benchmarks;
using Assay.Repositories;

namespace Assay.Datasets;

/// <summary>Puts together where the data of a run come from.</summary>
public static class DataSources
{
    /// <summary>
    /// A source that looks in the user's folder, the caches and the bundled sets, in this order. Files that are there are used
    /// whatever the hub; those of the chosen hub go before the other's.
    /// </summary>
    /// <param name="hub"><c>ModelScope</c>, <c>HuggingFace</c> or <c>Local</c>, in letters of any case.</param>
    /// <param name="datasetDir">The user's folder or zip archive; null for none.</param>
    /// <param name="workDir">Root of the caches; null for the default.</param>
    /// <exception cref="InputException">There is no such hub.</exception>
    public static LayeredDataSource Create(string hub, string? datasetDir, string? workDir) =>
        Create(
            HubName.Parse(hub, "--dataset-hub"),
            datasetDir,
            workDir,
            DataRoots.Bundled,
            Environment.GetEnvironmentVariable
        );

    /// <summary>The same with every folder given.</summary>
    internal static LayeredDataSource Create(
        Hub hub,
        string? datasetDir,
        string? workDir,
        string? bundled,
        Func<string, string?> variable
    )
    {
        var own = datasetDir is null ? null : new LocalDataSource(datasetDir);
        var cache = Path.Combine(RepositoryCaches.AssayHome(variable, workDir), DataRoots.CacheName);
        var others = new[] { cache, bundled }
            .OfType<string>()
            .Where(Directory.Exists)
            .Select(folder => new LocalDataSource(folder));
        var caches = RepositoryCaches.Of(RepositoryKind.Dataset, variable, workDir, hub);
        return new LayeredDataSource(hub, own, [.. others], Snapshots);

        IEnumerable<string> Snapshots(BenchmarkInfo benchmark) =>
            caches
                .Select(kept => benchmark.IdAt(kept.Hub) is { } id ? kept.Find(id, revision: null) : null)
                .OfType<string>();
    }
}
