using Assay.Tokenizers.Tests.Support;

namespace Assay.Tokenizers.Tests;

public sealed class ModelTests
{
    [Fact]
    public void BPE_merges_in_the_order_of_the_list_not_of_the_text()
    {
        // l o w e r: "er" is first in the list, then "lo", then "low".
        var tokenizer = Bpe("""["e r", "l o", "lo w", "w er"]""", "l o w e r er lo low wer");

        Assert.Equal(["low", "er"], tokenizer.Tokens("lower"));
    }

    [Fact]
    public void BPE_merges_equal_pairs_from_the_left()
    {
        var tokenizer = Bpe("""[["a", "a"]]""", "a aa");

        Assert.Equal(["aa", "aa", "a"], tokenizer.Tokens("aaaaa"));
    }

    [Fact]
    public void A_long_word_is_merged_as_a_short_one_is()
    {
        var tokenizer = Bpe("""["a b", "ab c", "abc abc", "c a"]""", "a b c ab abc abcabc ca");

        Assert.Equal(Enumerable.Repeat("abcabc", 50), tokenizer.Tokens(string.Concat(Enumerable.Repeat("abc", 100))));
    }

    [Fact]
    public void A_word_that_is_a_token_is_taken_whole_where_merges_are_ignored()
    {
        Assert.Equal(["ab", "c"], Bpe("""["a b"]""", "a b c ab abc").Tokens("abc"));
        Assert.Equal(["abc"], Bpe("""["a b"]""", "a b c ab abc", "\"ignore_merges\": true,").Tokens("abc"));
    }

    [Theory]
    [InlineData("", "a|b")]
    [InlineData("\"unk_token\": \"?\",", "a|?|?|b")]
    [InlineData("\"unk_token\": \"?\", \"fuse_unk\": true,", "a|?|b")]
    public void A_character_without_a_token_is_left_out_or_unknown(string options, string tokens) =>
        Assert.Equal(tokens.Split('|'), Bpe("[]", "? a b", options).Tokens("ax😀b"));

    [Fact]
    public void Byte_fallback_spells_by_bytes_where_all_have_tokens()
    {
        const string options = "\"unk_token\": \"?\", \"byte_fallback\": true,";
        var tokenizer = Bpe("[]", "? a <0xC3> <0xA9>", options);

        Assert.Equal(["a", "<0xC3>", "<0xA9>"], tokenizer.Tokens("aé"));
        Assert.Equal(["a", "?"], tokenizer.Tokens("a你"));
    }

    [Fact]
    public void A_suffix_marks_the_end_of_a_word()
    {
        var tokenizer = Bpe("""["a b</w>"]""", "a b a</w> b</w> ab</w>", "\"end_of_word_suffix\": \"</w>\",");

        Assert.Equal(["b", "ab</w>"], tokenizer.Tokens("bab"));
    }

    [Fact]
    public void A_prefix_marks_what_goes_on_with_a_word()
    {
        var tokenizer = Bpe("""["a ##b"]""", "a b ##a ##b ab", "\"continuing_subword_prefix\": \"##\",");

        Assert.Equal(["ab", "##a"], tokenizer.Tokens("aba"));
    }

    [Fact]
    public void Unigram_takes_the_likeliest_way_to_spell()
    {
        // "ab" + "c" = -3, "a" + "bc" = -2.5, "a" + "b" + "c" = -6.
        var tokenizer = Unigram("""["a", -1], ["b", -3], ["c", -2], ["ab", -1], ["bc", -1.5]""");

        Assert.Equal(["a", "bc"], tokenizer.Tokens("abc"));
        Assert.Equal("Unigram", tokenizer.Kind);
    }

    [Fact]
    public void Unigram_makes_a_run_of_unknown_characters_one_token() =>
        Assert.Equal(["a", "?", "a"], Unigram("""["a", -1]""").Tokens("axy😀a"));

    [Fact]
    public void Unigram_spells_unknown_characters_by_bytes_where_it_may() =>
        Assert.Equal(
            ["a", "<0xC3>", "<0xA9>"],
            Unigram("""["a", -1], ["<0xC3>", 0], ["<0xA9>", 0]""", "\"byte_fallback\": true,").Tokens("aé")
        );

    [Theory]
    [InlineData("unaffable", "un|##aff|##able")]
    [InlineData("un", "un")]
    [InlineData("unx", "[UNK]")]
    [InlineData("xun", "[UNK]")]
    [InlineData("unununununun", "[UNK]")]
    public void WordPiece_takes_the_longest_token_or_none(string word, string tokens)
    {
        var tokenizer = Folder.OpenJson(
            """
            {"model": {"type": "WordPiece", "unk_token": "[UNK]", "max_input_chars_per_word": 10,
              "vocab": {"[UNK]": 0, "un": 1, "##aff": 2, "##able": 3, "##a": 4, "##un": 5}}}
            """
        );

        Assert.Equal(tokens.Split('|'), tokenizer.Tokens(word));
        Assert.Equal("WordPiece", tokenizer.Kind);
    }

    private static Tokenizer Bpe(string merges, string vocabulary, string options = "")
    {
        var entries = vocabulary.Split(' ').Select((text, id) => $"{Folder.Quote(text)}: {id}");
        return Folder.OpenJson(
            $$"""{"model": {"type": "BPE", {{options}} "vocab": { {{string.Join(',', entries)}} }, "merges": {{merges}} } }"""
        );
    }

    private static Tokenizer Unigram(string pieces, string options = "") =>
        Folder.OpenJson(
            $$"""{"model": {"type": "Unigram", {{options}} "unk_id": 0, "vocab": [["?", 0], {{pieces}}] } }"""
        );
}
