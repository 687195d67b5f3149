using Assay.Tokenizers.Tests.Support;

namespace Assay.Tokenizers.Tests;

public sealed class PreTokenizerTests
{
    [Theory]
    [InlineData("Removed", "the|final|countdown")]
    [InlineData("Isolated", "the|-|final|-|-|countdown")]
    [InlineData("MergedWithPrevious", "the-|final-|-|countdown")]
    [InlineData("MergedWithNext", "the|-final|-|-countdown")]
    [InlineData("Contiguous", "the|-|final|--|countdown")]
    [InlineData("contiguous", "the|-|final|--|countdown")]
    [InlineData("merged_with_next", "the|-final|-|-countdown")]
    public void A_split_does_with_matches_as_it_says(string behavior, string words) =>
        Assert.Equal(
            words.Split('|'),
            Parsed.Split(
                $$"""{"type": "Split", "pattern": {"String": "-"}, "behavior": "{{behavior}}"}""",
                "the-final--countdown"
            )
        );

    [Fact]
    public void An_inverted_split_keeps_the_matches() =>
        Assert.Equal(
            ["ab", "cd"],
            Parsed.Split(
                """{"type": "Split", "pattern": {"Regex": "[a-z]+"}, "behavior": "Removed", "invert": true}""",
                "ab 12 cd"
            )
        );

    [Theory]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": true}""", "Hello é", "ĠHello|ĠÃ©")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}""", "a b", "aĠb")]
    [InlineData("""{"type": "Metaspace"}""", "Hey  you", "▁Hey|▁|▁you")]
    [InlineData("""{"type": "Metaspace", "prepend_scheme": "never"}""", "Hey you", "Hey|▁you")]
    [InlineData("""{"type": "Metaspace", "add_prefix_space": false}""", "Hey you", "Hey|▁you")]
    [InlineData("""{"type": "Metaspace", "prepend_scheme": "first", "split": false}""", "a b", "▁a▁b")]
    [InlineData("""{"type": "Metaspace", "replacement": "_"}""", "_a b", "_a|_b")]
    [InlineData("""{"type": "Whitespace"}""", "Hey, you_2!? 你", "Hey|,|you_2|!?|你")]
    [InlineData("""{"type": "WhitespaceSplit"}""", " Hey,\u00A0you ", "Hey,|you")]
    [InlineData("""{"type": "Digits", "individual_digits": true}""", "a12½", "a|1|2|½")]
    [InlineData("""{"type": "Digits"}""", "a12b", "a|12|b")]
    [InlineData("""{"type": "Punctuation"}""", "a!?$b¿", "a|!|?|$|b|¿")]
    [InlineData("""{"type": "Punctuation", "behavior": "Contiguous"}""", "a!?b", "a|!?|b")]
    [InlineData("""{"type": "BertPreTokenizer"}""", "Hey, you", "Hey|,|you")]
    [InlineData("""{"type": "CharDelimiterSplit", "delimiter": "-"}""", "a-b--c", "a|b|c")]
    [InlineData("""{"type": "FixedLength", "length": 2}""", "a😀bcd", "a😀|bc|d")]
    [InlineData(
        """{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Digits"}]}""",
        "a1 b",
        "a|1|b"
    )]
    public void Each_pre_tokenizer_does_its_part(string json, string text, string words) =>
        Assert.Equal(words.Split('|'), Parsed.Split(json, text));

    [Fact]
    public void The_scheme_first_leaves_a_text_alone_that_goes_on() =>
        Assert.Equal(["a"], Parsed.Split("""{"type": "Metaspace", "prepend_scheme": "first"}""", "a", atStart: false));

    [Fact]
    public void More_steps_than_any_model_has_are_refused()
    {
        var step = """{"type": "Digits"}""";
        var json = $$"""{"type": "Sequence", "pretokenizers": [{{string.Join(',', Enumerable.Repeat(step, 100))}}]}""";

        Assert.Throws<InputException>(() => Parsed.Split(json, "a"));
    }
}
