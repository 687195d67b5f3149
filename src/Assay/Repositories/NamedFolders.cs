namespace Assay.Repositories;

/// <summary>
/// A cache with a folder <c>ORG/NAME</c> for each repository, in one of several places below its root: ModelScope's, and the
/// models that users put into Assay's.
/// </summary>
/// <param name="name">What it is, in words.</param>
/// <param name="hub">Where its repositories come from; null where that is not said.</param>
/// <param name="root">Its root.</param>
/// <param name="places">Folders below the root; empty for the root itself.</param>
/// <param name="dot">What stands for a dot in a name: ModelScope writes three underscores.</param>
/// <param name="looksRight">Whether a folder holds what is looked for.</param>
internal sealed class NamedFolders(
    string name,
    Hub? hub,
    string root,
    IReadOnlyList<string> places,
    string dot,
    Func<string, bool> looksRight
) : IRepositoryCache
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Hub? Hub => hub;

    /// <inheritdoc/>
    public string? Find(string id, string? revision)
    {
        var written = id.Replace(".", dot, StringComparison.Ordinal);
        return places
            .SelectMany(place => new[] { written, id }.Select(folder => Path.Combine(root, place, folder)))
            .FirstOrDefault(folder =>
                looksRight(folder)
                && (revision is null || string.Equals(Revision(folder), revision, StringComparison.Ordinal))
            );
    }

    /// <inheritdoc/>
    public IEnumerable<CachedRepository> List() =>
        places
            .SelectMany(place => CacheFolders.In(Path.Combine(root, place), "*"))
            .SelectMany(owner => CacheFolders.In(owner, "*"))
            .Where(looksRight)
            .Select(folder => new CachedRepository(IdOf(folder), folder, Revision(folder)))
            .DistinctBy(found => found.Id, StringComparer.Ordinal);

    private string IdOf(string folder)
    {
        var owner = Path.GetFileName(Path.GetDirectoryName(folder));
        return $"{owner}/{Path.GetFileName(folder)}".Replace(dot, ".", StringComparison.Ordinal);
    }

    // ModelScope's client leaves "Revision:master,CreatedAt:…" beside the files.
    private static string? Revision(string folder)
    {
        const string Mark = "Revision:";
        return CacheFolders
            .ReadSmall(Path.Combine(folder, ".mv"), 4096)
            ?.Split(',')
            .FirstOrDefault(part => part.StartsWith(Mark, StringComparison.Ordinal))
            ?[Mark.Length..].Trim();
    }
}
