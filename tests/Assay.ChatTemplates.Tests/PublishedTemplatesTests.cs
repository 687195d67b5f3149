using Assay.Testing;

namespace Assay.ChatTemplates.Tests;

/// <summary>
/// The templates of chujiezheng/chat_templates, against the prompt formats that the models' cards publish. That collection is laid out
/// for reading: its README takes indentation and line breaks out before use; two files are already written for use.
/// </summary>
public sealed class PublishedTemplatesTests
{
    private static readonly string[] WrittenForUse = ["granite-3.0-instruct", "qwen2.5-instruct"];

    [Theory]
    [InlineData(
        "alpaca",
        "<s>Be brief.\n\n### Instruction:\nHi\n\n### Response:\nHello!</s>\n\n### Instruction:\nBye\n\n### Response:\n"
    )]
    [InlineData("amberchat", "<s>Be brief.\n###Human: Hi\n###Assistant: Hello!\n###Human: Bye\n###Assistant:")]
    [InlineData(
        "chatml",
        "<s><|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n"
            + "<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData("chatqa", "<s>System: Be brief.\n\nUser: Hi\n\nAssistant: Hello!\n\nUser: Bye\n\nAssistant:")]
    [InlineData("falcon-instruct", "Be brief.\n\nUser: Hi\n\nAssistant: Hello!\n\nUser: Bye\n\nAssistant:")]
    [InlineData(
        "gemma-it",
        "<start_of_turn>user\nBe brief.\n\nHi<end_of_turn>\n<start_of_turn>model\nHello!<end_of_turn>\n"
            + "<start_of_turn>user\nBye<end_of_turn>\n<start_of_turn>model\n"
    )]
    [InlineData(
        "granite-3.0-instruct",
        "<|start_of_role|>system<|end_of_role|>Be brief.<|end_of_text|>\n<|start_of_role|>user<|end_of_role|>Hi<|end_of_text|>\n"
            + "<|start_of_role|>assistant<|end_of_role|>Hello!<|end_of_text|>\n"
            + "<|start_of_role|>user<|end_of_role|>Bye<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>"
    )]
    [InlineData(
        "llama-2-chat",
        "<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi [/INST] Hello! </s><s>[INST] Bye [/INST]"
    )]
    [InlineData(
        "llama-3-instruct",
        "<s><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
            + "<|start_header_id|>assistant<|end_header_id|>\n\nHello!<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nBye<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
    )]
    [InlineData("mistral-instruct", "<s>Be brief.\n\n[INST] Hi [/INST] Hello!</s>[INST] Bye [/INST]")]
    [InlineData(
        "openchat-3.5",
        "<s>Be brief.<|end_of_turn|>GPT4 Correct User: Hi<|end_of_turn|>GPT4 Correct Assistant: Hello!<|end_of_turn|>"
            + "GPT4 Correct User: Bye<|end_of_turn|>GPT4 Correct Assistant:"
    )]
    [InlineData(
        "phi-3",
        "<|system|>\nBe brief.<|end|>\n<|user|>\nHi<|end|>\n<|assistant|>\nHello!<|end|>\n<|user|>\nBye<|end|>\n<|assistant|>\n"
    )]
    [InlineData(
        "phi-3-small",
        "<s><|system|>\nBe brief.<|end|>\n<|user|>\nHi<|end|>\n<|assistant|>\nHello!<|end|>\n<|user|>\nBye<|end|>\n<|assistant|>\n"
    )]
    [InlineData(
        "qwen2.5-instruct",
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n"
            + "<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData("saiga", "<s>system\nBe brief.</s><s>user\nHi</s><s>bot\nHello!</s><s>user\nBye</s><s>bot\n")]
    [InlineData(
        "solar-instruct",
        "<s>### System:\nBe brief.\n\n### User:\nHi\n\n### Assistant:\nHello!\n\n### User:\nBye\n\n### Assistant:\n"
    )]
    [InlineData("vicuna", "<s>Be brief.\n\nUSER: Hi\nASSISTANT: Hello!</s>\nUSER: Bye\nASSISTANT:")]
    [InlineData(
        "zephyr",
        "<|system|>\nBe brief.</s>\n<|user|>\nHi</s>\n<|assistant|>\nHello!</s>\n<|user|>\nBye</s>\n<|assistant|>\n"
    )]
    public void Two_turns_behind_a_system_message(string name, string prompt) =>
        Assert.Equal(prompt, Template(name).Text(Chats.SystemAndTurns));

    [Theory]
    [InlineData("alpaca", "<s>### Instruction:\nHi\n\n### Response:\nHello!</s>\n\n### Instruction:\nBye\n\n")]
    [InlineData("amberchat", "<s>###Human: Hi\n###Assistant: Hello!\n###Human: Bye\n")]
    [InlineData(
        "chatml",
        "<s><|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n<|im_start|>user\nBye<|im_end|>\n"
    )]
    [InlineData("chatqa", "<s>\n\nUser: Hi\n\nAssistant: Hello!\n\nUser: Bye")]
    [InlineData("falcon-instruct", "\n\nUser: Hi\n\nAssistant: Hello!\n\nUser: Bye")]
    [InlineData(
        "gemma-it",
        "<start_of_turn>user\nHi<end_of_turn>\n<start_of_turn>model\nHello!<end_of_turn>\n<start_of_turn>user\nBye<end_of_turn>\n"
    )]
    [InlineData(
        "granite-3.0-instruct",
        "<|start_of_role|>user<|end_of_role|>Hi<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>Hello!<|end_of_text|>\n"
            + "<|start_of_role|>user<|end_of_role|>Bye<|end_of_text|>\n"
    )]
    [InlineData("llama-2-chat", "<s>[INST] Hi [/INST] Hello! </s><s>[INST] Bye [/INST]")]
    [InlineData(
        "llama-3-instruct",
        "<s><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHello!<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nBye<|eot_id|>"
    )]
    [InlineData("mistral-instruct", "<s>[INST] Hi [/INST] Hello!</s>[INST] Bye [/INST]")]
    [InlineData(
        "openchat-3.5",
        "<s>GPT4 Correct User: Hi<|end_of_turn|>GPT4 Correct Assistant: Hello!<|end_of_turn|>GPT4 Correct User: Bye<|end_of_turn|>"
    )]
    [InlineData("phi-3", "<|user|>\nHi<|end|>\n<|assistant|>\nHello!<|end|>\n<|user|>\nBye<|end|>\n")]
    [InlineData("phi-3-small", "<s><|user|>\nHi<|end|>\n<|assistant|>\nHello!<|end|>\n<|user|>\nBye<|end|>\n")]
    [InlineData(
        "qwen2.5-instruct",
        "<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n"
            + "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n<|im_start|>user\nBye<|im_end|>\n"
    )]
    [InlineData("saiga", "<s>user\nHi</s><s>bot\nHello!</s><s>user\nBye</s>")]
    [InlineData("solar-instruct", "<s>### User:\nHi\n\n### Assistant:\nHello!\n\n### User:\nBye\n\n")]
    [InlineData("vicuna", "<s>USER: Hi\nASSISTANT: Hello!</s>\nUSER: Bye\n")]
    [InlineData("zephyr", "<|user|>\nHi</s>\n<|assistant|>\nHello!</s>\n<|user|>\nBye</s>\n")]
    public void Two_turns_without_a_system_message_and_without_a_generation_prompt(string name, string prompt) =>
        Assert.Equal(prompt, Template(name).Text(Chats.Turns, answer: false));

    [Theory]
    [InlineData("alpaca")]
    [InlineData("chatml")]
    [InlineData("llama-2-chat")]
    [InlineData("zephyr")]
    public void Turns_out_of_order_are_refused_in_the_template_s_words(string name)
    {
        var refusal = Assert.Throws<InputException>(() => Template(name).Text([Chats.Hi, Chats.Bye]));

        Assert.Contains("Conversation roles must alternate", refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_of_the_collection_takes_a_system_message()
    {
        var folder = SharedData.Require("datasets/chat-templates/chat_templates");

        Assert.All(
            Directory.EnumerateFiles(folder, "*.jinja"),
            file => Assert.True(Template(Path.GetFileNameWithoutExtension(file)).SupportsSystem, file)
        );
    }

    [Fact]
    public void Line_breaks_between_tags_stay_where_nobody_took_them_out() =>
        // And so does the indentation of what is printed: only blocks lose theirs.
        Assert.Equal(
            "\n<s>\n\n    <|im_start|>user\nHi<|im_end|>\n\n\n    <|im_start|>assistant\n\n",
            ChatTemplate.Parse(Source("chatml"), "chatml.jinja").Text(Chats.Question)
        );

    [Fact]
    public void Qwen_calls_tools()
    {
        var prompt = Template("qwen2.5-instruct")
            .Text(new ChatTemplateInput { RawMessages = Chats.ToolCall, Tools = Chats.Tools });

        Assert.Contains(
            "<tools>\n{\"type\": \"function\", \"function\": {\"name\": \"weather\", \"description\": \"Tells the weather.\", "
                + "\"parameters\": {\"type\": \"object\", \"properties\": {\"town\": {\"type\": \"string\"}}}}}\n</tools>",
            prompt,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "<|im_start|>user\nRome?<|im_end|>\n"
                + "<|im_start|>assistant\n<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"town\": \"Rome\"}}\n</tool_call><|im_end|>\n"
                + "<|im_start|>user\n<tool_response>\nsunny\n</tool_response><|im_end|>\n<|im_start|>assistant\n",
            prompt,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Granite_lists_tools_with_an_indent_of_four() =>
        Assert.StartsWith(
            "<|start_of_role|>available_tools<|end_of_role|>\n{\n    \"type\": \"function\",\n    \"function\": {\n        \"name\": ",
            Template("granite-3.0-instruct")
                .Text(new ChatTemplateInput { Messages = Chats.Question, Tools = Chats.Tools }),
            StringComparison.Ordinal
        );

    private static ChatTemplate Template(string name)
    {
        var source = Source(name);
        return ChatTemplate.Parse(
            WrittenForUse.Contains(name)
                ? source
                : source.Replace("    ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal),
            name
        );
    }

    private static string Source(string name) =>
        File.ReadAllText(SharedData.Require($"datasets/chat-templates/chat_templates/{name}.jinja"));
}
