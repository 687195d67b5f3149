namespace Assay.Models.Chat;

/// <summary>Where Ollama listens, as <c>OLLAMA_HOST</c> or a user writes it: scheme and port may be missing.</summary>
public static class OllamaAddress
{
    private const int DefaultPort = 11434;

    /// <summary>Reads an address; null means <c>http://127.0.0.1:11434</c>.</summary>
    /// <param name="text">The address, or null.</param>
    /// <param name="where">The flag or variable it comes from.</param>
    /// <exception cref="InputException">It is no http(s) address.</exception>
    public static Uri Parse(string? text, string where)
    {
        var trimmed = string.IsNullOrWhiteSpace(text) ? "127.0.0.1" : text.Trim();
        var hasScheme = trimmed.Contains("://", StringComparison.Ordinal);
        if (
            !Uri.TryCreate(hasScheme ? trimmed : "http://" + trimmed, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.UserInfo.Length > 0
        )
        {
            throw new InputException("this is no http address", where, "write it as http://HOST:11434");
        }
        // Without a scheme a missing port is Ollama's own, as for Ollama itself. What a server listens on is no address to call.
        return new UriBuilder(uri)
        {
            Host = uri.Host is "0.0.0.0" or "[::]" ? "127.0.0.1" : uri.Host,
            Port = !hasScheme && uri.IsDefaultPort ? DefaultPort : uri.Port,
            Path =
                uri.AbsolutePath.TrimEnd('/') is var path && path.EndsWith("/v1", StringComparison.Ordinal)
                    ? path[..^"v1".Length]
                    : path + "/",
            Query = "",
            Fragment = "",
        }.Uri;
    }
}
