using Assay.ChatTemplates.Jinja.Values;
using Assay.Models;

namespace Assay.ChatTemplates.Jinja;

/// <summary>What a template finds of the chat, as huggingface/transformers hands it over.</summary>
internal static class TemplateVariables
{
    public static IEnumerable<KeyValuePair<string, object>> Of(ChatTemplateInput input)
    {
        yield return new("messages", input.RawMessages is { } raw ? JsonValues.Of(raw) : Messages(input));
        yield return new("tools", input.Tools is { } tools ? JsonValues.Of(tools) : None.Value);
        yield return new("documents", None.Value);
        yield return new("add_generation_prompt", input.AddGenerationPrompt);
        if (input.BosToken is { } bos)
        {
            yield return new("bos_token", bos);
        }
        if (input.EosToken is { } eos)
        {
            yield return new("eos_token", eos);
        }
        foreach (var (name, value) in input.Variables)
        {
            yield return new(name, JsonValues.Of(value));
        }
    }

    private static ListValue Messages(ChatTemplateInput input) => new([.. input.Messages.Select(Of)]);

    private static DictValue Of(Message message)
    {
        var fields = new DictValue();
        fields.Set("role", message.RoleName);
        fields.Set("content", message.Text);
        return fields;
    }
}
