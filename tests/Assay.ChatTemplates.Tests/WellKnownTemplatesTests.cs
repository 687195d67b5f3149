using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.ChatTemplates.Tests;

/// <summary>
/// Templates written for these tests after the published prompt formats of well-known models, in the ways that the models' own
/// templates are written: macros, namespaces, call blocks, filters, all kinds of whitespace control.
/// </summary>
public sealed class WellKnownTemplatesTests
{
    private const string Llama31Begin =
        "<s><|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n";

    [Theory]
    [InlineData(
        "command-r",
        "<s><|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>Be brief.<|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|USER_TOKEN|>Hi<|END_OF_TURN_TOKEN|>"
            + "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>Hello!<|END_OF_TURN_TOKEN|>"
            + "<|START_OF_TURN_TOKEN|><|USER_TOKEN|>Bye<|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>"
    )]
    [InlineData(
        "deepseek-r1",
        "<s>Be brief.<｜User｜>Hi<｜Assistant｜>Hello!<｜end▁of▁sentence｜><｜User｜>Bye<｜Assistant｜><think>\n"
    )]
    [InlineData("deepseek-v2", "<s>Be brief.\n\nUser: Hi\n\nAssistant: Hello!</s>User: Bye\n\nAssistant:")]
    [InlineData(
        "falcon3",
        "<|system|>\nBe brief.\n<|user|>\nHi\n<|assistant|>\nHello!</s>\n<|user|>\nBye\n<|assistant|>\n"
    )]
    // Takes no system message: its text goes into the first question.
    [InlineData(
        "gemma-2",
        "<s><start_of_turn>user\nBe brief.\n\nHi<end_of_turn>\n<start_of_turn>model\nHello!<end_of_turn>\n"
            + "<start_of_turn>user\nBye<end_of_turn>\n<start_of_turn>model\n"
    )]
    [InlineData(
        "gemma-3",
        "<s><start_of_turn>user\nBe brief.\n\nHi<end_of_turn>\n<start_of_turn>model\nHello!<end_of_turn>\n"
            + "<start_of_turn>user\nBye<end_of_turn>\n<start_of_turn>model\n"
    )]
    [InlineData(
        "glm-4",
        "[gMASK]<sop><|system|>\nBe brief.<|user|>\nHi<|assistant|>\nHello!<|user|>\nBye<|assistant|>\n"
    )]
    [InlineData(
        "hermes-2-pro",
        "<s><|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n"
            + "<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData(
        "internlm2",
        "<s><|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n"
            + "<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData(
        "llama-3.1",
        Llama31Begin
            + "Be brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
            + "<|start_header_id|>assistant<|end_header_id|>\n\nHello!<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nBye<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
    )]
    [InlineData(
        "llama-3.2",
        Llama31Begin
            + "Be brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
            + "<|start_header_id|>assistant<|end_header_id|>\n\nHello!<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nBye<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
    )]
    // The system message stands before the last question.
    [InlineData("mistral-7b-v0.3", "<s>[INST] Hi[/INST] Hello!</s>[INST] Be brief.\n\nBye[/INST]")]
    [InlineData("mistral-nemo", "<s>[INST]Hi[/INST]Hello!</s>[INST]Be brief.\n\nBye[/INST]")]
    [InlineData(
        "olmo-2",
        "<s><|system|>\nBe brief.\n<|user|>\nHi\n<|assistant|>\nHello!</s>\n<|user|>\nBye\n<|assistant|>\n"
    )]
    [InlineData(
        "phi-3.5",
        "<|system|>\nBe brief.<|end|>\n<|user|>\nHi<|end|>\n<|assistant|>\nHello!<|end|>\n<|user|>\nBye<|end|>\n<|assistant|>\n"
    )]
    [InlineData(
        "phi-4",
        "<|im_start|>system<|im_sep|>Be brief.<|im_end|><|im_start|>user<|im_sep|>Hi<|im_end|>"
            + "<|im_start|>assistant<|im_sep|>Hello!<|im_end|><|im_start|>user<|im_sep|>Bye<|im_end|><|im_start|>assistant<|im_sep|>"
    )]
    [InlineData(
        "qwen3",
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n"
            + "<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData(
        "smollm2",
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n"
            + "<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData(
        "yi-1.5",
        "Be brief.<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n"
            + "<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n"
    )]
    public void Two_turns_behind_a_system_message(string name, string prompt) =>
        Assert.Equal(prompt, Template(name).Text(Chats.SystemAndTurns));

