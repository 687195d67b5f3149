using Assay.Tokenizers.Tests.Support;

namespace Assay.Tokenizers.Tests;

public sealed class TokenizerFolderTests
{
    private static readonly string Alphabet = string.Join(
        ", ",
        ByteAlphabet.Characters.ToArray().Select((c, id) => $"{Folder.Quote(c.ToString())}: {id}")
    );

    [Fact]
    public void GPT_2s_two_files_make_a_byte_level_BPE()
    {
        var tokenizer = Folder.Open(
            ("vocab.json", $$"""{ {{Alphabet}}, "he": 256, "Ġhe": 257, "<|endoftext|>": 258}"""),
            ("merges.txt", "#version: 0.2\nh e\nĠ he\n")
        );

        Assert.Equal(["he", "Ġhe", "<|endoftext|>"], tokenizer.Tokens("he he<|endoftext|>"));
        Assert.Equal((258, 258), (tokenizer.BosId, tokenizer.EosId));
        Assert.Equal("byte-level BPE", tokenizer.Kind);
    }

    [Fact]
    public void Qwen_2s_two_files_split_digits_and_compose_letters()
    {
        var tokenizer = Folder.Open(
            ("vocab.json", $$"""{ {{Alphabet}}, "12": 256}"""),
            ("merges.txt", "1 2\n"),
            ("tokenizer_config.json", """{"tokenizer_class": "Qwen2Tokenizer"}""")
        );

        Assert.Equal(["1", "2", "Ã", "©"], tokenizer.Tokens("12e\u0301"));
    }

    [Fact]
    public void BERTs_vocabulary_makes_a_WordPiece()
    {
        var tokenizer = Folder.Open(("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nhello\n##s\n,\nelan\n"));

        Assert.Equal(["[CLS]", "hello", "##s", ",", "elan", "[UNK]", "[SEP]"], tokenizer.Tokens("Hellos, élan x"));
        Assert.Equal("hellos, elan", tokenizer.Decode(tokenizer.Encode("Hellos, élan")));
        Assert.Equal((0, 1), (tokenizer.PadId, tokenizer.UnknownId));
    }

    [Fact]
    public void A_folder_without_a_tokenizer_is_refused_with_what_is_needed()
    {
        var refusal = Folder.Refusal(("config.json", "{}"));

        Assert.Contains("needed: tokenizer.json, tokenizer.model, vocab.json", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_without_merges_is_refused() =>
        Assert.Contains("no merges.txt", Folder.Refusal(("vocab.json", "{}")), StringComparison.Ordinal);

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Assert.Throws<InputException>(() => TokenizerFolder.Open(Path.Combine(Path.GetTempPath(), "no-such-model")));

    [Theory]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 2147483648}, "merges": []}}""", "has the id 2147483648")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": -1}, "merges": []}}""", "has the id -1")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 1.5}, "merges": []}}""", "must be a whole number")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0, "b": 0}, "merges": []}}""", "have the same id 0")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"]}}""", "needs the token 'b'")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0, "b": 1}, "merges": ["a b"]}}""", "needs the token 'ab'")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["ab"]}}""", "two texts with a blank")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a"]]}}""", "must be two texts")]
    [InlineData("""{"model": {"type": "BPE", "vocab": [], "merges": []}}""", "must be an object")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"\uD800": 0}, "merges": []}}""", "no valid text")]
    [InlineData("""{"model": {"type": "Unigram", "unk_id": 9, "vocab": [["a", 0]]}}""", "no id of the vocabulary")]
    [InlineData("""{"model": {"type": "Unigram", "vocab": [["a"]]}}""", "a text and a number")]
    [InlineData("""{"model": {"type": "WordPiece", "unk_token": "?", "vocab": {"a": 0}}}""", "unknown token")]
    [InlineData("""{"model": {"type": "Magic", "vocab": {}}}""", "the model 'Magic' is not supported")]
    [InlineData("""{"model": 5}""", "must be an object")]
    [InlineData("""{}""", "'model' is missing")]
    [InlineData("""[]""", "must be an object")]
    [InlineData("""{"model": """, "malformed JSON")]
    [InlineData("", "malformed JSON")]
    public void A_file_that_lies_is_refused_in_one_line(string json, string reason)
    {
        var refusal = Folder.Refusal(("tokenizer.json", json));

        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    [Theory]
    [InlineData("""{"id": 0, "content": ""}""", "an added token is empty")]
    [InlineData("""{"id": 99999999999, "content": "<x>"}""", "has the id 99999999999")]
    [InlineData("""{"content": "x"}""", "'id' is missing")]
    public void Added_tokens_that_lie_are_refused(string token, string reason)
    {
        var json = Folder.ByteLevelJson([], more: $"\"added_tokens\": [{token}],");

        Assert.Contains(reason, Folder.Refusal(("tokenizer.json", json)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"SpecialToken": {"id": "x"}}]""", "'x' is not described")]
    [InlineData("[]", "leaves out the text")]
    [InlineData("""[{"Sequence": {"id": "A"}}, {"Sequence": {"id": "A"}}]""", "must have it once")]
    public void Templates_that_lie_are_refused(string template, string reason)
    {
        var post =
            $$""" "post_processor": {"type": "TemplateProcessing", "single": {{template}}, "special_tokens": { } },""";
        var json = Folder.ByteLevelJson([], more: post);

        Assert.Contains(reason, Folder.Refusal(("tokenizer.json", json)), StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_nested_without_end_is_refused() =>
        Assert.Contains(
            "malformed JSON",
            Folder.Refusal(("tokenizer.json", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)))),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        var json = Folder
            .ByteLevelJson([("h", "e")], more: "\"added_tokens\": [{\"id\": 257, \"content\": \"<x>\"}],")
            .TrimEnd();
        for (var length = 0; length < json.Length; length += 97)
        {
            Folder.Refusal(("tokenizer.json", json[..length]));
        }
    }

    [Fact]
    public void Merges_that_go_in_circles_end_all_the_same()
    {
        // Each merge makes one symbol of two, so no list of merges can go on for ever.
        var tokenizer = Folder.OpenJson(
            """
            {"model": {"type": "BPE", "vocab": {"a": 0, "aa": 1, "aaa": 2, "aaaa": 3},
              "merges": ["a a", "aa a", "a aa", "aa aa", "a a", "aaa a", "a aaa"]}}
            """
        );

        Assert.Equal("aaaaaaa", string.Concat(tokenizer.Tokens("aaaaaaa")));
    }

    [Fact]
    public void An_unsupported_step_is_refused_with_those_known()
    {
        var json = Folder.ByteLevelJson([], preTokenizer: """{"type": "UnicodeScripts"}""");

        var refusal = Folder.Refusal(("tokenizer.json", json));
        Assert.Contains(
            "pre_tokenizer: the pre-tokenizer 'UnicodeScripts' is not supported",
            refusal,
            StringComparison.Ordinal
        );
    }
}
