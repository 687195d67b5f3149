using Assay.Tokenizers.Tests.Support;

namespace Assay.Tokenizers.Tests;

/// <summary>What is put around a text.</summary>
public sealed class FrameTests
{
    private const string Template = """
        "post_processor": {"type": "Sequence", "processors": [
          {"type": "ByteLevel"},
          {"type": "TemplateProcessing",
           "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
           "special_tokens": {"<s>": {"id": "<s>", "ids": [256], "tokens": ["<s>"]}}}]},
        """;

    [Fact]
    public void A_template_puts_its_tokens() => Assert.Equal(["<s>", "a"], Open(Template).Tokens("a"));

    [Fact]
    public void Nothing_is_put_when_asked() => Assert.Equal(["a"], Open(Template).Tokens("a", addSpecial: false));

    [Fact]
    public void Count_is_that_of_the_text_alone() => Assert.Equal(1, Open(Template).Count("a"));

    [Theory]
    [InlineData("BertProcessing")]
    [InlineData("RobertaProcessing")]
    public void The_processors_of_BERT_put_a_token_at_each_end(string type) =>
        Assert.Equal(
            ["<s>", "a", "</s>"],
            Open($$""" "post_processor": {"type": "{{type}}", "cls": ["<s>", 256], "sep": ["</s>", 257]},""")
                .Tokens("a")
        );

    [Theory]
    [InlineData("""{"add_bos_token": false, "bos_token": "<s>"}""", "a")]
    [InlineData("""{"add_bos_token": true, "bos_token": "<s>"}""", "<s>|a")]
    [InlineData(
        """{"add_bos_token": true, "add_eos_token": true, "bos_token": "<s>", "eos_token": "</s>"}""",
        "<s>|a|</s>"
    )]
    [InlineData("""{"add_eos_token": true, "eos_token": {"content": "</s>"}}""", "a|</s>")]
    [InlineData("""{"tokenizer_class": "LlamaTokenizer", "bos_token": "<s>"}""", "<s>|a")]
    [InlineData("""{"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "</s>"}""", "<s>|a")]
    public void The_flags_of_tokenizer_config_go_before_the_template(string config, string tokens)
    {
        var tokenizer = Open(Template, ("tokenizer_config.json", config));

        Assert.Equal(tokens.Split('|'), tokenizer.Tokens("a"));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void AddsBos_tells_whether_BOS_is_put(string flag, bool adds) =>
        Assert.Equal(
            adds,
            Open(Template, ("tokenizer_config.json", $$"""{"add_bos_token": {{flag}}, "bos_token": "<s>"}""")).AddsBos
        );

    [Fact]
    public void Named_tokens_come_from_the_config_then_the_map_then_the_model_config()
    {
        var tokenizer = Open(
            "",
            ("tokenizer_config.json", """{"bos_token": "<s>", "pad_token": null}"""),
            ("special_tokens_map.json", """{"bos_token": "</s>", "eos_token": {"content": "</s>"}}"""),
            ("config.json", """{"bos_token_id": 1, "pad_token_id": 258, "eos_token_id": [1, 2]}""")
        );

        Assert.Equal((256, 257, 258), (tokenizer.BosId, tokenizer.EosId, tokenizer.PadId));
        Assert.True(tokenizer.IsSpecial(256));
        Assert.Null(tokenizer.UnknownId);
    }

    [Fact]
    public void Tokens_listed_in_the_config_only_are_tokens_too()
    {
        var tokenizer = Open(
            "",
            (
                "tokenizer_config.json",
                """{"added_tokens_decoder": {"300": {"content": "<|im_end|>", "special": true}}}"""
            ),
            ("added_tokens.json", """{"<tool>": 301}""")
        );

        Assert.Equal(["<|im_end|>", "<tool>"], tokenizer.Tokens("<|im_end|><tool>"));
        Assert.Equal((300, 301), (tokenizer.IdOf("<|im_end|>"), tokenizer.IdOf("<tool>")));
    }

    private static Tokenizer Open(string more, params (string Name, string Content)[] files)
    {
        const string added = """
            "added_tokens": [
              {"id": 256, "content": "<s>", "special": true},
              {"id": 257, "content": "</s>", "special": true},
              {"id": 258, "content": "<pad>", "special": true}],
            """;
        return Folder.Open([("tokenizer.json", Folder.ByteLevelJson([], more: added + more)), .. files]);
    }
}
