using Assay.Benchmarks;

namespace Assay.Datasets;

/// <summary>Puts together where the data of a run come from.</summary>
public static class DataSources
{
    /// <summary>
    /// A source that looks in the user's folder, the cache and the bundled sets, in this order. Files that are there are used
    /// whatever the hub.
    /// </summary>
    /// <param name="hub"><c>ModelScope</c>, <c>HuggingFace</c> or <c>Local</c>, in letters of any case.</param>
    /// <param name="datasetDir">The user's folder; null for none.</param>
    /// <param name="workDir">Root of the caches; null for the default.</param>
    /// <exception cref="InputException">There is no such hub.</exception>
    public static IDataSource Create(string hub, string? datasetDir, string? workDir) =>
        Create(ParseHub(hub), datasetDir, DataRoots.Cache(workDir), DataRoots.Bundled);

    /// <summary>The same with every folder given.</summary>
    internal static IDataSource Create(DataHub hub, string? datasetDir, string cache, string? bundled)
    {
        var own = datasetDir is null ? null : new LocalDataSource(datasetDir);
        var others = new[] { cache, bundled }
            .OfType<string>()
            .Where(Directory.Exists)
            .Select(folder => new LocalDataSource(folder));
        return new LayeredDataSource(hub, own, [.. others]);
    }

    /// <summary>The hub of this name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static DataHub ParseHub(string name)
    {
        var names = Enum.GetNames<DataHub>();
        var index = Array.FindIndex(names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? Enum.Parse<DataHub>(names[index])
            : throw new InputException($"unknown hub '{name}'", "--dataset-hub", DidYouMean.Hint(name, names));
    }
}
