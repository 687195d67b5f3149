using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Assay.Testing;

/// <summary>
/// A hub on a port of its own, inside the test's process, that speaks HuggingFace's protocol and ModelScope's. Large files are
/// redirected to a content network: the same machine on another port. Everything may be set while it runs.
/// </summary>
public sealed class LoopbackHub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, HubContent> contents = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<LoopbackHubRequest> requests = new();
    private readonly SemaphoreSlim bodies = new(0);

    private LoopbackHub(WebApplication app)
    {
        this.app = app;
        app.Run(ServeAsync);
    }

    /// <summary>The hub's address.</summary>
    public string Url => app.Urls.First();

    /// <summary>The address of the content network.</summary>
    public string ContentUrl => app.Urls.Last();

    /// <summary>Files of so many bytes and more come from the content network.</summary>
    public int LargeFrom { get; set; } = 1_000;

    /// <summary>Entries on a page of a listing.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>The token it wants; null for none.</summary>
    public string? RequiredToken { get; set; }

    /// <summary>Whether it can begin in the middle of a file.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>Whether it tells digests of files.</summary>
    public bool TellsDigests { get; set; } = true;

    /// <summary>What goes wrong with the next bodies of files, one each.</summary>
    public ConcurrentQueue<HubFault> Faults { get; } = new();

    /// <summary>What goes wrong with every body of a file that has no fault of its own; null for nothing.</summary>
    public HubFault? Always { get; set; }

    /// <summary>What goes wrong with the next listings, one each.</summary>
    public ConcurrentQueue<HubFault> ListingFaults { get; } = new();

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<LoopbackHubRequest> Requests => [.. requests];

    /// <summary>The requests for bytes of files, those that were redirected left out.</summary>
    public IReadOnlyList<LoopbackHubRequest> Bodies => [.. requests.Where(request => request.IsBody)];

    /// <summary>Starts a hub.</summary>
    public static async Task<LoopbackHub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0", "http://127.0.0.1:0");
        var hub = new LoopbackHub(builder.Build());
        await hub.app.StartAsync();
        return hub;
    }

    /// <summary>Adds a repository, or a new commit of it.</summary>
    /// <param name="kind"><c>models</c> or <c>datasets</c>.</param>
    /// <param name="id">Its name.</param>
    /// <param name="files">Its files.</param>
    public void Add(string kind, string id, params IEnumerable<(string Path, byte[] Bytes)> files) =>
        contents[$"{kind}/{id}"] = new HubContent([.. files.Select(file => new HubContentFile(file.Path, file.Bytes))]);

    /// <summary>The same with texts.</summary>
    public void AddTexts(string kind, string id, params IEnumerable<(string Path, string Text)> files) =>
        Add(kind, id, files.Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text))));

    /// <summary>Completes when the next body has been asked for.</summary>
    public Task BodyAskedAsync(CancellationToken cancellationToken) => bodies.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        bodies.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var request = context.Request;
        var isContent = $"http://{request.Host}" == ContentUrl;
        var recorded = new LoopbackHubRequest(
            request.Path.Value! + request.QueryString,
            isContent,
            request.Headers.Authorization.ToString(),
            request.Headers.Cookie.ToString(),
            request.Headers.Range.ToString(),
            request.Headers.IfRange.ToString()
        );
        if (!isContent && RequiredToken is { } token && recorded.Authorization != $"Bearer {token}")
        {
            requests.Enqueue(recorded);
            context.Response.StatusCode = 401;
            return;
        }
        var target = HubRoute.Of(request, contents);
        var isBody = target.File is { } file && (isContent || file.Bytes.Length < LargeFrom);
        requests.Enqueue(recorded with { IsBody = isBody });
        switch (target)
        {
            case { File: { } wanted } when isBody:
                bodies.Release();
                var fault = Faults.TryDequeue(out var next) ? next : Always;
                await (fault ?? HubFault.None).ServeAsync(context, wanted, KnowsRanges);
                break;
            case { File: { } large }:
                HubAnswers.Redirect(context, large, target.Content!, ContentUrl);
                break;
            case { Listing: { } listing }:
                await (ListingFaults.TryDequeue(out var broken) ? broken : HubFault.None).ServeAsync(
                    context,
                    new HubContentFile("", Encoding.UTF8.GetBytes(listing(this, context))),
                    knowsRanges: false
                );
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }
}

/// <summary>Something that a <see cref="LoopbackHub"/> was asked.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="OfContentNetwork">Whether it came to the content network.</param>
/// <param name="Authorization">That header.</param>
/// <param name="Cookie">That header.</param>
/// <param name="Range">That header.</param>
/// <param name="IfRange">That header.</param>
public sealed record LoopbackHubRequest(
    string Path,
    bool OfContentNetwork,
    string Authorization,
    string Cookie,
    string Range,
    string IfRange
)
{
    /// <summary>Whether it was answered with bytes of a file.</summary>
    public bool IsBody { get; init; }
}
