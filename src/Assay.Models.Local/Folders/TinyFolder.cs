namespace Assay.Models.Local.Folders;

/// <summary>Where the model is that comes with the program.</summary>
internal static class TinyFolder
{
    private static readonly string Landmark = Path.Combine("models", "tiny");

    /// <summary>
    /// The nearest folder <c>models/tiny</c> in the folder given or in one around it (a program run from its checkout); null when it
    /// was left out.
    /// </summary>
    public static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var tiny = Path.Combine(folder.FullName, Landmark);
            if (File.Exists(Path.Combine(tiny, "config.json")))
            {
                return tiny;
            }
        }
        return null;
    }
}
