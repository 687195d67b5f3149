using System.Text.Json;
using Assay.Serve.Requests;
using Microsoft.AspNetCore.Http;

namespace Assay.Serve.Http;

/// <summary>Reads the body of a request.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Parses the body and makes of its fields what an endpoint needs.</summary>
    /// <exception cref="ServeException">It is no JSON object, or a field cannot be used.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, Func<Fields, T> read)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, Options, context.RequestAborted);
            return read(new Fields(json.RootElement));
        }
        catch (JsonException e)
        {
            throw Malformed($"the body is no valid JSON ({e.Message.TrimEnd('.')})");
        }
        catch (InvalidOperationException)
        {
            // Names and strings are decoded when they are looked at.
            throw Malformed("the body is no valid Unicode");
        }
    }

    private static ServeException Malformed(string what) => new(StatusCodes.Status400BadRequest, what);
}