    [Theory]
    [InlineData("command-r", "<s><|START_OF_TURN_TOKEN|><|USER_TOKEN|>Hi<|END_OF_TURN_TOKEN|>")]
    [InlineData("deepseek-r1", "<s><｜User｜>Hi")]
    [InlineData("deepseek-v2", "<s>User: Hi\n\n")]
    [InlineData("falcon3", "<|user|>\nHi\n")]
    [InlineData("gemma-2", "<s><start_of_turn>user\nHi<end_of_turn>\n")]
    [InlineData("gemma-3", "<s><start_of_turn>user\nHi<end_of_turn>\n")]
    [InlineData("glm-4", "[gMASK]<sop><|user|>\nHi")]
    [InlineData("hermes-2-pro", "<s><|im_start|>user\nHi<|im_end|>\n")]
    [InlineData("internlm2", "<s><|im_start|>user\nHi<|im_end|>\n")]
    [InlineData("llama-3.1", Llama31Begin + "<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>")]
    [InlineData("llama-3.2", Llama31Begin + "<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>")]
    [InlineData("mistral-7b-v0.3", "<s>[INST] Hi[/INST]")]
    [InlineData("mistral-nemo", "<s>[INST]Hi[/INST]")]
    [InlineData("olmo-2", "<s><|user|>\nHi\n")]
    [InlineData("phi-3.5", "<|user|>\nHi<|end|>\n</s>")]
    [InlineData("phi-4", "<|im_start|>user<|im_sep|>Hi<|im_end|>")]
    [InlineData("qwen3", "<|im_start|>user\nHi<|im_end|>\n")]
    [InlineData(
        "smollm2",
        "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
    )]
    // Opens the answer whether asked or not.
    [InlineData("yi-1.5", "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n")]
    public void A_question_alone_without_a_generation_prompt(string name, string prompt) =>
        Assert.Equal(prompt, Template(name).Text(Chats.Question, answer: false));

    [Fact]
    public void Every_template_here_has_its_expectations() =>
        Assert.Equal(19, Directory.EnumerateFiles(Folder, "*.jinja").Count());

    [Fact]
    public void Only_gemma_2_has_no_place_for_a_system_message() =>
        Assert.Equal(
            ["gemma-2"],
            Directory
                .EnumerateFiles(Folder, "*.jinja")
                .Select(file => Path.GetFileNameWithoutExtension(file)!)
                .Where(name => !Template(name).SupportsSystem)
        );

