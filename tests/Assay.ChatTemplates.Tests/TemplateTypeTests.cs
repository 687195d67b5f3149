using Assay.Models;
using Assay.Prompts;

namespace Assay.ChatTemplates.Tests;

/// <summary>Every template type of the early platform: S is "Be brief.", the questions are "Hi" and "Bye", the answer "Hello!".</summary>
public sealed class TemplateTypeTests
{
    [Theory]
    [InlineData("default-generation", "Hi")]
    [InlineData("default-generation-bos", "[bos]Hi")]
    [InlineData("chatglm-generation", "[64790 64792]Hi")]
    [InlineData("default", "You are a helpful assistant.\n\n### Human:\nHi\n\n### Assistant:\n")]
    [InlineData(
        "chatml",
        "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData(
        "qwen",
        "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData("baichuan", "[195]Hi[196]")]
    [InlineData("chatglm2", "[64790 64792][Round 1]\n\n问：Hi\n\n答：")]
    [InlineData("chatglm3", "[64790 64792 64795]\n Hi[64796]\n ")]
    [InlineData("llama", "<s>[INST] Hi [/INST]")]
    [InlineData("openbuddy", "[bos]User: Hi\nAssistant:")]
    [InlineData("internlm", "<s><|User|>:Hi<eoh>\n<|Bot|>:")]
    [InlineData("yi", "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData("xverse", "Human: Hi\n\nAssistant: ")]
    [InlineData("ziya", "[bos]<human>:Hi\n<bot>:")]
    [InlineData("skywork", "<s></s><s>[USER]Hi[SEP][BOT]")]
    [InlineData("bluelm", "[bos][|Human|]:Hi[|AI|]:")]
    [InlineData("zephyr", "<|user|>\nHi</s>\n<|assistant|>\n")]
    [InlineData("codefuse-codellama", "<|role_start|>human<|role_end|>Hi<|role_start|>bot<|role_end|>")]
    public void A_question_alone(string type, string prompt) =>
        Assert.Equal(prompt, ChatTemplate.OfType(type).Text(Chats.Question));

    [Theory]
    [InlineData("default-generation", "Be brief.\n\nHi")]
    [InlineData("default-generation-bos", "[bos]Be brief.\n\nHi")]
    [InlineData("chatglm-generation", "[64790 64792]Be brief.\n\nHi")]
    [InlineData("default", "Be brief.\n\n### Human:\nHi\n\n### Assistant:\n")]
    [InlineData(
        "chatml",
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData("baichuan", "Be brief.[195]Hi[196]")]
    [InlineData("chatglm2", "[64790 64792]Be brief.[Round 1]\n\n问：Hi\n\n答：")]
    [InlineData("chatglm3", "[64790 64792 64794]\n Be brief.[64795]\n Hi[64796]\n ")]
    [InlineData("llama", "<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi [/INST]")]
    [InlineData("openbuddy", "[bos]Be brief.\n\nUser: Hi\nAssistant:")]
    [InlineData("internlm", "<s>Be brief.<|User|>:Hi<eoh>\n<|Bot|>:")]
    [InlineData(
        "yi",
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData("xverse", "Be brief.Human: Hi\n\nAssistant: ")]
    [InlineData("ziya", "[bos]Be brief.<human>:Hi\n<bot>:")]
    [InlineData("skywork", "<s>Be brief.</s><s>[USER]Hi[SEP][BOT]")]
    [InlineData("bluelm", "[bos]Be brief.[|Human|]:Hi[|AI|]:")]
    [InlineData("zephyr", "<|system|>\nBe brief.</s>\n<|user|>\nHi</s>\n<|assistant|>\n")]
    [InlineData("codefuse-codellama", "Be brief.<|role_start|>human<|role_end|>Hi<|role_start|>bot<|role_end|>")]
    public void A_question_behind_a_system_message(string type, string prompt) =>
        Assert.Equal(prompt, ChatTemplate.OfType(type).Text([Chats.System, Chats.Hi]));

    [Theory]
    [InlineData(
        "default",
        "Be brief.\n\n### Human:\nHi\n\n### Assistant:\nHello!\n\n### Human:\nBye\n\n### Assistant:\n"
    )]
    [InlineData(
        "chatml",
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n"
            + "<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData("baichuan", "Be brief.[195]Hi[196]Hello![195]Bye[196]")]
    [InlineData("chatglm2", "[64790 64792]Be brief.[Round 1]\n\n问：Hi\n\n答：Hello!\n\n[Round 2]\n\n问：Bye\n\n答：")]
    [InlineData("chatglm3", "[64790 64792 64794]\n Be brief.[64795]\n Hi[64796]\n Hello![64795]\n Bye[64796]\n ")]
    [InlineData("llama", "<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi [/INST]Hello!</s><s>[INST] Bye [/INST]")]
    [InlineData("openbuddy", "[bos]Be brief.\n\nUser: Hi\nAssistant:Hello!\nUser: Bye\nAssistant:")]
    [InlineData("internlm", "<s>Be brief.<|User|>:Hi<eoh>\n<|Bot|>:Hello!<eoa>\n<|User|>:Bye<eoh>\n<|Bot|>:")]
    [InlineData(
        "yi",
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n"
            + "<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n"
    )]
    [InlineData("xverse", "Be brief.Human: Hi\n\nAssistant: Hello![eos]Human: Bye\n\nAssistant: ")]
    [InlineData("ziya", "[bos]Be brief.<human>:Hi\n<bot>:Hello!\n<human>:Bye\n<bot>:")]
    [InlineData("skywork", "<s>Be brief.</s><s>[USER]Hi[SEP][BOT]Hello![SEP]</s><s>[USER]Bye[SEP][BOT]")]
    [InlineData("bluelm", "[bos]Be brief.[|Human|]:Hi[|AI|]:Hello![|Human|]:Bye[|AI|]:")]
    [InlineData(
        "zephyr",
        "<|system|>\nBe brief.</s>\n<|user|>\nHi</s>\n<|assistant|>\nHello!</s>\n<|user|>\nBye</s>\n<|assistant|>\n"
    )]
    [InlineData(
        "codefuse-codellama",
        "Be brief.<|role_start|>human<|role_end|>Hi<|role_start|>bot<|role_end|>Hello!"
            + "<|role_start|>human<|role_end|>Bye<|role_start|>bot<|role_end|>"
    )]
    public void Two_turns_behind_a_system_message(string type, string prompt) =>
        Assert.Equal(prompt, ChatTemplate.OfType(type).Text(Chats.SystemAndTurns));

    [Theory]
    [InlineData("default-generation")]
    [InlineData("default-generation-bos")]
    [InlineData("chatglm-generation")]
    public void A_type_for_plain_text_takes_one_question(string type)
    {
        var refusal = Assert.Throws<InputException>(() => ChatTemplate.OfType(type).Text(Chats.Turns));

        Assert.Contains($"template type '{type}' takes one question only", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chatml", "<|im_start|>user\nHi<|im_end|>\n")]
    [InlineData("llama", "[INST] Hi [/INST]")]
    [InlineData("chatglm3", "[64790 64792 64795]\n Hi")]
    public void Without_a_generation_prompt_it_ends_with_the_question(string type, string end) =>
        Assert.EndsWith(end, ChatTemplate.OfType(type).Text(Chats.Question, answer: false), StringComparison.Ordinal);

    [Theory]
    [InlineData("chatml", "assistant\nHello!<|im_end|>")]
    [InlineData("llama", "[/INST]Hello!</s>")]
    [InlineData("xverse", "Assistant: Hello![eos]")]
    [InlineData("skywork", "[BOT]Hello![SEP]</s>")]
    public void An_answer_at_the_end_is_closed(string type, string end) =>
        Assert.EndsWith(
            end,
            ChatTemplate.OfType(type).Text([Chats.Hi, Chats.Hello], answer: false),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_empty_system_message_leaves_the_default_out() =>
        Assert.Equal(
            "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n",
            ChatTemplate.OfType("chatml").Text([new Message(Role.System, ""), Chats.Hi])
        );

    [Fact]
    public void Two_questions_in_a_row_are_refused()
    {
        var refusal = Assert.Throws<InputException>(() => ChatTemplate.OfType("chatml").Text([Chats.Hi, Chats.Bye]));

        Assert.Contains("takes user and assistant in turns", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tools_are_refused()
    {
        var input = new ChatTemplateInput { Messages = Chats.Question, Tools = Chats.Tools };

        Assert.Throws<InputException>(() => ChatTemplate.OfType("chatml").Render(input));
    }

    [Fact]
    public void Every_type_of_the_list_renders_and_stops_as_the_list_says() =>
        Assert.All(
            TemplateTypes.Names,
            name =>
            {
                var template = ChatTemplate.OfType(name);
                Assert.Contains("Hi", template.Text(Chats.Question), StringComparison.Ordinal);
                Assert.Equal(TemplateTypes.Get(name).Stop, template.Stop);
            }
        );

    [Fact]
    public void Only_the_types_for_plain_text_have_no_place_for_a_system_message() =>
        Assert.All(
            TemplateTypes.All,
            type => Assert.Equal(!type.RawText, ChatTemplate.OfType(type.Name).SupportsSystem)
        );

    [Fact]
    public void Texts_and_ids_come_as_pieces_in_their_order() =>
        Assert.Equal<PromptPiece>(
            [
                new PromptIds([64790, 64792, 64795]),
                new PromptText("\n Hi"),
                new PromptIds([64796]),
                new PromptText("\n "),
            ],
            ChatTemplate.OfType("chatglm3").Render(new ChatTemplateInput { Messages = Chats.Question })
        );
}
