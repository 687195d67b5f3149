using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Datasets.Folders;

namespace Assay.Datasets;

/// <summary>
/// Tries the layouts of a benchmark in folders: in each folder all layouts for the split's own name, then for its other names.
/// A layout without a placeholder for the split holds the evaluation split and no other.
/// </summary>
internal static class LayoutSearch
{
    /// <summary>The rows of the split in the first folder that has it, or null.</summary>
    public static IEnumerable<DataRow>? Open(DataAddress address, IEnumerable<DataFolder> folders) =>
        Find(address, folders) is { } found ? Rows(found.Files, found.Layout, address.Subset) : null;

    /// <summary>The files that hold the split, in order, in the first folder that has it, or null.</summary>
    public static (IReadOnlyList<DataEntry> Files, DataLayout Layout)? Find(
        DataAddress address,
        IEnumerable<DataFolder> folders
    )
    {
        foreach (var folder in folders)
        {
            foreach (var (layout, path) in Candidates(address))
            {
                if (FolderSearch.Files(folder, path, layout.ManyFiles) is { Count: > 0 } files)
                {
                    return (files, layout);
                }
            }
        }
        return null;
    }

    /// <summary>
    /// The subsets that have files of the split in the first folder that has any, by name. Files whose names tell the split go before
    /// those that hold one split alone, and of these none that is named after another split.
    /// </summary>
    public static ImmutableArray<string> Subsets(DataAddress address, IEnumerable<DataFolder> folders)
    {
        var benchmark = address.Benchmark;
        var candidates =
            from folder in folders
            from tellsSplit in new[] { true, false }
            select (
                from layout in benchmark.Layouts
                where LayoutPath.TellsSplit(layout.Path) == tellsSplit
                from split in SplitNames.Of(benchmark, address.Split)
                from name in FolderSearch.Subsets(
                    folder,
                    layout.Path.Replace("{split}", split, StringComparison.Ordinal)
                )
                where tellsSplit || !SplitNames.Ends(name)
                select name
            );
        return candidates
            .Select(names => names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray())
            .FirstOrDefault(names => !names.IsEmpty, []);
    }

    /// <summary>The text file in the first folder that has it, or null.</summary>
    public static DataEntry? FindText(DataAddress address, string path, IEnumerable<DataFolder> folders)
    {
        var relative = LayoutPath.Fill(path, address.Subset, address.Split);
        return folders
            .Select(folder => FolderSearch.Files(folder, relative))
            .FirstOrDefault(files => files.Count > 0)
            ?[0];
    }

    /// <summary>The relative paths that the split may have, in the order of the search.</summary>
    public static IEnumerable<string> Paths(DataAddress address) =>
        Candidates(address).Select(candidate => candidate.Path).Distinct(StringComparer.Ordinal);

    private static IEnumerable<(DataLayout Layout, string Path)> Candidates(DataAddress address) =>
        from split in SplitNames.Of(address.Benchmark, address.Split)
        from layout in address.Benchmark.Layouts
        where LayoutPath.TellsSplit(layout.Path) || address.Split == address.Benchmark.EvaluationSplit
        select (layout, LayoutPath.Fill(layout.Path, address.Subset, split));

    /// <summary>The rows of a subset in the files that hold it.</summary>
    public static IEnumerable<DataRow> Rows(IReadOnlyList<DataEntry> files, DataLayout layout, string subset)
    {
        var rows =
            files.Count == 1 ? DataFile.Read(files[0], layout) : files.SelectMany(file => DataFile.Read(file, layout));
        return layout.SubsetField is { } field
            ? rows.Where(row => row.Text(field) is var name && (name == subset || Letters(name) == Letters(subset)))
            : rows;
    }

    // "Counting & Probability" in a field is counting_and_probability in a path.
    private static string Letters(string name) =>
        string.Concat(
            name.Replace("&", "and", StringComparison.Ordinal).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)
        );
}