    [Fact]
    public void Llama_3_2_tells_the_day() =>
        Assert.Contains(
            "Today Date: 05 Mar 2025\n",
            Template("llama-3.2")
                .Text(
                    new ChatTemplateInput
                    {
                        Messages = Chats.Question,
                        Now = new DateTimeOffset(2025, 3, 5, 1, 2, 3, TimeSpan.Zero),
                    }
                ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Llama_3_1_describes_tools_in_the_first_question()
    {
        var prompt = Template("llama-3.1")
            .Text(new ChatTemplateInput { RawMessages = Chats.ToolCall, Tools = Chats.Tools });

        Assert.StartsWith(
            "<|start_header_id|>system<|end_header_id|>\n\nEnvironment: ipython\nCutting Knowledge Date: ",
            prompt,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "                    \"type\": \"string\"\n                }\n            }\n        }\n    }\n}\n\nRome?<|eot_id|>"
                + "<|start_header_id|>assistant<|end_header_id|>\n\n{\"name\": \"weather\", \"parameters\": {\"town\": \"Rome\"}}<|eot_id|>"
                + "<|start_header_id|>ipython<|end_header_id|>\n\nsunny<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
            prompt,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Mistral_0_3_writes_calls_and_results_in_its_own_marks() =>
        Assert.Equal(
            "[AVAILABLE_TOOLS] [{\"type\": \"function\", \"function\": {\"name\": \"weather\", \"description\": \"Tells the weather.\", "
                + "\"parameters\": {\"type\": \"object\", \"properties\": {\"town\": {\"type\": \"string\"}}}}}][/AVAILABLE_TOOLS]"
                + "[INST] Rome?[/INST][TOOL_CALLS] [{\"name\": \"weather\", \"arguments\": {\"town\": \"Rome\"}, \"id\": \"abcdefghi\"}]</s>"
                + "[TOOL_RESULTS] {\"content\": sunny, \"call_id\": \"abcdefghi\"}[/TOOL_RESULTS]",
            Template("mistral-7b-v0.3")
                .Text(
                    new ChatTemplateInput
                    {
                        RawMessages = Chats.ToolCall,
                        Tools = Chats.Tools,
                        EosToken = "</s>",
                    }
                )
        );

    [Fact]
    public void Mistral_nemo_writes_each_tool_field_by_field() =>
        Assert.Equal(
            "[AVAILABLE_TOOLS][{\"type\": \"function\", \"function\": {\"name\": \"weather\", \"description\": \"Tells the weather.\", "
                + "\"parameters\": {\"type\": \"object\", \"properties\": {\"town\": {\"type\": \"string\"}}}}}][/AVAILABLE_TOOLS][INST]Hi[/INST]",
            Template("mistral-nemo").Text(new ChatTemplateInput { Messages = Chats.Question, Tools = Chats.Tools })
        );

    [Fact]
    public void Hermes_writes_a_tool_s_types_as_python_does() =>
        Assert.Equal(
            "<|im_start|>system\nYou may call these functions: <tools> weather(town: str) </tools><|im_end|>\n"
                + "<|im_start|>user\nRome?<|im_end|>\n"
                + "<|im_start|>assistant\n<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"town\": \"Rome\"}}\n</tool_call><|im_end|>\n"
                + "<|im_start|>tool\n<tool_response>\nsunny\n</tool_response><|im_end|>\n<|im_start|>assistant\n",
            Template("hermes-2-pro").Text(new ChatTemplateInput { RawMessages = Chats.ToolCall, Tools = Chats.Tools })
        );

    [Theory]
    [InlineData("""{"type": "integer"}""", "int")]
    [InlineData("""{"type": "array", "items": {"type": "boolean"}}""", "list[bool]")]
    [InlineData("""{"type": ["integer", "string"]}""", "Union[int,str]")]
    [InlineData("""{"type": "object"}""", "Any")]
    public void Hermes_nests_types(string schema, string type) =>
        Assert.Contains(
            $"f(x: {type})",
            Template("hermes-2-pro")
                .Text(
                    new ChatTemplateInput
                    {
                        Messages = Chats.Question,
                        Tools = Chats.Json(
                            """[{"function": {"name": "f", "parameters": {"properties": {"x": X}}}}]""".Replace(
                                "X",
                                schema,
                                StringComparison.Ordinal
                            )
                        ),
                    }
                ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("true", "<|im_start|>assistant\n")]
    [InlineData("false", "<|im_start|>assistant\n<think>\n\n</think>\n\n")]
    public void Qwen3_can_be_told_not_to_think(string thinking, string end) =>
        Assert.Equal(
            "<|im_start|>user\nHi<|im_end|>\n" + end,
            Template("qwen3")
                .Text(
                    new ChatTemplateInput
                    {
                        Messages = Chats.Question,
                        Variables = ImmutableDictionary<string, JsonElement>.Empty.Add(
                            "enable_thinking",
                            Chats.Json(thinking)
                        ),
                    }
                )
        );

    [Fact]
    public void Qwen3_leaves_the_reasoning_of_earlier_answers_out() =>
        Assert.Equal(
            "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n",
            Template("qwen3")
                .Text([Chats.Hi, Chats.Hello with { Text = "<think>\nA greeting.\n</think>\n\nHello!" }, Chats.Bye])
        );

    [Fact]
    public void Qwen3_keeps_the_reasoning_of_the_last_answer() =>
        Assert.Equal(
            "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n<think>\nA greeting.\n</think>\n\nHello!<|im_end|>\n",
            Template("qwen3")
                .Text([Chats.Hi, Chats.Hello with { Text = "<think>\nA greeting.\n</think>\n\nHello!" }], answer: false)
        );

    [Fact]
    public void Deepseek_r1_leaves_the_reasoning_of_earlier_answers_out() =>
        Assert.Equal(
            "<s><｜User｜>Hi<｜Assistant｜>Hello!<｜end▁of▁sentence｜><｜User｜>Bye<｜Assistant｜><think>\n",
            Template("deepseek-r1").Text([Chats.Hi, Chats.Hello with { Text = "<think>Hm.</think>Hello!" }, Chats.Bye])
        );

    [Fact]
    public void Gemma_3_takes_content_in_parts() =>
        Assert.Equal(
            "<start_of_turn>user\n<start_of_image>What is it?<end_of_turn>\n<start_of_turn>model\n",
            Template("gemma-3")
                .Text(
                    new ChatTemplateInput
                    {
                        RawMessages = Chats.Json(
                            """[{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": " What is it? "}]}]"""
                        ),
                    }
                )
        );

    [Fact]
    public void Glm_4_lists_tools_in_a_system_turn() =>
        Assert.StartsWith(
            "[gMASK]<sop><|system|>\n# 可用工具\n\n## weather\n\n{\n    \"name\": \"weather\",\n    \"description\": \"Tells the weather.\",",
            Template("glm-4").Text(new ChatTemplateInput { Messages = Chats.Question, Tools = Chats.Tools }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Falcon3_leaves_roles_out_that_it_does_not_know() =>
        Assert.Equal(
            "<|user|>\nHi\n<|assistant|>\n",
            Template("falcon3")
                .Text(
                    new ChatTemplateInput
                    {
                        RawMessages = Chats.Json(
                            """[{"role": "user", "content": "Hi"}, {"role": "critic", "content": "Well"}]"""
                        ),
                    }
                )
        );

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Templates");

    private static ChatTemplate Template(string name)
    {
        var path = Path.Combine(Folder, $"{name}.jinja");
        return ChatTemplate.Parse(File.ReadAllText(path), path);
    }
}
