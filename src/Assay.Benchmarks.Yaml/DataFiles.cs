using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Assay.Benchmarks.Yaml;

/// <summary>The data files of a split, as the YAML file names them.</summary>
/// <param name="Split">The split.</param>
/// <param name="Pattern">A path relative to the YAML file; <c>{subset}</c> is replaced, <c>*</c> in the name stands for anything.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record DataFiles(string Split, string Pattern, string Place)
{
    /// <summary>Whether each subset has files of its own.</summary>
    public bool BySubset => Pattern.Contains("{subset}", StringComparison.Ordinal);

    /// <summary>The files of a subset, in the order of their names.</summary>
    /// <exception cref="InputException">There are none.</exception>
    public ImmutableArray<string> Of(string folder, string subset)
    {
        var path = Path.Combine(folder, Pattern.Replace("{subset}", subset, StringComparison.Ordinal));
        var name = Path.GetFileName(path);
        var parent = Path.GetDirectoryName(path) is { Length: > 0 } given ? given : ".";
        if (!name.Contains('*', StringComparison.Ordinal))
        {
            return File.Exists(path) ? [path] : throw Missing($"there is no file '{path}'", parent, name);
        }
        ImmutableArray<string> files =
        [
            .. Names(parent)
                .Where(file => FileSystemName.MatchesSimpleExpression(name, file, ignoreCase: false))
                .Order(StringComparer.Ordinal)
                .Select(file => Path.Combine(parent, file)),
        ];
        return files.IsEmpty ? throw Missing($"no file matches '{path}'", parent, name) : files;
    }

    private InputException Missing(string what, string parent, string name)
    {
        var remedy =
            !Directory.Exists(parent) ? $"there is no folder '{parent}' either; paths are relative to this file"
            : DidYouMean.Nearest(name, Names(parent)) is { } near ? $"did you mean '{near}'?"
            : "paths are relative to this file";
        return new InputException(what, Place, remedy);
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!) : [];
}
