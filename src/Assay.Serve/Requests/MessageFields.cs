using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Assay.Models;

namespace Assay.Serve.Requests;

/// <summary>Reads the messages of a chat.</summary>
internal static class MessageFields
{
    /// <summary>The messages, one at least. Content is a string, or a list of parts that are all texts.</summary>
    /// <exception cref="ServeException">They are none, or not of text.</exception>
    public static ImmutableArray<Message> Read(JsonElement? list)
    {
        if (list is not { ValueKind: JsonValueKind.Array } messages)
        {
            throw ServeException.Wrong("messages", "must be a list of messages");
        }
        return messages.GetArrayLength() > 0
            ? [.. messages.EnumerateArray().Select((message, i) => Read(message, $"messages[{i}]"))]
            : throw ServeException.Wrong("messages", "must have at least one message");
    }

    private static Message Read(JsonElement message, string place)
    {
        if (message.ValueKind is not JsonValueKind.Object)
        {
            throw ServeException.Wrong(place, "must be an object");
        }
        var fields = new Fields(message);
        var role = (fields.Value("role") is { } name ? Fields.TextOf(name, $"{place}.role") : null) switch
        {
            "system" or "developer" => Role.System,
            "user" => Role.User,
            "assistant" => Role.Assistant,
            _ => throw ServeException.Wrong($"{place}.role", "must be system, developer, user or assistant"),
        };
        if (
            fields.Value("tool_calls") is { } calls
            && !(calls.ValueKind is JsonValueKind.Array && calls.GetArrayLength() == 0)
        )
        {
            throw ServeException.Wrong(
                $"{place}.tool_calls",
                "is not supported by this server",
                "unsupported_parameter"
            );
        }
        return new Message(role, Content(fields.Value("content"), $"{place}.content"));
    }

    private static string Content(JsonElement? content, string place)
    {
        if (content is not { ValueKind: JsonValueKind.Array } parts)
        {
            return content is { } whole
                ? Fields.TextOf(whole, place)
                : throw ServeException.Wrong(place, "must be a string, or a list of texts");
        }
        var text = new StringBuilder();
        foreach (var (i, part) in parts.EnumerateArray().Index())
        {
            var isText =
                part.ValueKind is JsonValueKind.Object
                && part.TryGetProperty("type", out var type)
                && type.ValueKind is JsonValueKind.String
                && type.ValueEquals("text"u8);
            text.Append(
                isText && part.TryGetProperty("text", out var piece)
                    ? Fields.TextOf(piece, $"{place}[{i}].text")
                    : throw ServeException.Wrong($"{place}[{i}]", "must be a text: this server takes nothing else")
            );
        }
        return text.ToString();
    }
}
