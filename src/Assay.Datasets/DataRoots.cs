using Assay.Repositories;

namespace Assay.Datasets;

/// <summary>The folders that hold data sets without being named by the user.</summary>
public static class DataRoots
{
    internal const string CacheName = "datasets";
    private const string Landmark = "mini_gsm8k";

    /// <summary>The data sets that come with the program; null when they were left out.</summary>
    public static string? Bundled { get; } = FindBundled(AppContext.BaseDirectory);

    /// <summary>
    /// The nearest folder <c>data</c> that holds the bundled sets, in the folder given or in one around it (a program run from
    /// its checkout).
    /// </summary>
    public static string? FindBundled(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "data");
            if (Directory.Exists(Path.Combine(data, Landmark)))
            {
                return data;
            }
        }
        return null;
    }

    /// <summary>
    /// Where the user puts data sets for every run: <c>datasets</c> in <paramref name="workDir"/>, else in <c>ASSAY_HOME</c>, else in
    /// <c>~/.cache/assay</c>. Need not exist.
    /// </summary>
    public static string Cache(string? workDir) => Path.Combine(Home(workDir), CacheName);

    /// <summary>The root of all caches: <paramref name="workDir"/>, else <c>ASSAY_HOME</c>, else <c>~/.cache/assay</c>.</summary>
    public static string Home(string? workDir) =>
        RepositoryCaches.AssayHome(Environment.GetEnvironmentVariable, workDir);
}
