using Assay.Tokenizers.Models;
using Assay.Tokenizers.Tests.Support;

namespace Assay.Tokenizers.Tests;

/// <summary>A million characters in one word. What takes quadratic time does not come to an end here.</summary>
public sealed class LongTextTests
{
    private const int Million = 1_000_000;

    private static readonly Tokenizer ByteLevel = Folder.OpenJson(
        Folder.ByteLevelJson([("a", "a"), ("aa", "aa"), ("aaaa", "aaaa"), ("Ġ", "Ġ")])
    );

    [Fact]
    public void One_letter_again_and_again()
    {
        var ids = ByteLevel.Encode(new string('a', Million));

        Assert.Equal(Million / 8, ids.Count);
        Assert.All(ids, id => Assert.Equal("aaaaaaaa", ByteLevel.TokenText(id)));
    }

    [Fact]
    public void Blanks_before_a_word() =>
        // The last blank belongs to the word, so that one of the others is left alone.
        Assert.Equal((Million / 2) + 2, ByteLevel.Encode(new string(' ', Million) + "x").Count);

    [Fact]
    public void Base64_comes_back()
    {
        var bytes = new byte[Million * 3 / 4];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((i * 2654435761L) >> 13);
        }
        var text = Convert.ToBase64String(bytes);

        Assert.Equal(text, ByteLevel.Decode(ByteLevel.Encode(text)));
    }

    [Fact]
    public void SentencePieces_merges_over_a_text_that_is_one_word()
    {
        var tokenizer = new SentencePieceBytes()
            .Specials()
            .Piece("▁", -9)
            .Piece("a", -8)
            .Piece("aa", -1)
            .Piece("aaaa", -2)
            .Trainer(2)
            .Normalizer(dummyPrefix: false)
            .Open();

        Assert.Equal(Million / 4, tokenizer.Encode(new string('a', Million)).Count);
    }

    [Fact]
    public void Unigrams_best_way_through_a_text_that_is_one_word()
    {
        var tokenizer = new SentencePieceBytes()
            .Specials()
            .Piece("a", -8)
            .Piece("aaa", -9)
            .Trainer(1)
            .Normalizer(dummyPrefix: false)
            .Open();

        Assert.Equal((Million / 3) + 1, tokenizer.Encode(new string('a', Million)).Count);
    }

    [Fact]
    public void Merging_asks_for_each_pair_a_bounded_number_of_times()
    {
        const int count = 100_000;
        var symbols = new Symbol[count];
        for (var i = 0; i < count; i++)
        {
            symbols[i] = new Symbol { Id = 1, Length = 1 };
        }
        var asked = new int[1];

        Merger.Run(symbols, count, "", new Doubling(asked));

        // One question for each pair at the start, two for each merge.
        Assert.InRange(asked[0], count, 3 * count);
        Assert.Equal(count, symbols.Where(symbol => symbol.Length > 0).Sum(symbol => symbol.Length));
    }

    [Fact]
    public void No_more_words_are_remembered_than_there_is_room_for()
    {
        var words = new PieceEncoder(new WordLevelModel([], unknownId: 0, "test"), mapsBytes: false);
        var ids = new List<int>();
        for (var i = 0; i < PieceEncoder.Capacity + 1_000; i++)
        {
            words.Encode(i.ToString(System.Globalization.CultureInfo.InvariantCulture), ids);
        }

        Assert.Equal(PieceEncoder.Capacity, words.Remembered);
    }

    // Two symbols of the same size make one of double size.
    private readonly struct Doubling(int[] asked) : IMergeRules
    {
        public bool TryMerge(in Symbol left, in Symbol right, ReadOnlySpan<char> word, out int rank, out int merged)
        {
            asked[0]++;
            (rank, merged) = (left.Id, left.Id + 1);
            return left.Id == right.Id;
        }
    }
}
