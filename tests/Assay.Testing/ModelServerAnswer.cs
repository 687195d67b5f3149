using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Assay.Testing;

/// <summary>An answer that a <see cref="ModelServer"/> is about to send.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Pieces">The body, in the pieces in which it is flushed.</param>
public sealed record ModelServerAnswer(int Status, string ContentType, IReadOnlyList<byte[]> Pieces)
{
    /// <summary>No such endpoint, as a web framework says it.</summary>
    public static ModelServerAnswer NotFound => Json(404, new JsonObject { ["detail"] = "Not Found" });

    /// <summary>A JSON document.</summary>
    public static ModelServerAnswer Json(int status, JsonNode body) =>
        Text(status, "application/json", body.ToJsonString());

    /// <summary>Any text.</summary>
    public static ModelServerAnswer Text(int status, string contentType, params string[] pieces) =>
        new(status, contentType, [.. pieces.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>An error in OpenAI's shape.</summary>
    public static ModelServerAnswer Error(int status, string message, string? code = null) =>
        Json(
            status,
            new JsonObject
            {
                ["error"] = new JsonObject { ["message"] = message, ["code"] = code },
            }
        );

    /// <summary>Sends the whole.</summary>
    public async Task SendAsync(HttpContext context)
    {
        Begin(context);
        foreach (var piece in Pieces)
        {
            await context.Response.Body.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
        }
    }

    /// <summary>Sends the status and half of the body, and cuts the connection.</summary>
    public async Task SendHalfAsync(HttpContext context)
    {
        Begin(context);
        var whole = Pieces.SelectMany(piece => piece).ToArray();
        await context.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private void Begin(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        if (Pieces is [var only])
        {
            context.Response.ContentLength = only.Length;
        }
    }
}
