using System.Collections.Immutable;
using Assay.Scoring.Text;

namespace Assay.Tests.Scoring.Text;

/// <summary>Values of mjpost/sacrebleu's own tests (test/test_chrf.py) and of the card of huggingface/evaluate's chrf.</summary>
public sealed class ChrfTests
{
    private const string Risk =
        " risk assessment must be made of those who are qualified and expertise in the sector - these are the scientists .";
    private const string RiskReference =
        "risk assessment has to be undertaken by those who are qualified and expert in that area - that is the scientists .";

    private static readonly ImmutableArray<(string, ImmutableArray<string>)> Cats =
    [
        (
            "The relationship between cats and dogs is not exactly friendly.",
            ["The relationship between dogs and cats is not exactly friendly."]
        ),
        (
            "a good bookshop is just a genteel black hole that knows how to read.",
            ["A good bookshop is just a genteel Black Hole that knows how to read."]
        ),
    ];

    [Theory]
    [InlineData("abcdefg", "hijklmnop", 0)]
    [InlineData("", "reference", 0)]
    [InlineData("aa", "ab", 8.3333)]
    [InlineData("a", "a", 16.6667)]
    [InlineData("a b c", "abc", 50)]
    [InlineData(Risk, RiskReference, 63.361730)]
    public void With_epsilon_for_orders_that_a_short_text_has_not(string text, string reference, double expected) =>
        Assert.Equal(expected, new Chrf { Beta = 3, EpsilonSmoothing = true }.Sentence(text, reference), 0.0001);

    [Theory]
    [InlineData("a", "a", 100)]
    [InlineData("a b c", "abc", 100)]
    [InlineData("", "c", 0)]
    [InlineData("aa", "ab", 25)]
    public void Over_the_orders_that_both_texts_have(string text, string reference, double expected) =>
        Assert.Equal(expected, new Chrf { Beta = 3 }.Sentence(text, reference), 0.0001);

    [Fact]
    public void White_space_counts_when_asked_for() =>
        Assert.Equal(
            65.2414427,
            new Chrf { Beta = 3, WhiteSpace = true }.Sentence(Risk.TrimStart(), RiskReference),
            0.0001
        );

    [Fact]
    public void ChrF_of_a_corpus() => Assert.Equal(84.64214891738334, new Chrf().Corpus(Cats), 9);

    [Fact]
    public void ChrF_plus_plus_of_a_corpus() =>
        Assert.Equal(82.87263732906315, new Chrf { WordOrder = 2 }.Corpus(Cats), 9);

    [Fact]
    public void The_closest_reference_counts() =>
        Assert.Equal(100, new Chrf().Sentence("the cat", "a dog", "the cat"), 9);
}
