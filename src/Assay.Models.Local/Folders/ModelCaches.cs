namespace Assay.Models.Local.Folders;

/// <summary>Where the caches are: each hub's variables come first, as in its own programs.</summary>
internal static class ModelCaches
{
    /// <summary>The caches in the order in which they are searched; they need not exist.</summary>
    public static IReadOnlyList<IModelCache> Of(Func<string, string?> variable, string? workDir)
    {
        var caches = Set(variable, "XDG_CACHE_HOME") ?? Path.Combine(Home(variable), ".cache");
        var assay = workDir ?? Set(variable, "ASSAY_HOME") ?? Path.Combine(Home(variable), ".cache", "assay");
        var scope = Set(variable, "MODELSCOPE_CACHE") ?? Path.Combine(Home(variable), ".cache", "modelscope");
        return
        [
            new NamedFolderCache("Assay's cache", assay, ["models"], dot: "."),
            new HuggingFaceCache(HuggingFace(variable, caches)),
            // Its clients have used each of these.
            new NamedFolderCache("ModelScope cache", scope, ["hub/models", "models", "hub", ""], dot: "___"),
        ];
    }

    /// <summary>The user's folder.</summary>
    public static string Home(Func<string, string?> variable) =>
        Set(variable, "HOME")
        ?? Set(variable, "USERPROFILE")
        ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string HuggingFace(Func<string, string?> variable, string caches) =>
        Set(variable, "HF_HUB_CACHE")
        ?? Set(variable, "HUGGINGFACE_HUB_CACHE")
        ?? Path.Combine(Set(variable, "HF_HOME") ?? Path.Combine(caches, "huggingface"), "hub");

    private static string? Set(Func<string, string?> variable, string name) =>
        variable(name) is { Length: > 0 } value ? value : null;
}
