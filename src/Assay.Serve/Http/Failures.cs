using System.Text.Json;
using Assay.Models;
using Microsoft.AspNetCore.Http;

namespace Assay.Serve.Http;

/// <summary>Puts what went wrong into the shape of OpenAI's errors.</summary>
internal static class Failures
{
    /// <summary>The error to tell the client; null where nobody foresaw it, so that its words are not for the client.</summary>
    public static ServeException? Known(Exception e) =>
        e switch
        {
            ServeException known => known,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(
                StatusCodes.Status413PayloadTooLarge,
                "the body is larger than this server takes"
            ),
            BadHttpRequestException bad => new(bad.StatusCode, "the request is malformed"),
            ModelException { Failure: ModelFailure.Rejected } model => new(
                StatusCodes.Status400BadRequest,
                model.Message
            ),
            ModelException { Failure: ModelFailure.Overloaded } model => ServeException.TooBusy(
                model.RetryAfter ?? TimeSpan.FromSeconds(1)
            ),
            _ => null,
        };

    /// <summary>What the client is told of anything else.</summary>
    public static ServeException Unknown() =>
        new(StatusCodes.Status500InternalServerError, "the server failed to answer") { Code = "internal_error" };

    public static Task SendAsync(HttpContext context, ServeException error)
    {
        if (error.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0");
        }
        if (error.Status is StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        return JsonReply.SendAsync(context, error.Status, json => Write(json, error));
    }

    /// <summary>Writes <c>{"error": {"message", "type", "param", "code"}}</c>.</summary>
    public static void Write(Utf8JsonWriter json, ServeException error)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, error.Message);
        json.WriteString("type"u8, error.Type);
        json.WriteString("param"u8, error.Parameter);
        json.WriteString("code"u8, error.Code);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
