using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Scoring;

namespace Assay.Tests.Scoring;

public sealed class LikelihoodMetricsTests
{
    private static readonly ImmutableArray<string> Continuations = [" ab", " abcdefgh", " éééé", " abcde"];

    /// <summary>
    /// By hand: sums −6, −8, −7, −6.5 → A. Per character −3, −1, −1.75, −1.3 → B. Per byte −3, −1, −0.875, −1.3 → C (é has two
    /// bytes). Per token −6, −4, −7, −1.3 → D.
    /// </summary>
    private static readonly ImmutableArray<Likelihood> Sums = [new(-6, 1), new(-8, 2), new(-7, 1), new(-6.5, 5)];

    [Theory]
    [InlineData("A", 1, 0, 0, 0)]
    [InlineData("B", 0, 1, 0, 0)]
    [InlineData("C", 0, 0, 1, 0)]
    [InlineData("D", 0, 0, 0, 1)]
    public void Each_norm_has_its_own_winner(string gold, double acc, double norm, double bytes, double token)
    {
        var score = Judge(gold, Sums);

        Assert.Equal(
            [new("acc", acc), new("acc_norm", norm), new("acc_bytes", bytes), new("acc_token", token)],
            score.Values
        );
        Assert.Equal(("A", "most probable"), (score.Extracted, score.Rule));
    }

    [Fact]
    public void Without_token_counts_there_is_no_norm_by_tokens() =>
        Assert.Equal(
            ["acc", "acc_norm", "acc_bytes"],
            Judge("A", [new(-6), new(-8, 2), new(-7, 1), new(-6.5, 5)]).Values.Select(value => value.Metric)
        );

    [Fact]
    public void The_first_of_a_tie_is_the_answer()
    {
        var score = Judge("C", [new(-9), new(-2), new(-2), new(-5)]);

        Assert.Equal(("B", "most probable, first of a tie", 0.0), (score.Extracted, score.Rule, score.Values[0].Value));
    }

    [Fact]
    public void A_tie_below_the_best_is_none() =>
        Assert.Equal("most probable", Judge("C", [new(-9), new(-9), new(-2), new(-5)]).Rule);

    [Theory]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void A_choice_without_a_finite_sum_is_never_the_answer(double sum) =>
        Assert.Equal("B", Judge("B", [new(sum), new(-80), new(sum), new(sum)]).Extracted);

    [Fact]
    public void Without_any_finite_sum_there_is_no_answer()
    {
        var score = Judge("A", [.. Enumerable.Repeat(new Likelihood(double.NegativeInfinity, 1), 4)]);

        Assert.Equal(ScoreStatus.Unanswerable, score.Status);
        Assert.Equal(["acc", "acc_norm", "acc_bytes", "acc_token"], score.Values.Select(value => value.Metric));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(0)]
    public void A_wrong_number_of_sums_is_a_failure_and_no_wrong_answer(int count)
    {
        var score = Judge("A", [.. Enumerable.Repeat(new Likelihood(-1), count)]);

        Assert.Equal((ScoreStatus.Failed, $"{count} likelihoods for 4 choices"), (score.Status, score.Error));
    }

    private static Score Judge(string gold, ImmutableArray<Likelihood> sums) =>
        LikelihoodMetrics.Judge(
            new Sample
            {
                Dataset = "quiz",
                Subset = "main",
                Index = 0,
                Question = "?",
                Choices = [new("A", "ab"), new("B", "abcdefgh"), new("C", "éééé"), new("D", "abcde")],
                Reference = gold,
            },
            Continuations,
            new Likelihoods(sums)
        );
}
