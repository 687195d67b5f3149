using static Assay.ChatTemplates.Types.Slot;

namespace Assay.ChatTemplates.Types;

/// <summary>
/// The formats of the early platform's template types (modelscope/evalscope v0.2.5, <c>llmuses/models/template.py</c>). Two things
/// differ: the long system messages that it gave llama, openbuddy and internlm by default are left to the caller; and skywork, which
/// had one turn only, goes on as its own marks suggest.
/// </summary>
internal static class TypeFormats
{
    private const string Helpful = "You are a helpful assistant.";

    private static readonly PromptBos Bos = new();
    private static readonly PromptEos Eos = new();

    // [gMASK] sop, <|system|>, <|user|>, <|assistant|> of the ChatGLM vocabulary, whose tokenizer does not read them from text.
    private static readonly Part GmaskSop = Part.Ids(64790, 64792);
    private static readonly Part GlmSystem = Part.Ids(64794);
    private static readonly Part GlmUser = Part.Ids(64795);
    private static readonly Part GlmAssistant = Part.Ids(64796);

    private static readonly TypeFormat ChatMl = new()
    {
        System = ["<|im_start|>system\n", S, "<|im_end|>\n"],
        Question = ["<|im_start|>user\n", Q, "<|im_end|>\n"],
        Answer = ["<|im_start|>assistant\n"],
        Between = ["<|im_end|>\n"],
        End = ["<|im_end|>"],
    };

    /// <summary>The format of a type of <see cref="Assay.Prompts.TemplateTypes"/>, by its name.</summary>
    public static TypeFormat Get(string name) =>
        name switch
        {
            "default-generation" => new() { Question = [Q], End = [Eos] },
            "default-generation-bos" => new()
            {
                Begin = [Bos],
                Question = [Q],
                End = [Eos],
            },
            "chatglm-generation" => new()
            {
                Begin = [GmaskSop],
                Question = [Q],
                End = [Eos],
            },
            "default" => new()
            {
                System = [S, "\n\n"],
                DefaultSystem = Helpful,
                Question = ["### Human:\n", Q, "\n\n"],
                Answer = ["### Assistant:\n"],
                Between = ["\n\n"],
                End = [Eos],
            },
            "chatml" => ChatMl with { DefaultSystem = Helpful },
            "yi" => ChatMl,
            "baichuan" => new()
            {
                System = [S],
                Question = [Part.Ids(195), Q],
                Answer = [Part.Ids(196)],
                Between = [],
                End = [Eos],
            },
            "chatglm2" => new()
            {
                Begin = [GmaskSop],
                System = [GmaskSop, S],
                Question = ["[Round ", N, "]\n\n问：", Q, "\n\n"],
                Answer = ["答："],
                Between = ["\n\n"],
                End = [Eos],
            },
            "chatglm3" => new()
            {
                Begin = [GmaskSop],
                System = [GmaskSop, GlmSystem, "\n ", S],
                Question = [GlmUser, "\n ", Q],
                Answer = [GlmAssistant, "\n "],
                Between = [],
                End = [Eos],
            },
            "llama" => new()
            {
                Begin = ["<s>[INST] "],
                System = ["<s>[INST] <<SYS>>\n", S, "\n<</SYS>>\n\n"],
                Question = [Q, " [/INST]"],
                Between = ["</s><s>[INST] "],
                End = ["</s>"],
            },
            "openbuddy" => new()
            {
                Begin = [Bos],
                System = [Bos, S, "\n\n"],
                Question = ["User: ", Q, "\n"],
                Answer = ["Assistant:"],
                Between = ["\n"],
                End = [Eos],
            },
            "internlm" => new()
            {
                Begin = ["<s>"],
                System = ["<s>", S],
                Question = ["<|User|>:", Q, "<eoh>\n"],
                Answer = ["<|Bot|>:"],
                Between = ["<eoa>\n"],
                End = ["<eoa>"],
            },
            "xverse" => new()
            {
                System = [S],
                Question = ["Human: ", Q, "\n\n"],
                Answer = ["Assistant: "],
                Between = [Eos],
                End = [Eos],
            },
            "ziya" => new()
            {
                Begin = [Bos],
                System = [Bos, S],
                Question = ["<human>:", Q, "\n"],
                Answer = ["<bot>:"],
                Between = ["\n"],
                End = [Eos],
            },
            "skywork" => new()
            {
                Begin = ["<s>"],
                System = ["<s>", S],
                Question = ["</s><s>[USER]", Q, "[SEP]"],
                Answer = ["[BOT]"],
                Between = ["[SEP]"],
                End = ["[SEP]</s>"],
            },
            "bluelm" => new()
            {
                Begin = [Bos],
                System = [Bos, S],
                Question = ["[|Human|]:", Q],
                Answer = ["[|AI|]:"],
                Between = [],
                End = [Eos],
            },
            "zephyr" => new()
            {
                System = ["<|system|>\n", S, "</s>\n"],
                Question = ["<|user|>\n", Q, "</s>\n"],
                Answer = ["<|assistant|>\n"],
                Between = ["</s>\n"],
                End = ["</s>"],
            },
            "codefuse-codellama" => new()
            {
                System = [S],
                Question = ["<|role_start|>human<|role_end|>", Q],
                Answer = ["<|role_start|>bot<|role_end|>"],
                Between = [],
                End = [Eos],
            },
            _ => throw new ArgumentException($"no format is known for template type '{name}'", nameof(name)),
        };
}
