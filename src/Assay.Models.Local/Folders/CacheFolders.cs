using System.IO.Enumeration;

namespace Assay.Models.Local.Folders;

/// <summary>Looks into caches; what cannot be read there counts as not there.</summary>
internal static class CacheFolders
{
    // Nobody has so many models; a cache at the root of a file system must not stop the program.
    private const int Most = 10_000;

    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true };

    /// <summary>Visible folders in a folder, sorted.</summary>
    public static IEnumerable<string> In(string folder, string pattern) =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateDirectories(folder, pattern, Readable)
                .Where(path => !Path.GetFileName(path).StartsWith('.'))
                .Take(Most)
                .Order(StringComparer.Ordinal)
            : [];

    /// <summary>Whether there are settings or weights in a folder.</summary>
    public static bool LooksLikeModel(string folder) =>
        Directory.Exists(folder)
        && (
            File.Exists(Path.Combine(folder, "config.json"))
            || File.Exists(Path.Combine(folder, "genai_config.json"))
            || Directory.EnumerateFiles(folder, "*.safetensors", Readable).Any()
        );

    /// <summary>Size of all files below, links followed for files and not for folders.</summary>
    public static long Bytes(string folder)
    {
        var options = new EnumerationOptions
        {
            IgnoreInaccessible = true,
            RecurseSubdirectories = true,
            MaxRecursionDepth = 8,
            AttributesToSkip = FileAttributes.System,
        };
        var files = new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        return files.Take(Most).Sum(Size);
    }

    private static long Size(string path)
    {
        try
        {
            return ModelFile.Length(path);
        }
        catch (InputException)
        {
            return 0;
        }
    }
}
