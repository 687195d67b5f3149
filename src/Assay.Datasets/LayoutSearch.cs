using Assay.Benchmarks;

namespace Assay.Datasets;

/// <summary>
/// Tries the layouts of a benchmark in folders: in each folder all layouts for the split's own name, then for its other names.
/// A layout without a placeholder for the split holds the evaluation split and no other.
/// </summary>
internal static class LayoutSearch
{
    /// <summary>The rows of the split in the first folder that has it, or null.</summary>
    public static IEnumerable<DataRow>? Open(DataAddress address, IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            foreach (var (layout, path) in Candidates(address))
            {
                if (FolderSearch.Files(folder, path, layout.ManyFiles) is { Count: > 0 } files)
                {
                    return Rows(files, layout, address.Subset);
                }
            }
        }
        return null;
    }

    /// <summary>The text file in the first folder that has it, or null.</summary>
    public static string? ReadText(DataAddress address, string path, IEnumerable<string> folders)
    {
        var relative = LayoutPath.Fill(path, address.Subset, address.Split);
        var files = folders
            .Select(folder => FolderSearch.Files(folder, relative))
            .FirstOrDefault(files => files.Count > 0);
        return files is null ? null : DataFile.ReadText(files[0]);
    }

    /// <summary>The relative paths that the split may have, in the order of the search.</summary>
    public static IEnumerable<string> Paths(DataAddress address) =>
        Candidates(address).Select(candidate => candidate.Path).Distinct(StringComparer.Ordinal);

    private static IEnumerable<(DataLayout Layout, string Path)> Candidates(DataAddress address) =>
        from split in SplitNames.Of(address.Benchmark, address.Split)
        from layout in address.Benchmark.Layouts
        where LayoutPath.TellsSplit(layout.Path) || address.Split == address.Benchmark.EvaluationSplit
        select (layout, LayoutPath.Fill(layout.Path, address.Subset, split));

    private static IEnumerable<DataRow> Rows(IReadOnlyList<string> files, DataLayout layout, string subset)
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
