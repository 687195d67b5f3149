namespace Assay.Repositories;

/// <summary>Looks into caches; what cannot be read there counts as not there.</summary>
internal static class CacheFolders
{
    // Nobody has so many repositories; a cache at the root of a file system must not stop the program.
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

    /// <summary>Whether there are settings or weights of a model in a folder.</summary>
    public static bool LooksLikeModel(string folder) =>
        Directory.Exists(folder)
        && (
            File.Exists(Path.Combine(folder, "config.json"))
            || File.Exists(Path.Combine(folder, "genai_config.json"))
            || Directory.EnumerateFiles(folder, "*.safetensors", Readable).Any()
        );

    /// <summary>Whether there is anything in a folder.</summary>
    public static bool LooksLikeData(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder, "*", Readable).Any();

    /// <summary>The text of a small file; null where there is none, or a large one.</summary>
    public static string? ReadSmall(string path, int limit)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= limit ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
