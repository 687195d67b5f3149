using System.IO.Enumeration;

namespace Assay.Models.Local.Folders;

/// <summary>How large folders are.</summary>
internal static class FolderSize
{
    // Nobody has so many files; a cache at the root of a file system must not stop the program.
    private const int Most = 10_000;

    /// <summary>Size of all files below, links followed for files and not for folders.</summary>
    public static long Of(string folder)
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
