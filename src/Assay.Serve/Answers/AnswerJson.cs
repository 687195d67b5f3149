using System.Text.Json;
using Assay.Models;
using Assay.Serve.Requests;

namespace Assay.Serve.Answers;

/// <summary>Writes answers, whole or as events, of either endpoint.</summary>
/// <param name="request">What was asked.</param>
/// <param name="name">The model's name.</param>
/// <param name="model">The model, for the names of its tokens; null for a recording.</param>
/// <param name="created">Seconds since 1970.</param>
internal sealed class AnswerJson(CompletionRequest request, string name, IServedModel? model, long created)
{
    private readonly string id = $"{(request.IsChat ? "chatcmpl" : "cmpl")}-{Guid.NewGuid():n}";

    /// <summary>The whole answer.</summary>
    public void WriteWhole(Utf8JsonWriter json, IReadOnlyList<Choice> choices, TokenUsage usage)
    {
        json.WriteStartObject();
        WriteHead(json, request.IsChat ? "chat.completion"u8 : "text_completion"u8);
        json.WriteStartArray("choices"u8);
        foreach (var (index, choice) in choices.Index())
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, index);
            WriteContent(json, choice, "message"u8, withRole: true);
            json.WriteString("finish_reason"u8, choice.FinishReason ?? "stop");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteUsage(json, usage);
        json.WriteEndObject();
    }

    /// <summary>An event with what is new of one answer.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="index">Which answer.</param>
    /// <param name="choice">What is new.</param>
    /// <param name="withRole">Whether it tells who speaks: the first event of a chat does.</param>
    /// <param name="finishReason">Why the answer ended; null while it goes on.</param>
    public void WriteEvent(Utf8JsonWriter json, int index, Choice choice, bool withRole, string? finishReason)
    {
        json.WriteStartObject();
        WriteHead(json, EventKind);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        WriteContent(json, choice, "delta"u8, withRole);
        json.WriteString("finish_reason"u8, finishReason);
        json.WriteEndObject();
        json.WriteEndArray();
        if (request.StreamUsage)
        {
            json.WriteNull("usage"u8);
        }
        json.WriteEndObject();
    }

    /// <summary>The last event, which has the tokens spent.</summary>
    public void WriteUsageEvent(Utf8JsonWriter json, TokenUsage usage)
    {
        json.WriteStartObject();
        WriteHead(json, EventKind);
        json.WriteStartArray("choices"u8);
        json.WriteEndArray();
        WriteUsage(json, usage);
        json.WriteEndObject();
    }

    private ReadOnlySpan<byte> EventKind => request.IsChat ? "chat.completion.chunk"u8 : "text_completion"u8;

    private void WriteHead(Utf8JsonWriter json, ReadOnlySpan<byte> kind)
    {
        json.WriteString("id"u8, id);
        json.WriteString("object"u8, kind);
        json.WriteNumber("created"u8, created);
        json.WriteString("model"u8, name);
    }

    private void WriteContent(Utf8JsonWriter json, Choice choice, ReadOnlySpan<byte> message, bool withRole)
    {
        if (!request.IsChat)
        {
            json.WriteString("text"u8, choice.Text);
            if (request.LogProbs)
            {
                LogProbJson.WriteCompletion(json, model!, choice.Placed, request.Sampling.TopLogProbs);
                return;
            }
        }
        else
        {
            json.WriteStartObject(message);
            if (withRole)
            {
                json.WriteString("role"u8, "assistant"u8);
            }
            var (text, reasoning) = (choice.Text, choice.Reasoning);
            if (withRole || text.Length > 0)
            {
                json.WriteString("content"u8, text);
            }
            if (reasoning is not null)
            {
                json.WriteString("reasoning_content"u8, reasoning);
            }
            json.WriteEndObject();
            if (request.LogProbs && choice.Tokens.Count > 0)
            {
                LogProbJson.WriteChat(json, model!, choice.Tokens);
                return;
            }
        }
        json.WriteNull("logprobs"u8);
    }

    private static void WriteUsage(Utf8JsonWriter json, TokenUsage usage)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, usage.Input);
        json.WriteNumber("completion_tokens"u8, usage.Output);
        json.WriteNumber("total_tokens"u8, usage.Total);
        json.WriteEndObject();
    }
}
