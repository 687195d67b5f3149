using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Datasets.Folders;

namespace Assay.Datasets;

/// <summary>Which files of a repository hold what is asked for.</summary>
/// <param name="repository">What the repository is, for messages.</param>
/// <param name="paths">The paths of its files.</param>
public sealed class WantedFiles(string repository, IEnumerable<string> paths)
{
    private readonly ListedFolder folder = ListedFolder.Of(
        repository,
        paths,
        path => throw new InvalidOperationException($"{path} is not here yet")
    );

    /// <summary>The files that hold a split, its prompt file among them; empty when the repository has none.</summary>
    /// <exception cref="InputException">Several files match a layout that means one.</exception>
    public ImmutableArray<string> Of(DataAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (LayoutSearch.Find(address, [folder]) is not { } rows)
        {
            return [];
        }
        var prompt = address.Benchmark.PromptFile is { } path ? LayoutSearch.FindText(address, path, [folder]) : null;
        var names = rows.Files.Select(file => file.Name);
        return prompt is null ? [.. names] : [.. names, prompt.Name];
    }

    /// <summary>Says that the repository lacks a split.</summary>
    public InputException NotFound(DataAddress address, string remedy) =>
        LocalDataSource.NotFound(address, folder.Location, remedy);
}
