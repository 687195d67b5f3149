using System.Text.Json;

namespace Assay.Models.OpenAi.Wire;

/// <summary>
/// What a server says went wrong, in any of the usual shapes: <c>{"error": {"message", "type", "code"}}</c>, <c>{"error": "…"}</c>,
/// <c>{"message": …}</c>, <c>{"detail": …}</c>.
/// </summary>
/// <param name="Message">Its words.</param>
/// <param name="Kind">Type and code, as far as given, in one string.</param>
/// <param name="Status">A code that is an HTTP status.</param>
internal sealed record ServerError(string Message, string Kind, int? Status)
{
    /// <summary>Whether the server spoke as these APIs do, and not as a bare web server about an unknown path.</summary>
    public bool IsApiError { get; init; }

    /// <summary>Whether the model is what the server does not know.</summary>
    public bool IsUnknownModel =>
        Kind.Contains("model_not_found", StringComparison.OrdinalIgnoreCase)
        || (
            Message.Contains("model", StringComparison.OrdinalIgnoreCase)
            && (
                Message.Contains("not found", StringComparison.OrdinalIgnoreCase)
                || Message.Contains("does not exist", StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>Reads the body of a failure; null when it is no JSON object.</summary>
    public static ServerError? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var json = JsonDocument.ParseValue(ref reader);
            return json.RootElement.ValueKind is JsonValueKind.Object ? OfBody(json.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads the value of <c>error</c>.</summary>
    public static ServerError OfValue(JsonElement error)
    {
        if (error.ValueKind is not JsonValueKind.Object)
        {
            return new ServerError(Text(error), "", null) { IsApiError = true };
        }
        var code = error.TryGetProperty("code", out var value) ? value : default;
        var type = error.TryGetProperty("type", out var name) ? Text(name) : "";
        var status = int.TryParse(Text(code), out var number) && number is >= 400 and < 600 ? number : (int?)null;
        return new ServerError(MessageOf(error), $"{type} {Text(code)}".Trim(), status) { IsApiError = true };
    }

    private static ServerError OfBody(JsonElement body) =>
        body.TryGetProperty("error", out var error) && error.ValueKind is not JsonValueKind.Null ? OfValue(error)
        : body.TryGetProperty("message", out _) ? OfValue(body)
        : new ServerError(MessageOf(body), "", null);

    private static string MessageOf(JsonElement body)
    {
        foreach (var name in (ReadOnlySpan<string>)["message", "detail", "msg"])
        {
            if (body.TryGetProperty(name, out var value))
            {
                return Text(value);
            }
        }
        return body.GetRawText();
    }

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => "",
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };
}
