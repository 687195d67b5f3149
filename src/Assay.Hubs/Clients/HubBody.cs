using System.Net;
using System.Net.Http.Headers;

namespace Assay.Hubs.Clients;

/// <summary>The bytes of a file on their way.</summary>
internal sealed class HubBody(HttpResponseMessage response, Stream stream) : IDisposable
{
    /// <summary>The bytes.</summary>
    public Stream Stream => stream;

    /// <summary>The place in the file of the first of them; 0 when the server began anew.</summary>
    public long Offset => response.StatusCode is HttpStatusCode.PartialContent ? Range?.From ?? -1 : 0;

    /// <summary>The size of the whole file, where the server says.</summary>
    public long? Size =>
        response.StatusCode is HttpStatusCode.PartialContent ? Range?.Length : response.Content.Headers.ContentLength;

    /// <summary>The version, fit for asking for the rest of just it; null where there is no such tag.</summary>
    public string? ETag => response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;

    private ContentRangeHeaderValue? Range => response.Content.Headers.ContentRange;

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        response.Dispose();
    }
}
