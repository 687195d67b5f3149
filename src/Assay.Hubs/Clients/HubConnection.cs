using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Assay.Repositories;

namespace Assay.Hubs.Clients;

/// <summary>
/// Requests to one hub. Redirects are followed here, one by one, so that the token stays with the hub's own address: what another host
/// (a content network) gets has no <c>Authorization</c> and no cookie. A token is sent over TLS, or to this machine.
/// </summary>
internal sealed class HubConnection : IDisposable
{
    private const int MostRedirects = 10;
    private const int LongestJson = 64 << 20;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    private readonly Uri address;
    private readonly HubSettings settings;
    private readonly HubRefusals refusals;
    private readonly Action<HttpRequestMessage>? authorise;
    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="hub">The hub.</param>
    /// <param name="address">Its address, or a mirror's.</param>
    /// <param name="settings">Patience.</param>
    /// <param name="authorise">Puts the token into a request; null where there is none.</param>
    public HubConnection(Hub hub, Uri address, HubSettings settings, Action<HttpRequestMessage>? authorise)
    {
        this.address = address;
        this.settings = settings;
        this.authorise = address.Scheme == Uri.UriSchemeHttps || address.IsLoopback ? authorise : null;
        refusals = new HubRefusals(hub, address.Host, hasToken: this.authorise is not null);
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("assay", "1"));
    }

    /// <summary>Host and port, as messages name them.</summary>
    public string Address => address.Authority;

    /// <summary>An address at the hub.</summary>
    public Uri At(string pathAndQuery) => new(address.AbsoluteUri.TrimEnd('/') + pathAndQuery);

    /// <summary>Reads a JSON document.</summary>
    public async Task<(T Value, HttpResponseHeaders Headers)> GetJsonAsync<T>(
        HubRepository repository,
        Uri uri,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        using var response = await SendAsync(repository, path: null, uri, _ => { }, cancellationToken);
        using var patience = new Silence(settings, cancellationToken);
        try
        {
            var body = await response.Content.ReadAsStreamAsync(patience.Token);
            await using (body)
            {
                var bytes = await BoundedBody.ReadAsync(body, LongestJson, patience.Token);
                return (
                    JsonSerializer.Deserialize(bytes.Span, type) ?? throw new JsonException("null"),
                    response.Headers
                );
            }
        }
        catch (JsonException e)
        {
            throw refusals.NoHub(e);
        }
        catch (Exception e) when (patience.Explains(e))
        {
            throw patience.Broken(Address, e);
        }
    }

    /// <summary>Begins to read a file.</summary>
    public async Task<HubBody> OpenAsync(
        HubRepository repository,
        string path,
        Uri uri,
        long offset,
        string? etag,
        CancellationToken cancellationToken
    )
    {
        var response = await SendAsync(repository, path, uri, Ask, cancellationToken);
        return new HubBody(response, await response.Content.ReadAsStreamAsync(cancellationToken));

        void Ask(HttpRequestMessage request)
        {
            if (offset == 0)
            {
                return;
            }
            request.Headers.Range = new RangeHeaderValue(offset, null);
            if (etag is not null && EntityTagHeaderValue.TryParse(etag, out var tag))
            {
                request.Headers.IfRange = new RangeConditionHeaderValue(tag);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HubRepository repository,
        string? path,
        Uri uri,
        Action<HttpRequestMessage> prepare,
        CancellationToken cancellationToken
    )
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            prepare(request);
            if (IsHub(uri))
            {
                authorise?.Invoke(request);
            }
            var response = await SendOnceAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }
            using (response)
            {
                if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
                {
                    throw refusals.Of(response, uri, repository, path, settings.Time);
                }
                uri = Next(uri, location, redirects);
            }
        }
    }

    private static Uri Next(Uri from, Uri location, int redirects)
    {
        var next = new Uri(from, location);
        if (redirects == MostRedirects)
        {
            throw new HubException($"{from.Authority} redirects in circles");
        }
        if (next.Scheme is not ("http" or "https") || (from.Scheme == "https" && next.Scheme == "http"))
        {
            throw new HubException($"{from.Authority} redirects to an address without TLS");
        }
        return next;
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        using var patience = new Silence(settings, cancellationToken);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (Exception e) when (patience.Explains(e))
        {
            throw patience.Broken(request.RequestUri!.Authority, e);
        }
    }

    private bool IsHub(Uri uri) =>
        uri.Scheme == address.Scheme
        && uri.Port == address.Port
        && string.Equals(uri.Host, address.Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;
}
