using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Serve.Requests;

/// <summary>Reads the prompts of a completion.</summary>
internal static class PromptFields
{
    private const string Form = "must be a string, a list of strings, a list of tokens, or a list of such lists";

    /// <summary>The prompts, one at least.</summary>
    /// <exception cref="ServeException">The field is none of the four forms.</exception>
    public static ImmutableArray<ServedPrompt> Read(JsonElement? field)
    {
        if (field is { ValueKind: JsonValueKind.String } text)
        {
            return [new ServedPrompt.Raw(Fields.TextOf(text, "prompt"))];
        }
        if (field is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
        {
            throw ServeException.Wrong("prompt", Form);
        }
        return list[0].ValueKind switch
        {
            JsonValueKind.Number => [new ServedPrompt.Tokens(Ids(list, "prompt"))],
            JsonValueKind.String =>
            [
                .. list.EnumerateArray().Select((item, i) => new ServedPrompt.Raw(Fields.TextOf(item, $"prompt[{i}]"))),
            ],
            JsonValueKind.Array =>
            [
                .. list.EnumerateArray().Select((item, i) => new ServedPrompt.Tokens(Ids(item, $"prompt[{i}]"))),
            ],
            _ => throw ServeException.Wrong("prompt", Form),
        };
    }

    /// <summary>A list of tokens.</summary>
    /// <exception cref="ServeException">It is none.</exception>
    public static ImmutableArray<int> Ids(JsonElement? field, string name)
    {
        if (field is not { ValueKind: JsonValueKind.Array } list)
        {
            throw ServeException.Wrong(name, "must be a list of tokens");
        }
        var ids = ImmutableArray.CreateBuilder<int>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            ids.Add(
                item.ValueKind is JsonValueKind.Number && item.TryGetInt32(out var id) && id >= 0
                    ? id
                    : throw ServeException.Wrong($"{name}[{ids.Count}]", "must be a token: a whole number from 0 on")
            );
        }
        return ids.MoveToImmutable();
    }
}
