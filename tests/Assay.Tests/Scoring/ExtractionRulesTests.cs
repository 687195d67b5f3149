using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Scoring.Extraction;

namespace Assay.Tests.Scoring;

public sealed class ExtractionRulesTests
{
    private static readonly ImmutableArray<Choice> Choices =
    [
        new("A", "a force"),
        new("B", "the moon"),
        new("C", "iron"),
    ];

    [Theory]
    [InlineData("B")]
    [InlineData("The answer is B")]
    [InlineData("Answer: B")]
    [InlineData(@"\boxed{B}")]
    [InlineData("<answer>B</answer>")]
    [InlineData("答案是B")]
    [InlineData("选B")]
    [InlineData("The moon")]
    [InlineData("The answer is the moon")]
    [InlineData("Well.\nThe moon")]
    [InlineData("B is correct, as shown")]
    [InlineData("It is described by option B there")]
    [InlineData("It is: B.")]
    [InlineData("I choose B.")]
    [InlineData("B. because of it")]
    [InlineData("It seems that (B) fits")]
    [InlineData("It seems that **B** fits")]
    [InlineData("It seems to be B.")]
    public void A_rule_that_finds_a_label_is_listed_as_strict_or_loose_as_it_is(string text)
    {
        var found = LabelExtractor.Find(text, Choices)!.Value;

        Assert.Equal(found.Loose, LabelExtractor.Rules.Single(rule => rule.Name == found.Rule).Loose);
    }

    [Theory]
    [InlineData("18")]
    [InlineData("The answer is 18")]
    [InlineData("So 18 it is")]
    [InlineData(@"\boxed{18}")]
    [InlineData(@"\boxed{1/2}")]
    public void A_rule_that_finds_a_number_is_listed_as_strict_or_loose_as_it_is(string text)
    {
        var found = Numbers.Find(text)!.Value;

        Assert.Equal(found.Loose, Numbers.Rules.Single(rule => rule.Name == found.Rule).Loose);
    }

    // A strict rule behind a loose one would find what a lenient extractor does not.
    [Fact]
    public void Every_loose_rule_for_numbers_comes_last() =>
        Assert.True(Numbers.Rules.SkipWhile(rule => !rule.Loose).All(rule => rule.Loose));
}
