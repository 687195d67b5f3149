namespace Assay.Repositories;

/// <summary>
/// Where this machine keeps what came from the hubs: Assay's own downloads and those of the hubs' Python tools, which are read in
/// place. Each tool's variables come first, as in its own programs.
/// </summary>
public static class RepositoryCaches
{
    /// <summary>The caches in the order in which they are searched; they need not exist.</summary>
    /// <param name="kind">Models or data sets.</param>
    /// <param name="variable">The environment's variables.</param>
    /// <param name="workDir">Root of Assay's caches; null for <c>ASSAY_HOME</c> or <c>~/.cache/assay</c>.</param>
    /// <param name="first">The hub whose caches go before the other's.</param>
    public static IReadOnlyList<IRepositoryCache> Of(
        RepositoryKind kind,
        Func<string, string?> variable,
        string? workDir,
        Hub? first = null
    )
    {
        ArgumentNullException.ThrowIfNull(variable);
        var scope = Set(variable, "MODELSCOPE_CACHE") ?? Path.Combine(Home(variable), ".cache", "modelscope");
        var assay = AssayHome(variable, workDir);
        var isModel = kind is RepositoryKind.Model;
        Func<string, bool> looksRight = isModel ? CacheFolders.LooksLikeModel : CacheFolders.LooksLikeData;
        IEnumerable<IRepositoryCache> own = isModel
            ? [new NamedFolders("Assay's cache", null, assay, ["models"], dot: ".", looksRight)]
            : [];
        IEnumerable<IRepositoryCache> hubs =
        [
            Downloads(Hub.HuggingFace),
            Downloads(Hub.ModelScope),
            new SnapshotFolders("HuggingFace cache", Hub.HuggingFace, HuggingFace(variable), kind),
            // Its clients have used each of these.
            new NamedFolders(
                "ModelScope cache",
                Hub.ModelScope,
                scope,
                isModel ? ["hub/models", "models", "hub", ""] : ["hub/datasets", "datasets"],
                dot: "___",
                looksRight
            ),
        ];
        return [.. own, .. hubs.OrderBy(cache => cache.Hub == first ? 0 : 1)];

        SnapshotFolders Downloads(Hub hub) =>
            new($"Assay's cache of {hub}", hub, DownloadRoot(assay, hub), kind) { NeedsReference = true };
    }

    /// <summary>Where Assay keeps what it downloads from a hub, below the root of its caches.</summary>
    public static string DownloadRoot(string assayHome, Hub hub) =>
        Path.Combine(assayHome, "hub", hub.ToString().ToLowerInvariant());

    /// <summary>The folder of a repository in a cache of the Hugging Face layout.</summary>
    public static string FolderName(RepositoryKind kind, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Prefix(kind) + id.Replace("/", "--", StringComparison.Ordinal);
    }

    /// <summary>The branch that is meant where none is named.</summary>
    public static string DefaultRevision(Hub hub) => hub is Hub.ModelScope ? "master" : "main";

    /// <summary>The root of Assay's caches.</summary>
    public static string AssayHome(Func<string, string?> variable, string? workDir)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return workDir ?? Set(variable, "ASSAY_HOME") ?? Path.Combine(Home(variable), ".cache", "assay");
    }

    /// <summary>The user's folder.</summary>
    public static string Home(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return Set(variable, "HOME")
            ?? Set(variable, "USERPROFILE")
            ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
    }

    /// <summary>The folder of the Hugging Face hub's tools: cache, token.</summary>
    public static string HuggingFaceHome(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return Set(variable, "HF_HOME")
            ?? Path.Combine(Set(variable, "XDG_CACHE_HOME") ?? Path.Combine(Home(variable), ".cache"), "huggingface");
    }

    internal static string Prefix(RepositoryKind kind) => kind is RepositoryKind.Model ? "models--" : "datasets--";

    private static string HuggingFace(Func<string, string?> variable) =>
        Set(variable, "HF_HUB_CACHE")
        ?? Set(variable, "HUGGINGFACE_HUB_CACHE")
        ?? Path.Combine(HuggingFaceHome(variable), "hub");

    private static string? Set(Func<string, string?> variable, string name) =>
        variable(name) is { Length: > 0 } value ? value : null;
}
