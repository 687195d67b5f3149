using System.IO.Enumeration;

namespace Assay.Datasets.Folders;

/// <summary>Finds files and folders by relative path: as written first, else with letters of another case.</summary>
internal static class FolderSearch
{
    /// <summary>The folder of this name, or null.</summary>
    public static DataFolder? Folder(DataFolder parent, string name) =>
        parent.HasFolder(name) ? parent.Sub(name)
        : Alike(parent.Folders, name) is { } alike ? parent.Sub(alike)
        : null;

    /// <summary>
    /// The file at a path whose last part may have a <c>*</c>, else the packed file (.gz) there; the files in order where several
    /// match that are <see cref="Shards"/> of one; none where there is no such file.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="relative">The path below it.</param>
    /// <param name="many">Whether all files that match belong together; they come with 9 before 10.</param>
    /// <exception cref="InputException">Several files match, or the path leaves the folder.</exception>
    public static IReadOnlyList<DataEntry> Files(DataFolder folder, string relative, bool many = false)
    {
        if (Place(folder, relative) is not var (place, passed, last))
        {
            return [];
        }
        return
        [
            .. Names(place, last, many)
                .Select(found => new DataEntry(
                    Path.Combine(place.Location, found),
                    passed + found,
                    () => place.Open(found)
                )),
        ];
    }

    /// <summary>What stands for <c>{subset}</c> in the names of the files at a path, packed or not.</summary>
    /// <exception cref="InputException">The path leaves the folder.</exception>
    public static IEnumerable<string> Subsets(DataFolder folder, string relative)
    {
        const string Subset = "{subset}";
        if (
            Place(folder, relative) is not var (place, _, name)
            || name.IndexOf(Subset, StringComparison.Ordinal) is not (>= 0 and var at)
        )
        {
            return [];
        }
        var (head, tail) = (name[..at], name[(at + Subset.Length)..]);
        return place
            .Files.Select(file => file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file)
            .Where(file =>
                file.Length > head.Length + tail.Length
                && file.StartsWith(head, StringComparison.OrdinalIgnoreCase)
                && file.EndsWith(tail, StringComparison.OrdinalIgnoreCase)
            )
            .Select(file => file[head.Length..^tail.Length]);
    }

    // The folder that a path leads to, the way there, and the last part of the path; null where there is no such folder.
    private static (DataFolder Place, string Passed, string Last)? Place(DataFolder folder, string relative)
    {
        var parts = relative.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || Array.Exists(parts, Leaves))
        {
            throw new InputException("the path leaves its folder", relative, "give a path inside the folder");
        }
        var (place, passed) = (folder, "");
        foreach (var part in parts[..^1])
        {
            var name = place.HasFolder(part) ? part : Alike(place.Folders, part);
            if (name is null)
            {
                return null;
            }
            (place, passed) = (place.Sub(name), $"{passed}{name}/");
        }
        return (place, passed, parts[^1]);
    }

    private static IReadOnlyList<string> Names(DataFolder folder, string name, bool many)
    {
        if (!name.Contains('*', StringComparison.Ordinal))
        {
            return (Named(folder, name) ?? Named(folder, name + ".gz")) is { } file ? [file] : [];
        }
        return many ? [.. Matches(folder, name).OrderBy(Number).ThenBy(found => found, StringComparer.Ordinal)]
            : Matching(folder, name) is { Count: > 0 } plain ? plain
            : Matching(folder, name + ".gz");

        static long Number(string name) =>
            long.TryParse(Path.GetFileNameWithoutExtension(name), out var number) ? number : long.MaxValue;
    }

    private static IEnumerable<string> Matches(DataFolder folder, string pattern) =>
        folder.Files.Where(name => FileSystemName.MatchesSimpleExpression(pattern, name));

    private static bool Leaves(string part) => part is "." or ".." || part.AsSpan().IndexOfAny("\\:\0") >= 0;

    private static string? Named(DataFolder folder, string name) =>
        folder.HasFile(name) ? name : Alike(folder.Files, name);

    private static IReadOnlyList<string> Matching(DataFolder folder, string pattern)
    {
        var matches = Matches(folder, pattern).Order(StringComparer.Ordinal).ToList();
        return Shards.InOrder(matches, folder.Location)
            ?? (
                matches.Count <= 1
                    ? matches
                    : throw new InputException(
                        $"several files match {pattern}: {string.Join(", ", matches)}",
                        folder.Location,
                        "leave only the one that is meant"
                    )
            );
    }

    private static string? Alike(IEnumerable<string> names, string name) =>
        names
            .Where(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase))
            .Min(StringComparer.Ordinal);
}
