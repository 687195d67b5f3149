using Assay.Models;
using Assay.Scoring;
using Assay.Scoring.Extraction;

namespace Assay.Benchmarks.Yaml.Tests;

public sealed class ScoringTests : IDisposable
{
    private const string Lima = "question,answer\nCapital of Peru?,Lima\n";

    private readonly Quiz quiz = new();

    public void Dispose() => quiz.Dispose();

    [Theory]
    [InlineData("B", 1)]
    [InlineData("<think>A? No.</think>The answer is B.", 1)]
    [InlineData("The answer is A.", 0)]
    public void A_letter_is_found_as_in_the_built_in_benchmarks(string text, double value)
    {
        var score = quiz.Says(Quiz.Choice).Score(text);

        Assert.Equal(new MetricValue("acc", value), Assert.Single(score.Values));
    }

    [Fact]
    public void A_text_without_an_answer_is_unanswerable() =>
        Assert.Equal(ScoreStatus.Unanswerable, quiz.Says(Quiz.Choice).Score("I wonder.").Status);

    [Fact]
    public void The_most_probable_choice_is_the_answer()
    {
        var benchmark = quiz.Says(Quiz.Choice + "mode: likelihood").Load();

        var score = benchmark.Score(
            quiz.Samples()[0],
            new Likelihoods([new(-3), new(-1), new(-2), new(-4)]),
            SettingsReader.Read(benchmark.Info)
        );

        Assert.Equal("B", score.Extracted);
        Assert.Equal(1, score.Values.First(value => value.Metric == "acc").Value);
    }

    [Theory]
    [InlineData("Lima", "Lima", "whole")]
    [InlineData("Well.\nThe answer is **Lima**.", "Lima", "answer")]
    [InlineData("Answer: \"Lima\"\nBecause I know.", "Lima", "answer")]
    [InlineData("答案是Lima。", "Lima", "answer")]
    public void A_stated_answer_is_found_before_the_whole_text(string text, string answer, string rule)
    {
        var score = quiz.Says(Quiz.Free, Lima).Score(text);

        Assert.Equal((answer, rule), (score.Extracted, score.Rule));
        Assert.Equal(new MetricValue("exact_match", 1), Assert.Single(score.Values));
    }

    [Theory]
    [InlineData("last_line", "Peru?\nLima", "Lima")]
    [InlineData("first_line", "Lima\nis it", "Lima")]
    [InlineData("number", "first 3, then 4", "4")]
    [InlineData("boxed", @"so \boxed{Lima}", "Lima")]
    [InlineData("whole", " Lima ", "Lima")]
    [InlineData("{regex: 'final: (\\w+)'}", "final: Cusco. No, final: Lima.", "Lima")]
    [InlineData("{regex: 'final: (\\w+)', pick: first}", "final: Lima. No, final: Cusco.", "Lima")]
    [InlineData("{regex: 'L\\w+'}", "it is Lima", "Lima")]
    [InlineData("{regex: '(?<a>\\w+) or (?<b>\\w+)', group: b}", "Cusco or Lima", "Lima")]
    [InlineData("{regex: '(?<=is )\\w+'}", "it is Lima", "Lima")]
    public void Each_rule_finds_what_it_says(string rule, string text, string answer) =>
        Assert.Equal(answer, quiz.Says(Quiz.Free + $"extract: [{rule}]", Lima).Score(text).Extracted);

    [Fact]
    public void The_first_rule_that_finds_something_counts() =>
        Assert.Equal(
            "Lima",
            quiz.Says(Quiz.Free + "extract: [boxed, {regex: 'X(.)'}, last_line]", Lima).Score("no\nLima").Extracted
        );

    [Theory]
    [InlineData("[C]", "C", 0)]
    [InlineData("[b]", "B", 1)]
    [InlineData("[Jupiter]", "B", 1)]
    public void A_regex_of_multiple_choice_takes_a_letter_or_a_choices_text(string text, string label, double value)
    {
        var score = quiz.Says(Quiz.Choice + @"extract: [{regex: '\[(.+)\]'}]").Score(text);

        Assert.Equal((label, value), (score.Extracted, score.Values[0].Value));
    }

    [Fact]
    public void A_regex_that_takes_something_else_finds_nothing() =>
        Assert.Equal(
            ScoreStatus.Unanswerable,
            quiz.Says(Quiz.Choice + @"extract: [{regex: '\[(.+)\]'}]").Score("[Pluto]").Status
        );

    [Fact]
    public void What_a_loose_rule_finds_does_not_count_for_a_strict_extractor()
    {
        var score = quiz.Says(Quiz.Free + "extract: [{rule: whole, loose: true}]", Lima).Score("Lima");

        Assert.Equal(ScoreStatus.Unanswerable, score.Under(Extractor.Strict).Status);
        Assert.Equal(ScoreStatus.Scored, score.Under(Extractor.Lenient).Status);
    }

    [Fact]
    public void Every_metric_is_reported_the_first_is_primary()
    {
        var score = quiz.Says(Quiz.Free + "metrics: [f1, exact_match, contains]\nextract: [whole]", Lima)
            .Score("It is Lima");

        Assert.Equal(
            [new MetricValue("f1", 0.5), new MetricValue("exact_match", 0), new MetricValue("contains", 1)],
            score.Values
        );
    }

    [Fact]
    public void A_metrics_numbers_can_be_set()
    {
        quiz.Says(Quiz.Free + "metrics: [{number: {relative: 0.1}}]", "question,answer\nHow many?,100\n");

        Assert.Equal([1, 0], new[] { "109", "111" }.Select(text => quiz.Score(text).Values[0].Value));
    }

    [Fact]
    public void The_text_is_cut_at_the_stop_strings() =>
        Assert.Equal("Lima", quiz.Says(Quiz.Free + "stop: [\"\\n\"]", Lima).Score("Lima\nQuestion: next").Extracted);

    [Fact]
    public void A_hostile_expression_over_a_hostile_text_ends()
    {
        quiz.Says(Quiz.Free + "extract: [{regex: '(?=x)?(a+)+$', timeout: 50ms}]", Lima);

        Assert.Equal(ScoreStatus.Unanswerable, quiz.Score(new string('a', 100_000) + "!").Status);
    }
}
