using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Assay.Models.OpenAi;

/// <summary>Writes the bodies of requests.</summary>
internal static class RequestJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>Fields that are the client's own; no extra field may take their place.</summary>
    public static IReadOnlySet<string> Own { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "model", "messages", "prompt", "stream", "stream_options", "n" };

    /// <summary>The body of a chat completion, or of a completion where the request is raw text.</summary>
    public static byte[] Generate(string model, GenerateRequest request, bool stream, Dialect dialect) =>
        Write(
            (model, request, stream, dialect),
            static (json, x) =>
            {
                json.WriteString("model"u8, x.model);
                if (x.request.Text is { } text)
                {
                    json.WriteString("prompt"u8, text);
                }
                else
                {
                    WriteMessages(json, x.request);
                }
                WriteOptions(json, x.request, x.dialect);
                if (x.stream)
                {
                    json.WriteBoolean("stream"u8, true);
                    if (x.dialect.StreamOptions)
                    {
                        json.WriteStartObject("stream_options"u8);
                        json.WriteBoolean("include_usage"u8, true);
                        json.WriteEndObject();
                    }
                }
            }
        );

    /// <summary>The body that has texts scored: given back with the log-probability of each token, and one token more.</summary>
    public static byte[] Echo(string model, ReadOnlySpan<string> texts) =>
        Write(
            (model, texts: texts.ToArray()),
            static (json, x) =>
            {
                json.WriteString("model"u8, x.model);
                if (x.texts is [var only])
                {
                    json.WriteString("prompt"u8, only);
                }
                else
                {
                    json.WriteStartArray("prompt"u8);
                    foreach (var text in x.texts)
                    {
                        json.WriteStringValue(text);
                    }
                    json.WriteEndArray();
                }
                json.WriteNumber("max_tokens"u8, 1);
                json.WriteNumber("temperature"u8, 0);
                json.WriteNumber("logprobs"u8, 1);
                json.WriteBoolean("echo"u8, true);
            }
        );

    private static void WriteMessages(Utf8JsonWriter json, GenerateRequest request)
    {
        json.WriteStartArray("messages"u8);
        foreach (var message in request.Messages)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, message.RoleName);
            json.WriteString("content"u8, message.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteOptions(Utf8JsonWriter json, GenerateRequest request, Dialect dialect)
    {
        var options = request.Options;
        var isChat = request.Text is null;
        Number(isChat && dialect.MaxCompletionTokens ? "max_completion_tokens" : "max_tokens", options.MaxTokens);
        Number("temperature", options.Temperature);
        Number("top_p", options.TopP);
        Number("top_k", options.TopK);
        Number("min_p", options.MinP);
        Number("repetition_penalty", options.RepetitionPenalty);
        Number("presence_penalty", options.PresencePenalty);
        Number("frequency_penalty", options.FrequencyPenalty);
        Number("seed", options.Seed);
        if (!options.Stop.IsDefaultOrEmpty && !options.Extra.ContainsKey("stop"))
        {
            json.WriteStartArray("stop"u8);
            foreach (var stop in options.Stop)
            {
                json.WriteStringValue(stop);
            }
            json.WriteEndArray();
        }
        foreach (var (name, value) in options.Extra)
        {
            if (!Own.Contains(name))
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }

        void Number(string name, double? value)
        {
            if (value is { } number && !options.Extra.ContainsKey(name))
            {
                json.WriteNumber(name, number);
            }
        }
    }

    // The bytes are a copy of their own: on a cancelled exchange the connection may still be sending them.
    private static byte[] Write<T>(T content, Action<Utf8JsonWriter, T> write)
    {
        buffer ??= new ArrayBufferWriter<byte>(16 * 1024);
        writer ??= new Utf8JsonWriter(buffer, Options);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartObject();
        write(writer, content);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
