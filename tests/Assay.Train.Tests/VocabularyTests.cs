using Assay.Train.Vocabulary;
using CsCheck;

namespace Assay.Train.Tests;

public sealed class VocabularyTests
{
    private static readonly BytePairTokenizer Tokenizer = BytePairLearner.Learn(
        ["the cat and the other cat", "A. the hat\nB. the cat"],
        300
    );

    [Fact]
    public void Any_text_comes_back() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["the catAB. \n12é語"], 0, 40])
            .Where(text => text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar))
            .Sample(text => Assert.Equal(text, Tokenizer.Decode(Tokenizer.Tokens(text))));

    [Fact]
    public void The_most_frequent_pair_is_merged_first() => Assert.Equal("he", Text(Tokenizer.Merges[0]));

    [Fact]
    public void A_frequent_word_becomes_one_token_with_its_blank() => Assert.Single(Tokenizer.Tokens(" the"));

    [Fact]
    public void Special_tokens_are_read_as_such() =>
        Assert.Equal([1, BytePairTokenizer.FirstByte + 'x', 2], Tokenizer.Tokens("<|im_start|>x<|im_end|>"));

    [Theory]
    [InlineData("B. the", "B")]
    [InlineData("(B)", "B")]
    [InlineData(": B", "B")]
    [InlineData("\nB", "B")]
    [InlineData("25", "5")]
    public void A_letter_or_digit_is_the_same_token_everywhere(string text, string token) =>
        Assert.Contains(Assert.Single(Tokenizer.Tokens(token)), Tokenizer.Tokens(text));

    [Fact]
    public void Nothing_is_left_out_between_parts() =>
        Gen.String.Sample(text =>
        {
            var end = 0;
            foreach (var part in PreTokenizer.Split(text))
            {
                Assert.Equal(end, part.Index);
                end += part.Length;
            }
            Assert.Equal(text.Length, end);
        });

    [Fact]
    public void Every_byte_has_a_letter_of_its_own() =>
        Assert.Distinct(Enumerable.Range(0, 256).Select(value => ByteLetters.Write([(byte)value])));

    private static string Text((int Left, int Right) pair) => Tokenizer.Decode([pair.Left, pair.Right]);
}
