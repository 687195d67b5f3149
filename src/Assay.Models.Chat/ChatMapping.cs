using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Assay.Models.Chat;

/// <summary>Assay's requests and answers in the words of Microsoft.Extensions.AI.</summary>
internal static class ChatMapping
{
    public static List<ChatMessage> Messages(GenerateRequest request) =>
        [.. request.Messages.Select(message => new ChatMessage(RoleOf(message.Role), message.Text))];

    public static ChatOptions Options(GenerationOptions options, ImmutableDictionary<string, string> names)
    {
        var asked = new ChatOptions
        {
            MaxOutputTokens = options.MaxTokens,
            Temperature = (float?)options.Temperature,
            TopP = (float?)options.TopP,
            TopK = options.TopK,
            PresencePenalty = (float?)options.PresencePenalty,
            FrequencyPenalty = (float?)options.FrequencyPenalty,
            Seed = options.Seed,
            StopSequences = options.Stop.IsDefaultOrEmpty ? null : [.. options.Stop],
        };
        Add("min_p", options.MinP);
        Add("repetition_penalty", options.RepetitionPenalty);
        foreach (var (name, value) in options.Extra)
        {
            Add(name, Plain(value));
        }
        return asked;

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                (asked.AdditionalProperties ??= [])[names.GetValueOrDefault(name, name)] = value;
            }
        }
    }

    public static Generated Generated(ChatResponse response)
    {
        var reasoning = string.Concat(
            response.Messages.SelectMany(message => message.Contents).OfType<TextReasoningContent>().Select(x => x.Text)
        );
        return new Generated(response.Text)
        {
            Reasoning = reasoning.Length > 0 ? reasoning : null,
            FinishReason = response.FinishReason?.Value,
            Usage = new TokenUsage(response.Usage?.InputTokenCount ?? 0, response.Usage?.OutputTokenCount ?? 0),
        };
    }

    public static bool HasContent(ChatResponseUpdate update) =>
        update.Contents.Any(content =>
            content is TextContent { Text.Length: > 0 } or TextReasoningContent { Text.Length: > 0 }
        );

    private static ChatRole RoleOf(Role role) =>
        role switch
        {
            Role.System => ChatRole.System,
            Role.User => ChatRole.User,
            _ => ChatRole.Assistant,
        };

    // Clients convert plain values; few know a JsonElement.
    private static object? Plain(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.TryGetInt64(out var whole) ? (object)whole : value.GetDouble(),
            _ => value,
        };
}
