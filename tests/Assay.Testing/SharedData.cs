using Xunit;

namespace Assay.Testing;

/// <summary>Real benchmark data and recorded outputs beside the repository; tests that need them are skipped without.</summary>
public static class SharedData
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>A path below the shared folder; skips the test, saying so, when it is not there.</summary>
    public static string Require(string relative)
    {
        Assert.SkipUnless(Root is not null, "no shared data here: set ASSAY_SHARED to its folder");
        var path = Path.Combine(Root!, relative);
        Assert.SkipUnless(Path.Exists(path), $"the shared data lacks {relative}");
        return path;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ASSAY_SHARED") is { Length: > 0 } set)
        {
            return Directory.Exists(set) ? Path.GetFullPath(set) : null;
        }
        var beside = Path.Combine(RepositoryRoot.Path, "..", "shared");
        return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
    }
}
