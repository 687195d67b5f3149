namespace Assay.Repositories;

/// <summary>
/// A cache in the layout of the Hugging Face hub: <c>models--ORG--NAME/snapshots/COMMIT</c>, with the commit of each branch in
/// <c>refs/BRANCH</c> (huggingface_hub, "Understand caching"). Assay keeps what it downloads in the same layout.
/// </summary>
/// <param name="name">What it is, in words.</param>
/// <param name="hub">Where its repositories come from.</param>
/// <param name="root">Its root.</param>
/// <param name="kind">Models or data sets.</param>
internal sealed class SnapshotFolders(string name, Hub hub, string root, RepositoryKind kind) : IRepositoryCache
{
    private const int LongestCommit = 200;

    /// <summary>
    /// Whether a snapshot counts only once a reference names it: Assay writes that when all files are there. Python's tools
    /// write it before the files.
    /// </summary>
    public bool NeedsReference { get; init; }

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Hub? Hub => hub;

    private string Prefix => RepositoryCaches.Prefix(kind);

    /// <inheritdoc/>
    public string? Find(string id, string? revision)
    {
        var folder = Path.Combine(root, RepositoryCaches.FolderName(kind, id));
        return Directory.Exists(folder) ? Snapshot(folder, revision)?.FullName : null;
    }

    /// <inheritdoc/>
    public IEnumerable<CachedRepository> List()
    {
        foreach (var folder in CacheFolders.In(root, Prefix + "*"))
        {
            if (Snapshot(folder, revision: null) is { } snapshot)
            {
                var id = Path.GetFileName(folder)[Prefix.Length..].Replace("--", "/", StringComparison.Ordinal);
                yield return new CachedRepository(id, snapshot.FullName, snapshot.Name);
            }
        }
    }

    private DirectoryInfo? Snapshot(string folder, string? revision)
    {
        var snapshots = Path.Combine(folder, "snapshots");
        var wanted = revision ?? RepositoryCaches.DefaultRevision(hub);
        var referred = CacheFolders.ReadSmall(Path.Combine(folder, "refs", wanted), LongestCommit)?.Trim();
        if (referred is null && NeedsReference)
        {
            return null;
        }
        var commit = referred ?? wanted;
        var exact = HubId.IsOne(commit) ? new DirectoryInfo(Path.Combine(snapshots, commit)) : null;
        if (exact is { Exists: true })
        {
            return exact;
        }
        // A download by commit leaves no branch behind; the last one is then meant.
        return revision is null && !NeedsReference
            ? CacheFolders
                .In(snapshots, "*")
                .Select(path => new DirectoryInfo(path))
                .MaxBy(found => found.LastWriteTimeUtc)
            : null;
    }
}
