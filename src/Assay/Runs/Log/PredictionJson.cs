using System.Text.Json;
using Assay.Benchmarks;
using Assay.Models;

namespace Assay.Runs.Log;

/// <summary>
/// A line of <c>predictions/&lt;model&gt;/&lt;dataset&gt;_&lt;subset&gt;.jsonl</c>: self-contained, with the early platform's keys
/// (<c>choices</c>, <c>usage</c>, <c>subset_name</c>, <c>origin_prompt</c>, <c>raw_input</c>) and Assay's own beside them.
/// What resuming needs comes first.
/// </summary>
public static class PredictionJson
{
    /// <summary>Writes the line's object (without a line end).</summary>
    public static void Write(Utf8JsonWriter json, string model, Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(exchange);
        var sample = exchange.Sample;
        json.WriteStartObject();
        json.WriteNumber("index"u8, sample.Index);
        json.WriteNumber("repeat"u8, exchange.Repeat);
        json.WriteString("prompt_hash"u8, exchange.PromptHash);
        if (exchange.Error is { } error)
        {
            json.WriteString("error"u8, error);
        }
        json.WriteString("dataset"u8, sample.Dataset);
        json.WriteString("subset_name"u8, sample.Subset);
        json.WriteString("model"u8, model);
        json.WriteString("sample_id"u8, sample.Id);
        if (exchange.Answer is { } answer)
        {
            AnswerJson.WriteProperties(json, answer);
        }
        if (exchange.Source is AnswerSource.Cache)
        {
            json.WriteBoolean("from_cache"u8, true);
        }
        WritePrompt(json, exchange.Request);
        WriteSample(json, sample);
        json.WriteEndObject();
    }

    private static void WritePrompt(Utf8JsonWriter json, ModelRequest request)
    {
        json.WriteStartObject("origin_prompt"u8);
        switch (request)
        {
            case LikelihoodRequest likelihood:
                json.WriteString("context"u8, likelihood.Context);
                json.WriteStartArray("continuations"u8);
                foreach (var continuation in likelihood.Continuations)
                {
                    json.WriteStringValue(continuation);
                }
                json.WriteEndArray();
                break;
            case GenerateRequest { Text: { } text }:
                json.WriteStartArray("data"u8);
                json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            case GenerateRequest chat:
                json.WriteStartArray("messages"u8);
                foreach (var message in chat.Messages)
                {
                    json.WriteStartObject();
                    json.WriteString("role"u8, message.RoleName);
                    json.WriteString("content"u8, message.Text);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteSample(Utf8JsonWriter json, Sample sample)
    {
        json.WriteStartObject("raw_input"u8);
        json.WriteString("question"u8, sample.Question);
        if (sample.Passage is { } passage)
        {
            json.WriteString("passage"u8, passage);
        }
        foreach (var choice in sample.Choices)
        {
            json.WriteString(choice.Label, choice.Text);
        }
        json.WriteString("answer"u8, sample.Reference);
        json.WriteEndObject();
    }
}
