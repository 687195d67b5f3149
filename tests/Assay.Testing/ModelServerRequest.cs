using System.Text.Json;

namespace Assay.Testing;

/// <summary>What a <see cref="ModelServer"/> was sent.</summary>
/// <param name="Path">The endpoint.</param>
/// <param name="Body">The whole body.</param>
/// <param name="Authorization">That header, or nothing.</param>
public sealed record ModelServerRequest(string Path, JsonElement Body, string Authorization)
{
    /// <summary>Its place in the order of arrival, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The model that was named.</summary>
    public string Model => Body.TryGetProperty("model", out var model) ? model.GetString()! : "";

    /// <summary>Whether the answer is to be streamed: OpenAI's default is not to, Ollama's is to.</summary>
    public bool Stream =>
        Body.TryGetProperty("stream", out var stream)
            ? stream.GetBoolean()
            : Path.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>The raw texts, or the last message of the chat.</summary>
    public IReadOnlyList<string> Prompts =>
        Body.TryGetProperty("messages", out var messages)
            ? [messages.EnumerateArray().Last().GetProperty("content").GetString()!]
        : Body.GetProperty("prompt") is { ValueKind: JsonValueKind.Array } several
            ? [.. several.EnumerateArray().Select(prompt => prompt.GetString()!)]
        : [Body.GetProperty("prompt").GetString()!];

    /// <summary>The first of them.</summary>
    public string Prompt => Prompts[0];
}
