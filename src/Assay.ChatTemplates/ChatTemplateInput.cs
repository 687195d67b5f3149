using System.Collections.Immutable;
using System.Text.Json;
using Assay.Models;

namespace Assay.ChatTemplates;

/// <summary>A chat, and what else a template may use.</summary>
public sealed record ChatTemplateInput
{
    /// <summary>The chat, oldest message first.</summary>
    public ImmutableArray<Message> Messages { get; init; } = [];

    /// <summary>
    /// The chat as an array of the hubs' message objects, for what <see cref="Messages"/> cannot say: tool calls, tool results, other
    /// roles. Where given it stands in for <see cref="Messages"/>; template types refuse it.
    /// </summary>
    public JsonElement? RawMessages { get; init; }

    /// <summary>Whether the prompt ends where the model's answer begins.</summary>
    public bool AddGenerationPrompt { get; init; } = true;

    /// <summary>The text of the token that begins a text; null where the tokenizer has none.</summary>
    public string? BosToken { get; init; }

    /// <summary>The text of the token that ends a text; null where the tokenizer has none.</summary>
    public string? EosToken { get; init; }

    /// <summary>The tools on offer: an array of JSON schemas as the hubs' templates take them; null for none.</summary>
    public JsonElement? Tools { get; init; }

    /// <summary>The time that <c>strftime_now</c> tells: local time of a fixed moment, so that a prompt can be made again.</summary>
    public DateTimeOffset Now { get; init; } = new(2024, 7, 26, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Further variables, such as <c>enable_thinking</c>; they come before those of the same name above.</summary>
    public ImmutableDictionary<string, JsonElement> Variables { get; init; } =
        ImmutableDictionary<string, JsonElement>.Empty;
}
