namespace Assay.Models.Local.Folders;

/// <summary>
/// The cache of the Hugging Face hub: <c>models--ORG--NAME/snapshots/COMMIT</c>, with the commit of each branch in
/// <c>refs/BRANCH</c> (huggingface_hub, "Understand caching").
/// </summary>
internal sealed class HuggingFaceCache(string root) : IModelCache
{
    private const string Prefix = "models--";
    private const string DefaultBranch = "main";
    private const int LongestCommit = 200;

    /// <inheritdoc/>
    public string Name => "HuggingFace cache";

    /// <inheritdoc/>
    public string? Find(string id, string? revision)
    {
        var model = Path.Combine(root, Prefix + id.Replace("/", "--"));
        return Directory.Exists(model) ? Snapshot(model, revision)?.FullName : null;
    }

    /// <inheritdoc/>
    public IEnumerable<CachedModel> List()
    {
        foreach (var model in CacheFolders.In(root, Prefix + "*"))
        {
            if (Snapshot(model, revision: null) is { } snapshot)
            {
                var id = Path.GetFileName(model)[Prefix.Length..].Replace("--", "/");
                yield return new CachedModel(id, snapshot.FullName, snapshot.Name);
            }
        }
    }

    private static DirectoryInfo? Snapshot(string model, string? revision)
    {
        var snapshots = Path.Combine(model, "snapshots");
        var wanted = revision ?? DefaultBranch;
        var commit = Commit(Path.Combine(model, "refs", wanted)) ?? wanted;
        var exact = HubId.IsOne(commit) ? new DirectoryInfo(Path.Combine(snapshots, commit)) : null;
        if (exact is { Exists: true })
        {
            return exact;
        }
        // A download by commit leaves no branch behind; the last one is then meant.
        return revision is null
            ? CacheFolders
                .In(snapshots, "*")
                .Select(path => new DirectoryInfo(path))
                .MaxBy(folder => folder.LastWriteTimeUtc)
            : null;
    }

    private static string? Commit(string reference)
    {
        if (!File.Exists(reference))
        {
            return null;
        }
        try
        {
            return System.Text.Encoding.ASCII.GetString(ModelFile.Read(reference, LongestCommit)).Trim();
        }
        catch (InputException)
        {
            return null;
        }
    }
}
