using System.Text;
using Assay.Tokenizers.Patterns;
using Assay.Tokenizers.Tests.Support;
using CsCheck;

namespace Assay.Tokenizers.Tests;

/// <summary>Laws that hold for every text.</summary>
public sealed class RoundTripTests
{
    private static readonly Tokenizer ByteLevel = Folder.OpenJson(
        Folder.ByteLevelJson(
            [("h", "e"), ("Ġ", "he"), ("Ã", "©"), ("ð", "Ł"), ("ðŁ", "ĺ"), ("Ġ", "Ġ"), ("ä", "½"), ("1", "2")],
            $$"""
            {"type": "Sequence", "pretokenizers": [
              {"type": "Split", "pattern": {"Regex": {{Folder.Quote(KnownPatterns.Llama3)}}}, "behavior": "Isolated"},
              {"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}]}
            """
        )
    );

    private static readonly Tokenizer SentencePiece = new SentencePieceBytes()
        .Specials()
        .AllBytes()
        .Piece("▁", -9)
        .Piece("▁▁", -1)
        .Piece("he", -2)
        .Piece("▁he", -3)
        .Piece("h", -10)
        .Piece("e", -11)
        .Piece("é", -12)
        .Piece("éh", -4)
        .Trainer(2, byteFallback: true)
        .Normalizer()
        .Open();

    private static readonly string[] Likely =
    [
        " ",
        "  ",
        "\n",
        "he",
        "h",
        "é",
        "e\u0301",
        "12",
        "你",
        "😀",
        "𠀀",
        "'s",
        "\0",
        "\u200D",
        "ß",
        ".",
    ];

    // Made of what is likely to go wrong, and of any character there is.
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Int[0, Likely.Length - 1].Select(i => Likely[i]),
            Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(char.ConvertFromUtf32)
        )
        .Array[0, 24]
        .Select(string.Concat);

    [Fact]
    public void Byte_level_tokens_decode_to_the_text() =>
        Texts.Sample(text => ByteLevel.Decode(ByteLevel.Encode(text)) == text);

    [Fact]
    public void Tokens_with_byte_fallback_decode_to_the_text() =>
        Texts
            // The mark for blanks is a blank ever after.
            .Where(text => !text.Contains('▁'))
            .Sample(text => SentencePiece.Decode(SentencePiece.Encode(text)) == text);

    [Fact]
    public void The_bytes_of_byte_level_tokens_are_those_of_the_text() =>
        Texts.Sample(text =>
            ByteLevel.Encode(text).SelectMany(ByteLevel.BytesOf).SequenceEqual(Encoding.UTF8.GetBytes(text))
        );

    [Fact]
    public void The_bytes_of_tokens_with_byte_fallback_are_those_of_the_text_behind_a_blank() =>
        Texts
            .Where(text => text.Length > 0 && !text.Contains('▁'))
            .Sample(text =>
                SentencePiece
                    .Encode(text)
                    .SelectMany(SentencePiece.BytesOf)
                    .SequenceEqual(Encoding.UTF8.GetBytes(" " + text))
            );

    [Fact]
    public void Any_ids_decode_piece_by_piece_as_they_do_at_once() =>
        Gen.Select(Gen.Int[-2, 300].Array[0, 30], Gen.Bool)
            .Sample(
                (ids, skipSpecial) =>
                    new[] { ByteLevel, SentencePiece }.All(tokenizer =>
                    {
                        var decoder = tokenizer.StartDecoder(skipSpecial);
                        var pieces = string.Concat(ids.Select(decoder.Append)) + decoder.Flush();
                        return pieces == tokenizer.Decode(ids, skipSpecial);
                    })
            );

    [Fact]
    public void A_streamed_text_is_never_cut_within_a_character() =>
        Texts.Sample(text =>
        {
            var decoder = ByteLevel.StartDecoder();
            var pieces = ByteLevel.Encode(text).Select(decoder.Append).ToList();
            pieces.Add(decoder.Flush());
            return pieces.TrueForAll(piece => piece == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(piece)));
        });

    [Fact]
    public void Half_a_surrogate_pair_counts_as_a_replacement_character()
    {
        Assert.Equal(ByteLevel.Encode("a\uFFFDb"), ByteLevel.Encode("a\uD800b"));
        Assert.Equal(ByteLevel.Encode("\uFFFD"), ByteLevel.Encode("\uDC00"));
    }

    [Fact]
    public void Several_threads_get_the_same_ids()
    {
        var texts = Enumerable.Range(0, 2_000).Select(i => $"he {i * 7919 % 1000} é😀 {i}").ToArray();
        var expected = texts.Select(text => ByteLevel.Encode(text)).ToArray();
        var fresh = Folder.OpenJson(Folder.ByteLevelJson([("h", "e")]));
        var alone = Folder.OpenJson(Folder.ByteLevelJson([("h", "e")]));
        var single = texts.Select(text => alone.Encode(text)).ToArray();

        Parallel.For(
            0,
            texts.Length,
            i =>
            {
                Assert.Equal(expected[i], ByteLevel.Encode(texts[i]));
                Assert.Equal(single[i], fresh.Encode(texts[i]));
                Assert.Equal(texts[i], fresh.Decode(fresh.Encode(texts[i])));
            }
        );
    }
}
