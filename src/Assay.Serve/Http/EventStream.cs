using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Assay.Serve.Http;

/// <summary>Sends server-sent events as OpenAI does: a <c>data:</c> line each, the last one <c>[DONE]</c>.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly PipeWriter body;
    private readonly Utf8JsonWriter json;
    private readonly CancellationToken aborted;

    public EventStream(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        // Proxies that gather an answer before they pass it on would undo the streaming.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        body = context.Response.BodyWriter;
        json = new Utf8JsonWriter(body, JsonReply.Options);
        aborted = context.RequestAborted;
    }

    /// <summary>Adds an event; it goes out with <see cref="FlushAsync"/>.</summary>
    public void Add(Action<Utf8JsonWriter> write)
    {
        body.Write("data: "u8);
        json.Reset(body);
        write(json);
        json.Flush();
        body.Write("\n\n"u8);
    }

    /// <summary>Adds the last event.</summary>
    public void AddDone() => body.Write("data: [DONE]\n\n"u8);

    /// <summary>Sends what was added.</summary>
    public async ValueTask FlushAsync() => await body.FlushAsync(aborted);

    public void Dispose() => json.Dispose();
}
