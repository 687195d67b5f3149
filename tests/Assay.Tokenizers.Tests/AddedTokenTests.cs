using Assay.Tokenizers.Tests.Support;

namespace Assay.Tokenizers.Tests;

public sealed class AddedTokenTests
{
    [Theory]
    [InlineData("", "a<x>b", "a|<x>|b")]
    [InlineData("\"lstrip\": true,", "a  <x> b", "a|  <x>|Ġ|b")]
    [InlineData("\"rstrip\": true,", "a <x>\n b", "a|Ġ|<x>\n |b")]
    [InlineData("\"single_word\": true,", "a<x> <x>b <x>", "a|<|x|>|Ġ|<|x|>|b|Ġ|<x>")]
    public void A_token_takes_what_its_flags_say(string flags, string text, string stretches)
    {
        var tokenizer = Open($$"""{"id": 256, "content": "<x>", {{flags}} "special": true}""");
        var expected = stretches
            .Split('|')
            .Select(stretch => stretch.Contains("<x>", StringComparison.Ordinal) ? "<x>" : stretch);

        Assert.Equal(expected, tokenizer.Tokens(text));
    }

    [Fact]
    public void Of_several_tokens_at_one_place_the_longest_counts()
    {
        var tokenizer = Open("""{"id": 256, "content": "<x>"}, {"id": 257, "content": "<x>y"}""");

        Assert.Equal(["<x>y", "<x>"], tokenizer.Tokens("<x>y<x>"));
    }

    [Fact]
    public void A_special_token_in_a_text_is_plain_text_when_asked()
    {
        var tokenizer = Open(
            """{"id": 256, "content": "<x>", "special": true}, {"id": 257, "content": "<y>", "special": false}"""
        );

        Assert.Equal(["<", "x", ">", "<y>"], tokenizer.Tokens("<x><y>", parseSpecial: false));
    }

    [Fact]
    public void A_normalized_token_is_found_in_the_normalized_text()
    {
        const string lowercase = "\"normalizer\": {\"type\": \"Lowercase\"},";
        var tokenizer = Open(
            """{"id": 256, "content": "Yes", "normalized": true}, {"id": 257, "content": "No", "normalized": false}""",
            lowercase
        );

        Assert.Equal(["Yes", "Yes", "n", "o", "No"], tokenizer.Tokens("YESyesnoNo"));
    }

    [Fact]
    public void Special_tokens_are_left_out_of_decoded_text_when_asked()
    {
        var tokenizer = Open("""{"id": 256, "content": "<é>", "special": true}""");
        var ids = tokenizer.Encode("a<é>b");

        Assert.Equal("ab", tokenizer.Decode(ids));
        Assert.Equal("a<é>b", tokenizer.Decode(ids, skipSpecial: false));
        Assert.True(tokenizer.IsSpecial(256));
        Assert.Equal("<é>"u8.ToArray(), tokenizer.BytesOf(256));
    }

    [Fact]
    public void Ids_of_no_token_have_no_text()
    {
        var tokenizer = Open("""{"id": 300, "content": "<x>"}""");

        Assert.Equal(301, tokenizer.VocabularySize);
        Assert.Equal("a", tokenizer.Decode([-1, 'a', 299, 9999]));
        Assert.Empty(tokenizer.BytesOf(299));
        Assert.Equal("", tokenizer.TokenText(9999));
        Assert.Null(tokenizer.IdOf("nothing"));
    }

    private static Tokenizer Open(string tokens, string more = "") =>
        Folder.OpenJson(Folder.ByteLevelJson([], more: $"\"added_tokens\": [{tokens}], {more}"));
}
