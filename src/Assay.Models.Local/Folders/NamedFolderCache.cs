namespace Assay.Models.Local.Folders;

/// <summary>
/// A cache with a folder <c>ORG/NAME</c> for each model, in one of several places below its root: ModelScope's, and
/// Assay's own.
/// </summary>
/// <param name="name">What it is, in words.</param>
/// <param name="root">Its root.</param>
/// <param name="places">Folders below the root; empty for the root itself.</param>
/// <param name="dot">What stands for a dot in a name: ModelScope writes three underscores.</param>
internal sealed class NamedFolderCache(string name, string root, IReadOnlyList<string> places, string dot) : IModelCache
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? Find(string id, string? revision)
    {
        var written = id.Replace(".", dot);
        return places
            .SelectMany(place => new[] { written, id }.Select(folder => Path.Combine(root, place, folder)))
            .FirstOrDefault(folder =>
                CacheFolders.LooksLikeModel(folder)
                && (revision is null || string.Equals(Revision(folder), revision, StringComparison.Ordinal))
            );
    }

    /// <inheritdoc/>
    public IEnumerable<CachedModel> List() =>
        places
            .SelectMany(place => CacheFolders.In(Path.Combine(root, place), "*"))
            .SelectMany(owner => CacheFolders.In(owner, "*"))
            .Where(CacheFolders.LooksLikeModel)
            .Select(folder => new CachedModel(IdOf(folder), folder, Revision(folder)))
            .DistinctBy(model => model.Id);

    private string IdOf(string folder)
    {
        var owner = Path.GetFileName(Path.GetDirectoryName(folder));
        return $"{owner}/{Path.GetFileName(folder)}".Replace(dot, ".");
    }

    // ModelScope's client leaves "Revision:master,CreatedAt:…" beside the files.
    private static string? Revision(string folder)
    {
        const string Mark = "Revision:";
        var file = Path.Combine(folder, ".mv");
        if (!File.Exists(file))
        {
            return null;
        }
        try
        {
            var text = System.Text.Encoding.UTF8.GetString(ModelFile.Read(file, 4096));
            return text.Split(',')
                .FirstOrDefault(part => part.StartsWith(Mark, StringComparison.Ordinal))
                ?[Mark.Length..].Trim();
        }
        catch (InputException)
        {
            return null;
        }
    }
}
