using System.Collections.Immutable;

namespace Assay.Prompts;

/// <summary>A chat template by the name that <c>--template-type</c> takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Format">How it writes a system message S and a question Q.</param>
public sealed record TemplateType(string Name, string Format)
{
    /// <summary>Other names that mean the same.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Whether the text is given to the model as it is, to be continued: no roles, no chat.</summary>
    public bool RawText { get; init; }

    /// <summary>Strings that end an answer; none where the model's own end-of-text token does.</summary>
    public ImmutableArray<string> Stop { get; init; } = [];
}

/// <summary>
/// The template types of the early platform (modelscope/evalscope v0.2.5, <c>llmuses/models/template.py</c>). A server that is asked
/// by chat puts its own template around the messages, whatever is named here; a raw-text type makes Assay ask it for continuations
/// of plain text instead.
/// </summary>
public static class TemplateTypes
{
    /// <summary>All of them, in the early platform's order.</summary>
    public static ImmutableArray<TemplateType> All { get; } =
    [
        new("default-generation", "Q") { RawText = true },
        new("default-generation-bos", "Q behind the token that begins a text") { RawText = true },
        new("chatglm-generation", "Q behind [gMASK] sop") { RawText = true },
        new("default", @"S\n\n### Human:\nQ\n\n### Assistant:\n"),
        new("chatml", @"<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n")
        {
            Aliases = ["qwen"],
            Stop = ["<|im_end|>"],
        },
        new("baichuan", "S<reserved_106>Q<reserved_107>"),
        new("chatglm2", @"[gMASK] sop S[Round 1]\n\n问：Q\n\n答："),
        new("chatglm3", @"[gMASK] sop <|system|>\n S<|user|>\n Q<|assistant|>\n "),
        new("llama", @"<s>[INST] <<SYS>>\nS\n<</SYS>>\n\nQ [/INST]") { Stop = ["</s>"] },
        new("openbuddy", @"S\n\nUser: Q\nAssistant:"),
        new("internlm", @"<s>S<|User|>:Q<eoh>\n<|Bot|>:") { Stop = ["<eoa>"] },
        new("yi", @"as chatml, without a system message of its own") { Stop = ["<|im_end|>"] },
        new("xverse", @"SHuman: Q\n\nAssistant: "),
        new("ziya", @"S<human>:Q\n<bot>:"),
        new("skywork", "<s>S</s><s>[USER]Q[SEP][BOT]") { Stop = ["[SEP]</s>"] },
        new("bluelm", "S[|Human|]:Q[|AI|]:"),
        new("zephyr", @"<|system|>\nS</s>\n<|user|>\nQ</s>\n<|assistant|>\n") { Stop = ["</s>"] },
        new("codefuse-codellama", "S<|role_start|>human<|role_end|>Q<|role_start|>bot<|role_end|>"),
    ];

    /// <summary>
    /// Every name that is taken, aliases behind their types: the early platform's <c>TemplateType.get_template_name_list()</c>.
    /// </summary>
    public static ImmutableArray<string> Names { get; } = [.. All.SelectMany(type => type.Aliases.Prepend(type.Name))];

    /// <summary>The type of a name or alias, upper or lower case.</summary>
    /// <exception cref="InputException">There is none; suggests the nearest.</exception>
    public static TemplateType Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(type =>
                type.Aliases.Prepend(type.Name).Contains(name, StringComparer.OrdinalIgnoreCase)
            )
            ?? throw new InputException(
                $"unknown template type '{name}'",
                "--template-type",
                DidYouMean.Hint(name, Names)
            );
    }
}
