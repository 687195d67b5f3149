using System.Collections.Immutable;
using System.Text.Json;
using Assay.Models;

namespace Assay.ChatTemplates.Tests;

/// <summary>The chats that the tests render, and how.</summary>
internal static class Chats
{
    public static readonly Message System = new(Role.System, "Be brief.");
    public static readonly Message Hi = new(Role.User, "Hi");
    public static readonly Message Hello = new(Role.Assistant, "Hello!");
    public static readonly Message Bye = new(Role.User, "Bye");

    /// <summary>One question.</summary>
    public static readonly ImmutableArray<Message> Question = [Hi];

    /// <summary>A question, its answer, a second question.</summary>
    public static readonly ImmutableArray<Message> Turns = [Hi, Hello, Bye];

    /// <summary>The same behind a system message.</summary>
    public static readonly ImmutableArray<Message> SystemAndTurns = [System, Hi, Hello, Bye];

    /// <summary>A tool with one argument.</summary>
    public static readonly JsonElement Tools = Json(
        """
        [{"type": "function", "function": {"name": "weather", "description": "Tells the weather.",
          "parameters": {"type": "object", "properties": {"town": {"type": "string"}}}}}]
        """
    );

    /// <summary>A question, the call of the tool, its result.</summary>
    public static readonly JsonElement ToolCall = Json(
        """
        [{"role": "user", "content": "Rome?"},
         {"role": "assistant", "content": "", "tool_calls": [{"id": "abcdefghi", "type": "function",
            "function": {"name": "weather", "arguments": {"town": "Rome"}}}]},
         {"role": "tool", "content": "sunny", "tool_call_id": "abcdefghi"}]
        """
    );

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    /// <summary>The prompt of a chat with <c>&lt;s&gt;</c> and <c>&lt;/s&gt;</c> around texts.</summary>
    public static string Text(this ChatTemplate template, ImmutableArray<Message> messages, bool answer = true) =>
        template.Text(
            new ChatTemplateInput
            {
                Messages = messages,
                AddGenerationPrompt = answer,
                BosToken = "<s>",
                EosToken = "</s>",
            }
        );

    /// <summary>The prompt as one text: ids in brackets, the tokens that begin and end a text as <c>[bos]</c> and <c>[eos]</c>.</summary>
    public static string Text(this ChatTemplate template, ChatTemplateInput input) =>
        string.Concat(
            template
                .Render(input)
                .Select(piece =>
                    piece switch
                    {
                        PromptText text => text.Text,
                        PromptIds ids => $"[{string.Join(' ', ids.Ids)}]",
                        PromptBos => "[bos]",
                        _ => "[eos]",
                    }
                )
        );
}
