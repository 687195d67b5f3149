using System.Collections.Concurrent;

namespace Assay.Models.OpenAi;

/// <summary>
/// Where an OpenAI-compatible server is. Takes what users paste: with and without scheme, <c>/v1</c>, a final slash, or the path of an
/// endpoint. A query (<c>?api-version=…</c>) goes with every request and is never shown.
/// </summary>
public sealed class ServerAddress
{
    private static readonly string[] Endpoints = ["/chat/completions", "/completions", "/models"];

    private readonly ConcurrentDictionary<string, Uri> endpoints = new(StringComparer.Ordinal);
    private readonly string root;
    private readonly string query;

    private ServerAddress(string root, string query, bool isLoopback)
    {
        this.root = root;
        this.query = query;
        IsLoopback = isLoopback;
    }

    /// <summary>Whether the server is on this machine, so that no proxy can be meant.</summary>
    public bool IsLoopback { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="text">For instance <c>http://127.0.0.1:8000</c> or <c>https://host/v1/chat/completions</c>.</param>
    /// <param name="where">The flag or variable it comes from.</param>
    /// <exception cref="InputException">It is no http(s) address, or holds a user's name or password.</exception>
    public static ServerAddress Parse(string text, string where)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var full = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : "http://" + trimmed;
        if (
            !Uri.TryCreate(full, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.Host.Length == 0
        )
        {
            // What cannot be parsed may still hold a password before an @.
            var shown = trimmed.Contains('@', StringComparison.Ordinal) ? "it" : $"'{trimmed}'";
            throw new InputException($"{shown} is no http address", where, "write it as http://HOST:PORT/v1");
        }
        if (uri.UserInfo.Length > 0)
        {
            throw new InputException(
                "the address holds a user's name or password",
                where,
                "leave that out and give the key in ASSAY_API_KEY"
            );
        }
        var path = uri.AbsolutePath.TrimEnd('/');
        var endpoint = Endpoints.FirstOrDefault(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        path = endpoint is null ? path : path[..^endpoint.Length];
        return new ServerAddress(
            uri.GetLeftPart(UriPartial.Authority) + (path.Length == 0 ? "/v1" : path),
            uri.Query,
            uri.IsLoopback
        );
    }

    /// <summary>The address of an endpoint, for instance <c>chat/completions</c>.</summary>
    public Uri Of(string endpoint) =>
        endpoints.GetOrAdd(endpoint, static (end, address) => new Uri($"{address.root}/{end}{address.query}"), this);

    /// <summary>The base address, without query.</summary>
    public override string ToString() => root;
}
