using System.Text.Json;
using Assay.Models;

namespace Assay.Runs.Log;

/// <summary>
/// An answer as JSON properties, in the shape of an OpenAI chat completion (<c>choices</c>, <c>usage</c>) or with
/// <c>likelihoods</c>. Used by the prediction log and the answer cache.
/// </summary>
public static class AnswerJson
{
    /// <summary>Writes the answer's properties into the object that is open.</summary>
    public static void WriteProperties(Utf8JsonWriter json, ModelAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(answer);
        switch (answer)
        {
            case Generated generated:
                WriteChoices(json, generated);
                break;
            case Likelihoods likelihoods:
                WriteLikelihoods(json, likelihoods);
                break;
        }
        if (answer.Usage != default)
        {
            json.WriteStartObject("usage"u8);
            json.WriteNumber("prompt_tokens"u8, answer.Usage.Input);
            json.WriteNumber("completion_tokens"u8, answer.Usage.Output);
            json.WriteNumber("total_tokens"u8, answer.Usage.Total);
            json.WriteEndObject();
        }
        if (answer.CutTokens > 0)
        {
            json.WriteNumber("cut_tokens"u8, answer.CutTokens);
        }
        WriteMilliseconds(json, "latency_ms", answer.Latency);
        WriteMilliseconds(json, "time_to_first_token_ms", (answer as Generated)?.TimeToFirstToken);
    }

    /// <summary>Reads an answer from the properties of an object; null when it holds none.</summary>
    public static ModelAnswer? Read(JsonElement json)
    {
        ModelAnswer? answer = null;
        if (json.TryGetProperty("likelihoods"u8, out var scores))
        {
            answer = new Likelihoods([.. scores.EnumerateArray().Select(ReadLikelihood)]);
        }
        else if (json.TryGetProperty("choices"u8, out var choices) && choices.GetArrayLength() > 0)
        {
            answer = ReadGenerated(json, choices[0]);
        }
        return answer is null
            ? null
            : answer with
            {
                Usage = ReadUsage(json),
                Latency = ReadMilliseconds(json, "latency_ms"),
                CutTokens = json.TryGetProperty("cut_tokens"u8, out var cut) ? cut.GetInt32() : 0,
            };
    }

    private static void WriteChoices(Utf8JsonWriter json, Generated answer)
    {
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, answer.Text);
        if (answer.Reasoning is { } reasoning)
        {
            json.WriteString("reasoning_content"u8, reasoning);
        }
        json.WriteEndObject();
        if (answer.FinishReason is { } finish)
        {
            json.WriteString("finish_reason"u8, finish);
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteLikelihoods(Utf8JsonWriter json, Likelihoods answer)
    {
        json.WriteStartArray("likelihoods"u8);
        foreach (var choice in answer.Choices)
        {
            json.WriteStartObject();
            if (double.IsFinite(choice.LogProb))
            {
                json.WriteNumber("logprob"u8, choice.LogProb);
            }
            else
            {
                // JSON has no infinity; a string keeps what the server meant.
                json.WriteString("logprob"u8, choice.LogProb.ToString());
            }
            if (choice.Tokens > 0)
            {
                json.WriteNumber("tokens"u8, choice.Tokens);
            }
            if (choice.Greedy is { } greedy)
            {
                json.WriteBoolean("greedy"u8, greedy);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMilliseconds(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } measured)
        {
            json.WriteNumber(name, Math.Round(measured.TotalMilliseconds, 3));
        }
    }

    private static Likelihood ReadLikelihood(JsonElement json)
    {
        var logProb = json.GetProperty("logprob"u8);
        return new Likelihood(
            logProb.ValueKind is JsonValueKind.String ? double.Parse(logProb.GetString()!) : logProb.GetDouble(),
            json.TryGetProperty("tokens"u8, out var tokens) ? tokens.GetInt32() : 0,
            json.TryGetProperty("greedy"u8, out var greedy) ? greedy.GetBoolean() : null
        );
    }

    private static Generated ReadGenerated(JsonElement json, JsonElement choice)
    {
        var message = choice.GetProperty("message"u8);
        return new Generated(message.GetProperty("content"u8).GetString() ?? "")
        {
            Reasoning = message.TryGetProperty("reasoning_content"u8, out var reasoning) ? reasoning.GetString() : null,
            FinishReason = choice.TryGetProperty("finish_reason"u8, out var finish) ? finish.GetString() : null,
            TimeToFirstToken = ReadMilliseconds(json, "time_to_first_token_ms"),
        };
    }

    private static TokenUsage ReadUsage(JsonElement json) =>
        json.TryGetProperty("usage"u8, out var usage)
            ? new TokenUsage(
                usage.GetProperty("prompt_tokens"u8).GetInt64(),
                usage.GetProperty("completion_tokens"u8).GetInt64()
            )
            : default;

    private static TimeSpan? ReadMilliseconds(JsonElement json, string name) =>
        json.TryGetProperty(name, out var time) ? TimeSpan.FromMilliseconds(time.GetDouble()) : null;
}
