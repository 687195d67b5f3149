namespace Assay.Sandbox.Bubblewrap;

/// <summary>The parts of the host's system that programs need to run at all, read-only.</summary>
internal static class SystemFolders
{
    /// <summary>Arguments of bubblewrap that show them.</summary>
    public static IReadOnlyList<string> Arguments { get; } = [.. Find()];

    private static IEnumerable<string> Find()
    {
        yield return "--ro-bind";
        yield return "/usr";
        yield return "/usr";
        foreach (var name in new[] { "bin", "sbin", "lib", "lib32", "lib64", "libx32" })
        {
            var path = "/" + name;
            if (new DirectoryInfo(path).LinkTarget is { } target)
            {
                yield return "--symlink";
                yield return target;
                yield return path;
            }
            else if (Directory.Exists(path))
            {
                yield return "--ro-bind";
                yield return path;
                yield return path;
            }
        }
        // What Debian keeps outside /usr of the programs in it: links to the chosen one of several, settings of the JDK, the loader's list.
        string[] settings = ["/etc/alternatives", "/etc/ld.so.cache"];
        var java = Directory.Exists("/etc") ? Directory.GetDirectories("/etc", "java*") : [];
        foreach (var path in settings.Where(System.IO.Path.Exists).Concat(java.Order(StringComparer.Ordinal)))
        {
            yield return "--ro-bind";
            yield return path;
            yield return path;
        }
    }
}
