using System.Buffers;

namespace Assay.Datasets;

/// <summary>The placeholders in the path of a <see cref="Assay.Benchmarks.DataLayout"/>.</summary>
internal static class LayoutPath
{
    private static readonly SearchValues<char> Unfit = SearchValues.Create("/\\:*?\0");

    /// <summary>Whether files of different splits have different paths.</summary>
    public static bool TellsSplit(string path) => path.Contains("{split}", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path for one split of one subset.</summary>
    /// <exception cref="InputException">The subset's name would lead elsewhere.</exception>
    public static string Fill(string path, string subset, string split)
    {
        if (path.Contains("{subset}", StringComparison.Ordinal))
        {
            if (subset is "." or ".." || subset.AsSpan().ContainsAny(Unfit))
            {
                throw new InputException(
                    $"the subset's name '{subset}' cannot be part of a file's name",
                    "subset_list",
                    "take a name without / \\ : * ?"
                );
            }
            path = path.Replace("{subset}", subset, StringComparison.Ordinal);
        }
        return path.Replace("{split}", split, StringComparison.Ordinal)
            .Replace("{Split}", char.ToUpperInvariant(split[0]) + split[1..], StringComparison.Ordinal);
    }
}
