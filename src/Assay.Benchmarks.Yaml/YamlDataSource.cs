using System.Collections.Immutable;
using Assay.Datasets;

namespace Assay.Benchmarks.Yaml;

/// <summary>The data files that a YAML file names.</summary>
/// <param name="folder">The YAML file's, unless <c>local_path</c> names another.</param>
/// <param name="files">By split.</param>
/// <param name="layout">What paths do not tell.</param>
/// <param name="subset">The column that tells a row's subset; null where none does.</param>
internal sealed class YamlDataSource(string folder, ImmutableArray<DataFiles> files, DataLayout layout, Column? subset)
    : IDataSource
{
    public ValueTask<IEnumerable<DataRow>> OpenAsync(DataAddress address, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Open(address.Split, address.Subset, address.LocalPath));

    // The YAML file names its subsets, or takes them from a column: there is none to be looked for among files.
    public ValueTask<ImmutableArray<string>> SubsetsAsync(DataAddress address, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ImmutableArray<string>>([]);

    public ValueTask<string?> ReadTextAsync(DataAddress address, string path, CancellationToken cancellationToken) =>
        ValueTask.FromResult<string?>(null);

    /// <summary>The rows of a subset in a split.</summary>
    /// <exception cref="InputException">There is no such file, or it cannot be read.</exception>
    public IEnumerable<DataRow> Open(string split, string name, string? elsewhere = null)
    {
        var rows = All(split, name, elsewhere);
        return subset is null ? rows : rows.Where(row => row.TextOrNull(subset.Name) == name);
    }

    /// <summary>The rows of all subsets that are in the same file.</summary>
    public IEnumerable<DataRow> All(string split, string name, string? elsewhere = null)
    {
        var found = files.First(file => file.Split == split).Of(elsewhere ?? folder, name);
        // Files of an unknown kind are refused now, not when the first row is wanted.
        var rows = found.Select(file => DataFile.Read(file, layout)).ToList();
        return rows.SelectMany(file => file);
    }
}
