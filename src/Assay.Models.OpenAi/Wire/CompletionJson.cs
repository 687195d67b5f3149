using System.Text.Json;

namespace Assay.Models.OpenAi.Wire;

/// <summary>
/// Reads chat completions, completions, and the events of either: <c>choices[].message</c>, <c>.delta</c> or <c>.text</c>. Unknown
/// fields are passed over; choices but the first are too.
/// </summary>
internal static class CompletionJson
{
    /// <exception cref="JsonException">It is no JSON object, or no whole one.</exception>
    /// <exception cref="InvalidOperationException">A string is no valid text, or something has another type.</exception>
    public static CompletionPiece Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var piece = new CompletionPiece();
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("choices"u8))
            {
                ReadChoices(ref reader, ref piece);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                ReadUsage(ref reader, ref piece);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                ReadError(ref reader, ref piece);
            }
            else
            {
                reader.Skip();
            }
        }
        // Throws where something stands behind the document.
        reader.Read();
        return piece;
    }

    private static void ReadChoices(ref Utf8JsonReader reader, ref CompletionPiece piece)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null)
        {
            return;
        }
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
        {
            var index = 0L;
            var choice = new CompletionPiece { HasChoice = true };
            while (NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("delta"u8))
                {
                    ReadMessage(ref reader, ref choice);
                }
                else if (reader.ValueTextEquals("text"u8))
                {
                    choice.Text = ReadText(ref reader);
                }
                else if (reader.ValueTextEquals("finish_reason"u8))
                {
                    choice.FinishReason = ReadText(ref reader);
                }
                else if (reader.ValueTextEquals("index"u8))
                {
                    index = ReadCount(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
            if (index == 0 && !piece.HasChoice)
            {
                piece.Text = choice.Text;
                piece.Reasoning = choice.Reasoning;
                piece.FinishReason = choice.FinishReason;
                piece.HasChoice = true;
            }
        }
    }

    private static void ReadMessage(ref Utf8JsonReader reader, ref CompletionPiece choice)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null)
        {
            return;
        }
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("content"u8))
            {
                choice.Text = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8))
            {
                // Servers that send both send the same twice.
                choice.Reasoning = ReadText(ref reader) ?? choice.Reasoning;
            }
            else
            {
                reader.Skip();
            }
        }
    }

    // A string, null, or a list of parts of which the texts count.
    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            return reader.TokenType is JsonTokenType.Null ? null : reader.GetString();
        }
        var text = "";
        while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
        {
            while (NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("text"u8))
                {
                    text += ReadText(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        return text;
    }

    private static void ReadUsage(ref Utf8JsonReader reader, ref CompletionPiece piece)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        long input = 0;
        long output = 0;
        while (NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                input = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                output = ReadCount(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
        piece.Usage = new TokenUsage(input, output);
    }

    private static void ReadError(ref Utf8JsonReader reader, ref CompletionPiece piece)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.Null)
        {
            using var error = JsonDocument.ParseValue(ref reader);
            piece.Error = ServerError.OfValue(error.RootElement);
        }
    }

    private static long ReadCount(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Number)
        {
            return reader.TryGetInt64(out var count) ? count : 0;
        }
        reader.Skip();
        return 0;
    }

    private static bool NextProperty(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType is JsonTokenType.PropertyName;

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new JsonException($"a {type} should stand here");
        }
    }
}
