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
        var (place, name) = Place(folder, relative);
        if (place is null)
        {
            return null;
        }
        return name.Contains('*', StringComparison.Ordinal)
            ? Only(place, name) ?? Only(place, name + ".gz")
            : Named(place, name) ?? Named(place, name + ".gz");
    }

    /// <summary>The files at a path whose last part has a <c>*</c>, 9 before 10.</summary>
    /// <exception cref="InputException">The path leaves the folder.</exception>
    public static IReadOnlyList<string> Files(string folder, string relative)
    {
        var (place, name) = Place(folder, relative);
        return place is null
            ? []
            : [.. Matches(place, name).OrderBy(Number).ThenBy(path => path, StringComparer.Ordinal)];

        static long Number(string path) =>
            long.TryParse(Path.GetFileNameWithoutExtension(path), out var number) ? number : long.MaxValue;
    }

    private static (string? Place, string Name) Place(string folder, string relative)
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
        return (Directory.Exists(place) ? place : null, parts[^1]);
    }

    private static IEnumerable<string> Matches(string folder, string pattern) =>
        Directory
            .EnumerateFiles(folder)
            .Where(path => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path)));

    private static bool Leaves(string part) => part is "." or ".." || part.AsSpan().IndexOfAny("\\:\0") >= 0;

    private static string? Named(string folder, string name)
    {
        var exact = Path.Combine(folder, name);
        return System.IO.File.Exists(exact) ? exact : Alike(Directory.EnumerateFiles(folder), name);
    }

    private static string? Only(string folder, string pattern)
    {
        var matches = Matches(folder, pattern).Order(StringComparer.Ordinal).ToList();
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
