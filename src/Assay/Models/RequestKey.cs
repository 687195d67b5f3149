using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Assay.Models;

/// <summary>The content address of a request: what was asked of whom, whatever sample stood behind it.</summary>
public static class RequestKey
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>
    /// SHA-256 of the request (lower-case hex): equal for equal prompts and options, whichever model is asked.
    /// </summary>
    public static string PromptHash(ModelRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Hash(
            request,
            static (json, request) =>
            {
                switch (request)
                {
                    case GenerateRequest generate:
                        Write(json, generate);
                        break;
                    case LikelihoodRequest likelihood:
                        json.WriteString("context", likelihood.Context);
                        Write(json, "continuations", likelihood.Continuations);
                        break;
                }
                // Only where there are any, so that all other requests keep the hash they had.
                if (!request.Cuttable.IsDefaultOrEmpty)
                {
                    Write(json, "cuttable", request.Cuttable.Select(part => part.ToString()));
                }
            }
        );
    }

    /// <summary>
    /// SHA-256 of model identity and request (lower-case hex). The repeat's number is part of it only where sampling makes
    /// repeats differ.
    /// </summary>
    /// <param name="model">Who is asked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="promptHash">The request's <see cref="PromptHash"/>.</param>
    public static string Of(ModelIdentity model, ModelRequest request, string promptHash)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(request);
        return Hash(
            (model, request, promptHash),
            static (json, x) =>
            {
                Write(json, x.model);
                json.WriteString("prompt", x.promptHash);
                if (x.request is GenerateRequest { Options.Samples: true })
                {
                    json.WriteNumber("repeat", x.request.Origin.Repeat);
                }
            }
        );
    }

    private static string Hash<T>(T content, Action<Utf8JsonWriter, T> write)
    {
        buffer ??= new ArrayBufferWriter<byte>(16 * 1024);
        writer ??= new Utf8JsonWriter(buffer);
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        write(writer, content);
        writer.WriteEndObject();
        writer.Flush();
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

    private static void Write(Utf8JsonWriter json, GenerateRequest request)
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
