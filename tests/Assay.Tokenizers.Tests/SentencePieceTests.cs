using Assay.Tokenizers.SentencePiece;
using Assay.Tokenizers.Tests.Support;

namespace Assay.Tokenizers.Tests;

public sealed class SentencePieceTests
{
    private const int Unigram = 1;
    private const int Bpe = 2;

    [Fact]
    public void BPE_merges_by_score_behind_a_dummy_blank()
    {
        var tokenizer = Llama().Open();

        Assert.Equal(["▁the", "▁", "c", "at"], tokenizer.Tokens("the cat"));
        Assert.Equal("SentencePiece BPE", tokenizer.Kind);
        Assert.Equal((1, 2, 0), (tokenizer.BosId, tokenizer.EosId, tokenizer.UnknownId));
    }

    [Fact]
    public void Blanks_come_back_as_they_were()
    {
        var tokenizer = Llama().Open();

        Assert.Equal("  the  cat ", tokenizer.Decode(tokenizer.Encode("  the  cat ")));
    }

    [Theory]
    [InlineData("""{"tokenizer_class": "LlamaTokenizer"}""", "<s>|▁|a|</s>|▁t")]
    [InlineData("""{"add_bos_token": false, "legacy": false}""", "▁|a|</s>|t")]
    [InlineData("""{"add_prefix_space": false}""", "a|</s>|t")]
    public void The_config_says_where_blanks_and_BOS_go(string config, string tokens) =>
        Assert.Equal(tokens.Split('|'), Llama().Open(config).Tokens("a</s>t"));

    [Fact]
    public void Control_pieces_are_plain_text_when_asked() =>
        Assert.DoesNotContain("</s>", Llama().Open().Tokens("</s>", parseSpecial: false));

    [Fact]
    public void A_control_piece_is_never_merged_into()
    {
        var tokenizer = new SentencePieceBytes()
            .Piece("<unk>", 0, PieceType.Unknown)
            .Piece("ab", 0, PieceType.Control)
            .Piece("a")
            .Piece("b")
            .Trainer(Bpe)
            .Normalizer(dummyPrefix: false)
            .Open();

        Assert.Equal(["a", "b"], tokenizer.Tokens("ab", parseSpecial: false));
    }

    [Fact]
    public void User_defined_pieces_stay_whole_and_merge_with_nothing()
    {
        var tokenizer = new SentencePieceBytes()
            .Specials()
            .Piece("a")
            .Piece("b")
            .Piece("ab", -1)
            .Piece("b<n>", -1)
            .Piece("<n>", 0, PieceType.UserDefined)
            .Trainer(Bpe)
            .Normalizer(dummyPrefix: false)
            .Open();

        Assert.Equal(["ab", "<n>", "ab"], tokenizer.Tokens("ab<n>ab"));
    }

    [Fact]
    public void Unknown_characters_in_a_row_are_one_token()
    {
        var tokenizer = new SentencePieceBytes()
            .Specials()
            .Piece("a")
            .Trainer(Bpe)
            .Normalizer(dummyPrefix: false)
            .Open();

        Assert.Equal(["a", "<unk>", "a"], tokenizer.Tokens("axyza"));
    }

    [Fact]
    public void Extra_blanks_go_where_the_model_says()
    {
        var tokenizer = new SentencePieceBytes()
            .Specials()
            .Piece("▁", -3)
            .Piece("▁a", -1)
            .Piece("b", -2)
            .Trainer(Unigram)
            .Normalizer(removeExtraBlanks: true)
            .Open();

        Assert.Equal(["▁a", "▁", "b"], tokenizer.Tokens("  a   b  "));
        Assert.Empty(tokenizer.Encode("   "));
    }

    [Fact]
    public void The_charsmap_applies_before_all_else()
    {
        var tokenizer = new SentencePieceBytes()
            .Specials()
            .Piece("x")
            .Piece("b")
            .Trainer(Unigram)
            .Normalizer(dummyPrefix: false, charsMap: CharsMaps.AToX)
            .Open();

        Assert.Equal(["x", "b", "x"], tokenizer.Tokens("aba"));
    }

    [Fact]
    public void ChatGLMs_tokens_follow_the_pieces_and_two_stand_before_each_text()
    {
        var tokenizer = Llama().Open("""{"tokenizer_class": "ChatGLMTokenizer"}""");
        var first = tokenizer.VocabularySize - 9;

        Assert.Equal([first + 1, first + 3], tokenizer.Encode("a").Take(2));
        Assert.Equal(["[gMASK]", "sop", "<|user|>", "▁t"], tokenizer.Tokens("[gMASK]sop<|user|>t", addSpecial: false));
    }

    [Fact]
    public void A_file_of_tiktoken_ranks_is_refused_by_name()
    {
        var refusal = Folder.Refusal(("tokenizer.model", "IQ== 0\nIg== 1\n"));

        Assert.Contains("tiktoken", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused_or_read_but_never_crashes()
    {
        var bytes = Llama().ToArray();
        using var folder = new Testing.TemporaryFolder();
        for (var length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(folder["tokenizer.model"], bytes[..length]);
            try
            {
                TokenizerFolder.Open(folder.Path).Encode("the cat é");
            }
            catch (InputException)
            {
                // Refused in one line: as it should be.
            }
        }
    }

    private static SentencePieceBytes Llama() =>
        new SentencePieceBytes()
            .Specials()
            .AllBytes()
            .Piece("▁t", -1)
            .Piece("he", -2)
            .Piece("▁the", -3)
            .Piece("at", -4)
            .Piece("▁", -10)
            .Piece("t", -11)
            .Piece("h", -12)
            .Piece("e", -13)
            .Piece("c", -14)
            .Piece("a", -15)
            .Trainer(Bpe, byteFallback: true)
            .Normalizer();
}
