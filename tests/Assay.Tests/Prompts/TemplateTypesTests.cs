using Assay.Prompts;

namespace Assay.Tests.Prompts;

public sealed class TemplateTypesTests
{
    [Fact]
    public void The_names_are_those_of_the_early_platform() =>
        Assert.Equal(
            [
                "default-generation",
                "default-generation-bos",
                "chatglm-generation",
                "default",
                "chatml",
                "qwen",
                "baichuan",
                "chatglm2",
                "chatglm3",
                "llama",
                "openbuddy",
                "internlm",
                "yi",
                "xverse",
                "ziya",
                "skywork",
                "bluelm",
                "zephyr",
                "codefuse-codellama",
            ],
            TemplateTypes.Names
        );

    [Fact]
    public void Only_the_generation_types_are_raw_text() =>
        Assert.Equal(
            ["default-generation", "default-generation-bos", "chatglm-generation"],
            TemplateTypes.All.Where(type => type.RawText).Select(type => type.Name)
        );

    [Theory]
    [InlineData("chatml", "<|im_end|>")]
    [InlineData("yi", "<|im_end|>")]
    [InlineData("llama", "</s>")]
    [InlineData("internlm", "<eoa>")]
    [InlineData("skywork", "[SEP]</s>")]
    [InlineData("zephyr", "</s>")]
    public void A_type_that_has_its_own_end_of_turn_stops_there(string name, string stop) =>
        Assert.Equal([stop], TemplateTypes.Get(name).Stop);

    [Theory]
    [InlineData("ChatGLM3", "chatglm3")]
    [InlineData("Qwen", "chatml")]
    public void A_type_is_found_by_name_or_alias_in_either_case(string name, string type) =>
        Assert.Equal(type, TemplateTypes.Get(name).Name);

    [Fact]
    public void An_unknown_type_is_refused_with_the_nearest()
    {
        var refusal = Assert.Throws<InputException>(() => TemplateTypes.Get("chatglm4"));

        Assert.StartsWith(
            "--template-type: unknown template type 'chatglm4'; did you mean 'chatglm2'? known: ",
            refusal.Message,
            StringComparison.Ordinal
        );
    }
}
