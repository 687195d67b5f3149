namespace Assay.Testing;

/// <summary>The assembly of tests/Assay.SamplePlugin, built for projects that refer to it.</summary>
public static class SamplePlugin
{
    /// <summary>Its path.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        // …/bin/Debug/net10.0/
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        return System.IO.Path.Combine(
            RepositoryRoot.Path,
            "tests",
            "Assay.SamplePlugin",
            "bin",
            framework.Parent!.Name,
            framework.Name,
            "Assay.SamplePlugin.dll"
        );
    }
}
