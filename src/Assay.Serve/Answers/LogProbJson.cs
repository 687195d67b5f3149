using System.Text.Json;

namespace Assay.Serve.Answers;

/// <summary>Writes log-probabilities as the two endpoints have them. JSON has no infinity; OpenAI's -9999 stands for it.</summary>
internal static class LogProbJson
{
    private const double Impossible = -9999;

    /// <summary><c>logprobs</c> of a chat: a list of tokens, each with the best ones at its place.</summary>
    public static void WriteChat(Utf8JsonWriter json, IServedModel model, IEnumerable<ServedToken> tokens)
    {
        json.WriteStartObject("logprobs"u8);
        json.WriteStartArray("content"u8);
        foreach (var token in tokens)
        {
            json.WriteStartObject();
            WriteToken(json, model, token.Id, token.Score?.LogProb);
            json.WriteStartArray("top_logprobs"u8);
            foreach (var (id, logProb) in token.Score is { Top.IsDefault: false } score ? score.Top : [])
            {
                json.WriteStartObject();
                WriteToken(json, model, id, logProb);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNull("refusal"u8);
        json.WriteEndObject();
    }

    /// <summary><c>logprobs</c> of a completion: parallel lists. The token itself is among the best ones.</summary>
    public static void WriteCompletion(
        Utf8JsonWriter json,
        IServedModel model,
        IReadOnlyList<PlacedToken> tokens,
        int top
    )
    {
        json.WriteStartObject("logprobs"u8);
        json.WriteStartArray("tokens"u8);
        foreach (var token in tokens)
        {
            json.WriteStringValue(token.Text);
        }
        json.WriteEndArray();
        json.WriteStartArray("token_logprobs"u8);
        foreach (var token in tokens)
        {
            WriteNumber(json, token.Score?.LogProb);
        }
        json.WriteEndArray();
        if (top > 0)
        {
            json.WriteStartArray("top_logprobs"u8);
            foreach (var token in tokens)
            {
                WriteBest(json, model, token.Score);
            }
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("top_logprobs"u8);
        }
        json.WriteStartArray("text_offset"u8);
        foreach (var token in tokens)
        {
            json.WriteNumberValue(token.Offset);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBest(Utf8JsonWriter json, IServedModel model, TokenScore? place)
    {
        if (place is not { } score)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, logProb) in score.Top.IsDefault ? [] : score.Top)
        {
            // Two tokens may read the same; the better one comes first.
            if (written.Add(model.NameOf(id)))
            {
                json.WritePropertyName(model.NameOf(id));
                WriteNumber(json, logProb);
            }
        }
        if (written.Add(model.NameOf(score.Id)))
        {
            json.WritePropertyName(model.NameOf(score.Id));
            WriteNumber(json, score.LogProb);
        }
        json.WriteEndObject();
    }

    private static void WriteToken(Utf8JsonWriter json, IServedModel model, int id, double? logProb)
    {
        json.WriteString("token"u8, model.NameOf(id));
        json.WritePropertyName("logprob"u8);
        WriteNumber(json, logProb);
        json.WriteStartArray("bytes"u8);
        foreach (var value in model.BytesOf(id).Span)
        {
            json.WriteNumberValue(value);
        }
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, double? logProb)
    {
        if (logProb is { } number)
        {
            json.WriteNumberValue(double.IsFinite(number) ? number : Impossible);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
