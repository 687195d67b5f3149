using System.IO.Enumeration;

namespace Assay.Datasets;

/// <summary>Finds files and folders by relative path: as written first, else with letters of another case.</summary>
internal static class FolderSearch
{
    /// <summary>The folder of this name, or null.</summary>
    public static string? Folder(string parent, string name)
    {
        var exact = Path.Combine(parent, name);
        return Directory.Exists(exact) ? exact
            : Directory.Exists(parent) ? Alike(Directory.EnumerateDirectories(parent), name)
            : null;
    }

    /// <summary>
    /// The file at a path whose last part may have a <c>*</c>, else the packed file (.gz) there, or null.
    /// </summary>
    /// <exception cref="InputException">Several files match, or the path leaves the folder.</exception>
    public static string? File(string folder, string relative)
    {
        var parts = relative.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || Array.Exists(parts, Leaves))
        {
            throw new InputException("the path leaves its folder", relative, "give a path inside the folder");
        }
        string? place = folder;
        foreach (var part in parts[..^1])
        {
            place = place is null ? null : Folder(place, part);
        }
        if (place is null || !Directory.Exists(place))
        {
            return null;
        }
        return parts[^1].Contains('*', StringComparison.Ordinal)
            ? Only(place, parts[^1]) ?? Only(place, parts[^1] + ".gz")
            : Named(place, parts[^1]) ?? Named(place, parts[^1] + ".gz");
    }

    private static bool Leaves(string part) => part is "." or ".." || part.AsSpan().IndexOfAny("\\:\0") >= 0;

    private static string? Named(string folder, string name)
    {
        var exact = Path.Combine(folder, name);
        return System.IO.File.Exists(exact) ? exact : Alike(Directory.EnumerateFiles(folder), name);
    }

    private static string? Only(string folder, string pattern)
    {
        var matches = Directory
            .EnumerateFiles(folder)
            .Where(path => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path)))
            .Order(StringComparer.Ordinal)
            .ToList();
        return matches.Count <= 1
            ? matches.FirstOrDefault()
            : throw new InputException(
                $"several files match {pattern}: {string.Join(", ", matches.Select(Path.GetFileName))}",
                folder,
                "leave only the one that is meant"
            );
    }

    private static string? Alike(IEnumerable<string> paths, string name) =>
        paths
            .Where(path => string.Equals(Path.GetFileName(path), name, StringComparison.OrdinalIgnoreCase))
            .Min(StringComparer.Ordinal);
}
