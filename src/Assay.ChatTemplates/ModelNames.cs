namespace Assay.ChatTemplates;

/// <summary>Which template type a model's name points to.</summary>
internal static class ModelNames
{
    // Earlier lines win: a name may hold several marks, and the more telling ones stand first.
    private static readonly (string Mark, string Type)[] Marks =
    [
        ("codefuse-codellama", "codefuse-codellama"),
        ("chatglm3", "chatglm3"),
        ("chatglm2", "chatglm2"),
        ("openbuddy", "openbuddy"),
        ("zephyr", "zephyr"),
        ("baichuan", "baichuan"),
        ("internlm2", "chatml"),
        ("internlm", "internlm"),
        ("xverse", "xverse"),
        ("ziya", "ziya"),
        ("skywork", "skywork"),
        ("bluelm", "bluelm"),
        ("qwen", "chatml"),
        ("chatml", "chatml"),
        ("hermes", "chatml"),
        ("smollm", "chatml"),
        ("yi", "yi"),
        ("llama-2", "llama"),
        ("llama2", "llama"),
    ];

    // A family's plain name is most often that of a base model, which only continues texts.
    private static readonly string[] Chats = ["chat", "instruct", "-it", "sft", "rlhf", "dpo"];
    private static readonly string[] AlwaysChats = ["openbuddy", "zephyr", "codefuse", "ziya", "hermes", "qwen3"];

    public static string? TypeOf(string modelName)
    {
        var name = LastPart(modelName).ToLowerInvariant().Replace('_', '-');
        var isChat =
            !name.Contains("-base", StringComparison.Ordinal)
            && Chats.Concat(AlwaysChats).Any(mark => name.Contains(mark, StringComparison.Ordinal));
        return Marks
            .Where(entry => name == entry.Mark || (isChat && Holds(name, entry.Mark)))
            .Select(entry => entry.Type)
            .FirstOrDefault();
    }

    private static string LastPart(string name) => name.TrimEnd('/', '\\').Split('/', '\\')[^1];

    // "yi" is a word of its own in Yi-6B-Chat, and no mark of "tiny-chat".
    private static bool Holds(string name, string mark) =>
        mark.Length > 2 ? name.Contains(mark, StringComparison.Ordinal) : name.Split('-', '.').Contains(mark);
}
