using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Assay.Models;

/// <summary>The content address of a request: what was asked of whom, whatever sample stood behind it.</summary>
public static class RequestKey
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    /// <summary>
    /// SHA-256 of the request alone (lower-case hex): equal for equal prompts and options, whichever model is asked.
    /// </summary>
    public static string PromptHash(ModelRequest request) => Hash(null, request);

    /// <summary>
    /// SHA-256 of model identity and request (lower-case hex). The repeat's number is part of it only where sampling makes
    /// repeats differ.
    /// </summary>
    public static string Of(ModelIdentity model, ModelRequest request)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Hash(model, request);
    }

    private static string Hash(ModelIdentity? model, ModelRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        buffer ??= new ArrayBufferWriter<byte>(16 * 1024);
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (model is not null)
            {
                Write(json, model);
            }
            switch (request)
            {
                case GenerateRequest generate:
                    Write(json, generate, withRepeat: model is not null);
                    break;
                case LikelihoodRequest likelihood:
                    json.WriteString("context", likelihood.Context);
                    Write(json, "continuations", likelihood.Continuations);
                    break;
            }
            json.WriteEndObject();
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static void Write(Utf8JsonWriter json, ModelIdentity model)
    {
        json.WriteStartObject("model");
        json.WriteString("name", model.Name);
        json.WriteString("backend", model.Backend);
        foreach (var (key, value) in model.Details)
        {
            json.WriteString(key, value);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GenerateRequest request, bool withRepeat)
    {
        if (request.Text is not null)
        {
            json.WriteString("text", request.Text);
        }
        else
        {
            json.WriteStartArray("messages");
            foreach (var message in request.Messages)
            {
                json.WriteStartObject();
                json.WriteString("role", message.RoleName);
                json.WriteString("content", message.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        var options = request.Options;
        Write(json, "max_tokens", options.MaxTokens);
        Write(json, "temperature", options.Temperature);
        Write(json, "top_p", options.TopP);
        Write(json, "top_k", options.TopK);
        Write(json, "min_p", options.MinP);
        Write(json, "repetition_penalty", options.RepetitionPenalty);
        Write(json, "presence_penalty", options.PresencePenalty);
        Write(json, "frequency_penalty", options.FrequencyPenalty);
        Write(json, "seed", options.Seed);
        Write(json, "stop", options.Stop);
        foreach (var (key, value) in options.Extra)
        {
            json.WritePropertyName("extra." + key);
            value.WriteTo(json);
        }
        if (withRepeat && options.Samples)
        {
            json.WriteNumber("repeat", request.Origin.Repeat);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }
        json.WriteEndArray();
    }
}
