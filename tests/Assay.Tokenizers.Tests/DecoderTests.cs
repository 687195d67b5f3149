using Assay.Tokenizers.Tests.Support;

namespace Assay.Tokenizers.Tests;

/// <summary>A stroke stands between what is known after each token; the last is what the end gives.</summary>
public sealed class DecoderTests
{
    private const string Llama = """
        {"type": "Sequence", "decoders": [
          {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
          {"type": "ByteFallback"},
          {"type": "Fuse"},
          {"type": "Strip", "content": " ", "start": 1, "stop": 0}
        ]}
        """;

    [Fact]
    public void Llama_2_drops_the_first_blank_only() =>
        Assert.Equal("Hi| you|  x|", Parsed.Decode(Llama, "▁Hi", "▁you", "▁▁x"));

    [Fact]
    public void Bytes_are_held_back_until_they_are_a_character() =>
        Assert.Equal("||你|a|", Parsed.Decode(Llama, "<0xE4>", "<0xBD>", "<0xA0>", "a"));

    [Fact]
    public void Bytes_that_make_no_character_are_shown_one_by_one() =>
        Assert.Equal("||\uFFFD\uFFFDa||\uFFFD", Parsed.Decode(Llama, "<0xE4>", "<0xBD>", "a", "<0xF0>"));

    [Theory]
    [InlineData(" Hello|é||\uFFFD", "ĠHello", "Ã©", "Ã")]
    [InlineData("|é|", "Ã", "©")]
    [InlineData("<|x y|>é|", "<|x y|>é")]
    public void Byte_level_tokens_are_bytes(string expected, params string[] tokens) =>
        Assert.Equal(expected, Parsed.Decode("""{"type": "ByteLevel"}""", tokens));

    [Fact]
    public void Metaspace_drops_the_mark_that_it_put_in_front() =>
        Assert.Equal("Hey| you|", Parsed.Decode("""{"type": "Metaspace"}""", "▁Hey", "▁you"));

    [Fact]
    public void Metaspace_that_puts_none_drops_none() =>
        Assert.Equal(" Hey|", Parsed.Decode("""{"type": "Metaspace", "prepend_scheme": "never"}""", "▁Hey"));

    [Fact]
    public void WordPiece_puts_blanks_between_words_and_none_before_punctuation() =>
        Assert.Equal(
            "un|known|,| don|'t|",
            Parsed.Decode("""{"type": "WordPiece"}""", "un", "##known", ",", "don", "##'t")
        );

    [Fact]
    public void WordPiece_without_cleanup_leaves_all_blanks() =>
        Assert.Equal("a| ,|", Parsed.Decode("""{"type": "WordPiece", "cleanup": false}""", "a", ","));

    [Fact]
    public void A_suffix_becomes_a_blank_except_at_the_end() =>
        Assert.Equal("|the |end", Parsed.Decode("""{"type": "BPEDecoder", "suffix": "</w>"}""", "the</w>", "end</w>"));

    [Fact]
    public void Strip_by_itself_works_on_each_token() =>
        Assert.Equal(
            "a| b|",
            Parsed.Decode("""{"type": "Strip", "content": "_", "start": 1, "stop": 1}""", "_a_", "_ b")
        );

    [Fact]
    public void What_follows_a_fusion_sees_the_whole_text() =>
        Assert.Equal(
            "||xc",
            Parsed.Decode(
                """
                {"type": "Sequence", "decoders": [
                  {"type": "Fuse"},
                  {"type": "Replace", "pattern": {"String": "ab"}, "content": "x"}
                ]}
                """,
                "a",
                "bc"
            )
        );

    [Fact]
    public void Without_a_decoder_blanks_join_the_tokens()
    {
        var tokenizer = Folder.OpenJson(
            """
            {"pre_tokenizer": {"type": "Whitespace"},
             "model": {"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "a": 1, "b": 2}}}
            """
        );

        Assert.Equal("a ? b", tokenizer.Decode(tokenizer.Encode("a  x b")));
    }

    [Fact]
    public void A_text_that_goes_on_keeps_its_first_blank()
    {
        var tokenizer = new SentencePieceBytes()
            .Specials()
            .AllBytes()
            .Piece("▁", -1)
            .Piece("a", -1)
            .Trainer(2, byteFallback: true)
            .Normalizer()
            .Open();
        var ids = tokenizer.Encode("a", addSpecial: false);
        var decoder = tokenizer.StartDecoder(continues: true);

        Assert.Equal("a", tokenizer.Decode(ids));
        Assert.Equal(" a", string.Concat(ids.Select(decoder.Append)) + decoder.Flush());
    }
}
