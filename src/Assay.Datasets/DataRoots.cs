namespace Assay.Datasets;

/// <summary>The folders that hold data sets without being named by the user.</summary>
public static class DataRoots
{
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
    /// Where data sets of the hubs are kept: <c>datasets</c> in <paramref name="workDir"/>, else in <c>ASSAY_HOME</c>, else in
    /// <c>~/.cache/assay</c>. Need not exist.
    /// </summary>
    public static string Cache(string? workDir) => Path.Combine(Home(workDir), "datasets");

    /// <summary>The root of all caches: <paramref name="workDir"/>, else <c>ASSAY_HOME</c>, else <c>~/.cache/assay</c>.</summary>
    public static string Home(string? workDir) =>
        workDir
        ?? Environment.GetEnvironmentVariable("ASSAY_HOME")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "assay");
}
