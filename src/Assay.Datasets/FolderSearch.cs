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
    /// The file at a path whose last part may have a <c>*</c>, else the packed file (.gz) there; the files in order where several
    /// match that are <see cref="Shards"/> of one; none where there is no such file.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="relative">The path below it.</param>
    /// <param name="many">Whether all files that match belong together; they come with 9 before 10.</param>
    /// <exception cref="InputException">Several files match, or the path leaves the folder.</exception>
    public static IReadOnlyList<string> Files(string folder, string relative, bool many = false)
    {
        var parts = relative.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || Array.Exists(parts, Leaves))
        {
            throw new InputException("the path leaves its folder", relative, "give a path inside the folder");
        }
        var place = folder;
        foreach (var part in parts.AsSpan()[..^1])
        {
            place = place is null ? null : Folder(place, part);
        }
        if (place is null || !Directory.Exists(place))
        {
            return [];
        }
        var name = parts[^1];
        if (!name.Contains('*', StringComparison.Ordinal))
        {
            return (Named(place, name) ?? Named(place, name + ".gz")) is { } file ? [file] : [];
        }
        return many ? [.. Matches(place, name).OrderBy(Number).ThenBy(path => path, StringComparer.Ordinal)]
            : Matching(place, name) is { Count: > 0 } plain ? plain
            : Matching(place, name + ".gz");

        static long Number(string path) =>
            long.TryParse(Path.GetFileNameWithoutExtension(path), out var number) ? number : long.MaxValue;
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

    private static IReadOnlyList<string> Matching(string folder, string pattern)
    {
        var matches = Matches(folder, pattern).Order(StringComparer.Ordinal).ToList();
        return Shards.InOrder(matches)
            ?? (
                matches.Count <= 1
                    ? matches
                    : throw new InputException(
                        $"several files match {pattern}: {string.Join(", ", matches.Select(Path.GetFileName))}",
                        folder,
                        "leave only the one that is meant"
                    )
            );
    }

    private static string? Alike(IEnumerable<string> paths, string name) =>
        paths
            .Where(path => string.Equals(Path.GetFileName(path), name, StringComparison.OrdinalIgnoreCase))
            .Min(StringComparer.Ordinal);
}
