namespace Assay.ChatTemplates.Tests;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("ZhipuAI/chatglm3-6b", "chatglm3")]
    [InlineData("chatglm3-6b-32k", "chatglm3")]
    [InlineData("THUDM/chatglm2-6b", "chatglm2")]
    [InlineData("qwen/Qwen-7B-Chat", "chatml")]
    [InlineData("Qwen2.5-0.5B-Instruct", "chatml")]
    [InlineData("/models/Qwen3-8B/", "chatml")]
    [InlineData("qwen", "chatml")]
    [InlineData("baichuan-inc/Baichuan2-7B-Chat", "baichuan")]
    [InlineData("Llama-2-7b-chat-hf", "llama")]
    [InlineData("01ai/Yi-6B-Chat", "yi")]
    [InlineData("internlm-chat-7b", "internlm")]
    [InlineData("internlm2-chat-7b", "chatml")]
    [InlineData("zephyr-7b-beta", "zephyr")]
    [InlineData("OpenBuddy/openbuddy-llama2-13b", "openbuddy")]
    [InlineData("codefuse-ai/CodeFuse-CodeLlama-34B", "codefuse-codellama")]
    [InlineData("xverse-7b-chat", "xverse")]
    [InlineData("Ziya2-13B-Chat", "ziya")]
    [InlineData("skywork-13B-chat", "skywork")]
    [InlineData("BlueLM-7B-Chat", "bluelm")]
    public void A_chat_model_s_name_points_to_its_type(string model, string type) =>
        Assert.Equal(type, ChatTemplate.Guess(model)?.Name);

    [Theory]
    [InlineData("Qwen2.5-0.5B")]
    [InlineData("Qwen3-8B-Base")]
    [InlineData("Llama-2-7b-hf")]
    [InlineData("Yi-6B")]
    [InlineData("tiny-chat")]
    [InlineData("gpt2")]
    [InlineData("")]
    public void A_base_model_s_or_an_unknown_name_points_to_none(string model) =>
        Assert.Null(ChatTemplate.Guess(model));
}
