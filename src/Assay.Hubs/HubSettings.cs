using Assay.Repositories;

namespace Assay.Hubs;

/// <summary>How the hubs are reached: addresses, tokens, patience. Tokens are never shown.</summary>
public sealed record HubSettings
{
    /// <summary>Base addresses by hub; a mirror's stand in the place of the hub's own.</summary>
    public required Uri HuggingFace { get; init; }

    /// <summary>Base address of ModelScope.</summary>
    public required Uri ModelScope { get; init; }

    /// <summary>The root of Assay's caches.</summary>
    public required string Home { get; init; }

    /// <summary>Whether nothing may reach out.</summary>
    public bool Offline { get; init; }

    /// <summary>How often something that failed without getting further is tried again.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The first wait before that; it doubles each time.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest silence of a server.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Files downloaded at once.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal string? HuggingFaceToken { get; init; }

    internal string? ModelScopeToken { get; init; }

    /// <summary>
    /// As the environment says: <c>HF_ENDPOINT</c>, <c>MODELSCOPE_ENDPOINT</c> or <c>MODELSCOPE_DOMAIN</c>; <c>HF_TOKEN</c>,
    /// <c>HUGGING_FACE_HUB_TOKEN</c> or the file of <c>HF_TOKEN_PATH</c> or <c>HF_HOME/token</c>; <c>MODELSCOPE_API_TOKEN</c> or
    /// <c>~/.modelscope/credentials</c>; <c>ASSAY_OFFLINE</c> or <c>HF_HUB_OFFLINE</c>.
    /// </summary>
    /// <param name="variable">The environment's variables.</param>
    /// <param name="workDir">Root of the caches; null for the default.</param>
    /// <exception cref="InputException">An address is none.</exception>
    public static HubSettings FromEnvironment(Func<string, string?> variable, string? workDir)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return new HubSettings
        {
            HuggingFace = Address(variable, "HF_ENDPOINT") ?? new Uri("https://huggingface.co"),
            ModelScope =
                Address(variable, "MODELSCOPE_ENDPOINT")
                ?? Address(variable, "MODELSCOPE_DOMAIN")
                ?? new Uri("https://www.modelscope.cn"),
            Home = RepositoryCaches.AssayHome(variable, workDir),
            Offline = IsSet(variable("ASSAY_OFFLINE")) || IsSet(variable("HF_HUB_OFFLINE")),
            HuggingFaceToken = HubTokens.HuggingFace(variable),
            ModelScopeToken = HubTokens.ModelScope(variable),
        };
    }

    /// <summary>Shows no token.</summary>
    public override string ToString() => $"{HuggingFace}, {ModelScope}";

    // huggingface_hub takes the same words for true.
    private static bool IsSet(string? value) => value?.Trim().ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE";

    private static Uri? Address(Func<string, string?> variable, string name)
    {
        if (variable(name)?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }
        var written = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        return
            Uri.TryCreate(written.TrimEnd('/'), UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" }
            ? address
            : throw new InputException(
                "is no address of a hub",
                name,
                "write https://HOST, without user, query or key"
            );
    }
}
