using System.Text.Json;
using Assay.Runs.Log;

namespace Assay.Models.Replay;

/// <summary>What a line of a recording answers. An error counts before an answer on the same line.</summary>
internal sealed record RecordedAnswer(string? Error, Generated? Text, Likelihoods? Likelihoods)
{
    /// <summary>Reads a line, which <see cref="RecordedLineParser"/> has found to be well formed.</summary>
    public static RecordedAnswer Parse(ReadOnlyMemory<byte> line)
    {
        string? error = null;
        string? text = null;
        string? reasoning = null;
        string? finish = null;
        Likelihoods? likelihoods = null;
        var usage = default(TokenUsage);
        var inChoices = false;
        var json = new Utf8JsonReader(line.Span);
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            if (Enters(ref json, "text"u8))
            {
                text = StringOrNull(ref json);
            }
            else if (Enters(ref json, "reasoning"u8))
            {
                reasoning = StringOrNull(ref json);
            }
            else if (Enters(ref json, "finish_reason"u8))
            {
                finish = StringOrNull(ref json);
            }
            else if (Enters(ref json, "likelihoods"u8))
            {
                likelihoods = RecordedLikelihoods.Read(ref json) is { } scores ? new Likelihoods(scores) : null;
            }
            else if (Enters(ref json, "error"u8))
            {
                error = ReadError(ref json);
            }
            else if (Enters(ref json, "usage"u8))
            {
                usage = Usage(ref json);
            }
            else if (Enters(ref json, "choices"u8))
            {
                inChoices = SkipChoices(ref json);
            }
            else
            {
                json.Skip();
            }
        }
        var generated =
            text is not null ? new Generated(text) { Reasoning = reasoning, FinishReason = finish }
            : inChoices ? FromChoices(line)
            : null;
        return new RecordedAnswer(
            error,
            generated is null ? null : generated with { Usage = usage },
            likelihoods is null ? null : likelihoods with { Usage = usage }
        );
    }

    /// <summary>The error that the reader stands on; null where it says that there was none (null, false, an empty text).</summary>
    public static string? ReadError(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return json.GetString() is { Length: > 0 } said ? said : null;
            case JsonTokenType.Null or JsonTokenType.False:
                return null;
            default:
                using (var value = JsonDocument.ParseValue(ref json))
                {
                    return value.RootElement.GetRawText();
                }
        }
    }

    /// <summary>
    /// Passes over the value that the reader stands on. Whether it is the list of a chat completion, rather than the choices of a
    /// question.
    /// </summary>
    public static bool SkipChoices(ref Utf8JsonReader json)
    {
        var outside = json.CurrentDepth;
        var found = false;
        if (json.TokenType is not JsonTokenType.StartArray)
        {
            json.Skip();
            return false;
        }
        while (json.Read() && json.CurrentDepth > outside)
        {
            found |=
                json.TokenType is JsonTokenType.PropertyName
                && json.CurrentDepth == outside + 2
                && json.ValueTextEquals("message"u8);
        }
        return found;
    }

    private static bool Enters(ref Utf8JsonReader json, ReadOnlySpan<byte> property) =>
        json.ValueTextEquals(property) && json.Read();

    private static string? StringOrNull(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.String)
        {
            return json.GetString();
        }
        json.Skip();
        return null;
    }

    private static TokenUsage Usage(ref Utf8JsonReader json)
    {
        if (json.TokenType is not JsonTokenType.StartObject)
        {
            json.Skip();
            return default;
        }
        var usage = default(TokenUsage);
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            if (Enters(ref json, "prompt_tokens"u8))
            {
                usage = usage with { Input = Count(ref json) };
            }
            else if (Enters(ref json, "completion_tokens"u8))
            {
                usage = usage with { Output = Count(ref json) };
            }
            else
            {
                json.Skip();
            }
        }
        return usage;
    }

    private static long Count(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.Number && json.TryGetInt64(out var count))
        {
            return count;
        }
        json.Skip();
        return 0;
    }

    // Recorded times say nothing about the run that replays them.
    private static Generated? FromChoices(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        return AnswerJson.Read(document.RootElement) is Generated generated
            ? generated with
            {
                Latency = null,
                TimeToFirstToken = null,
            }
            : null;
    }
}
