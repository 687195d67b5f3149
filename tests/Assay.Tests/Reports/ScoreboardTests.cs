using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Reports;
using Assay.Scoring;
using CsCheck;
using static Assay.Tests.Reports.Quiz;

namespace Assay.Tests.Reports;

public sealed class ScoreboardTests
{
    [Fact]
    public void The_headline_is_the_mean_over_all_samples()
    {
        var board = Scoreboard();
        board.Add("algebra", Right, Right, Right);
        board.Add("law", Wrong);
        Assert.Equal(0.75, Only(board).Score!.Mean);
    }

    [Fact]
    public void The_headline_weighs_subsets_alike_where_the_benchmark_says_so()
    {
        var board = new Scoreboard(Info with { Headline = Headline.Subsets }, Settings, "model");
        board.Add("algebra", Right, Right, Right);
        board.Add("law", Wrong);
        Assert.Equal((Headline.Subsets, 0.5), (Only(board).Headline, Only(board).Score!.Mean));
    }

    [Fact]
    public void The_headline_weighs_categories_alike_where_the_benchmark_says_so()
    {
        var board = new Scoreboard(Info with { Headline = Headline.Categories }, Settings, "model");
        board.Add("algebra", Right, Right, Right);
        board.Add("physics", Wrong);
        board.Add("law", Wrong);
        Assert.Equal(0.375, Only(board).Score!.Mean);
    }

    [Fact]
    public void A_headline_over_subsets_is_withheld_when_too_many_failed()
    {
        var board = new Scoreboard(Info with { Headline = Headline.Subsets }, Settings, "model");
        board.Add("algebra", Right, Right);
        board.Add("law", Right, Failed);
        Assert.Null(board.ToReport(0.01)[0].Score);
    }

    [Fact]
    public void The_subset_mean_weighs_subsets_alike()
    {
        var board = Scoreboard();
        board.Add("algebra", Right, Right, Right);
        board.Add("law", Wrong);
        Assert.Equal(0.5, Only(board).SubsetMean!.Mean);
    }

    // Each subset has se = √(0.25/3), so the mean of two has √(2 · 0.25/3) / 2.
    [Fact]
    public void The_subset_mean_has_its_own_error()
    {
        var board = Scoreboard();
        board.Add("algebra", Right, Right, Wrong, Wrong);
        board.Add("law", Right, Wrong, Right, Wrong);
        Assert.Equal(Math.Sqrt(0.5 / 3) / 2, Only(board).SubsetMean!.StandardError!.Value, 14);
    }

    [Fact]
    public void A_single_subset_has_no_subset_mean()
    {
        var board = Scoreboard();
        board.Add("law", Right, Wrong);
        Assert.Null(Only(board).SubsetMean);
    }

    [Fact]
    public void An_unanswerable_sample_counts_as_wrong_and_is_counted()
    {
        var board = Scoreboard();
        board.Add("law", Right, Lost);
        var report = Only(board);
        Assert.Equal((0.5, 2, 1, 0), (report.Score!.Mean, report.N, report.Unanswerable, report.Failed));
    }

    [Fact]
    public void A_failed_sample_is_not_a_wrong_one()
    {
        var board = Scoreboard();
        board.Add("law", Right, Failed);
        var report = Only(board, maxFailed: 0.5);
        Assert.Equal((1.0, 1, 1), (report.Score!.Mean, report.N, report.Failed));
    }

    [Theory]
    [InlineData(0.01, true)]
    [InlineData(0.0099, false)]
    public void Above_the_allowed_share_of_failures_there_is_no_headline(double maxFailed, bool hasScore)
    {
        var board = Scoreboard();
        board.Add("law", [.. Enumerable.Repeat(Right, 99), Failed]);
        Assert.Equal(hasScore, Only(board, maxFailed).Score is not null);
    }

    [Fact]
    public void A_subset_is_withheld_by_its_own_share_of_failures()
    {
        var board = Scoreboard();
        board.Add("algebra", [.. Enumerable.Repeat(Right, 98)]);
        board.Add("law", Right, Failed);
        var report = Only(board);
        Assert.Equal((true, true, false), (report.Score is not null, Part(report, "algebra"), Part(report, "law")));

        static bool Part(MetricReport report, string name) =>
            report.Subsets.Single(s => s.Name == name).Score is not null;
    }

    [Fact]
    public void A_category_is_withheld_by_its_own_share_of_failures()
    {
        var board = Scoreboard();
        board.Add("algebra", [.. Enumerable.Repeat(Right, 98)]);
        board.Add("law", Right, Failed);
        Assert.Equal(
            [("STEM", true), ("Humanities", false)],
            Only(board).Categories.Select(category => (category.Name, category.Score is not null))
        );
    }

    [Fact]
    public void The_subset_mean_is_withheld_when_it_would_hide_a_failed_subset()
    {
        var board = Scoreboard();
        board.Add("algebra", [.. Enumerable.Repeat(Right, 98)]);
        board.Add("law", Right, Failed);
        Assert.Null(Only(board).SubsetMean);
    }

    [Fact]
    public void When_everything_failed_the_report_still_says_so()
    {
        var board = Scoreboard();
        board.Add("law", Failed, Failed);
        var report = Only(board);
        Assert.Equal((null, 0, 2), (report.Score, report.N, report.Failed));
    }

    [Fact]
    public void Requested_subsets_are_listed_in_the_benchmarks_order_even_without_samples()
    {
        var board = Scoreboard();
        board.Add("physics", Right);
        board.Add("algebra", Wrong);
        Assert.Equal(
            [("algebra", 1), ("law", 0), ("physics", 1)],
            Only(board).Subsets.Select(subset => (subset.Name, subset.N))
        );
    }

    [Fact]
    public void Subsets_not_requested_are_not_listed()
    {
        var board = Scoreboard(Settings with { Subsets = [Subsets[1]] });
        board.Add("law", Right);
        Assert.Equal(["law"], Only(board).Subsets.Select(subset => subset.Name));
    }

    [Fact]
    public void Categories_sum_their_subsets_in_the_order_of_the_benchmark()
    {
        var board = Scoreboard();
        board.Add("physics", Right, Wrong);
        board.Add("law", Wrong);
        board.Add("algebra", Right, Right);
        Assert.Equal(
            [("STEM", 0.75, 4), ("Humanities", 0.0, 1)],
            Only(board).Categories.Select(category => (category.Name, category.Score!.Mean, category.N))
        );
    }

    [Fact]
    public void A_samples_own_category_comes_before_its_subsets()
    {
        var board = Scoreboard();
        board.Add(Sample("algebra", 1, category: "Level 2"), 0, Right, default);
        board.Add(Sample("algebra", 0, category: "Level 5"), 0, Right, default);
        board.Add(Sample("algebra", 2, category: "Level 2"), 0, Wrong, default);
        Assert.Equal(
            [("Level 5", 1), ("Level 2", 2)],
            Only(board).Categories.Select(category => (category.Name, category.N))
        );
    }

    [Fact]
    public void Metrics_come_in_the_order_of_the_scores_and_the_first_is_primary()
    {
        var board = Scoreboard();
        board.Add("law", Score(("f1", 0.5), ("em", 0)), Score(("f1", 1), ("em", 1)));
        Assert.Equal(
            [("f1", true, 0.75), ("em", false, 0.5)],
            board.ToReport(0).Select(result => (result.Metric, result.Primary, result.Score!.Mean))
        );
    }

    [Fact]
    public void A_metric_that_some_samples_lack_has_its_own_n()
    {
        var board = Scoreboard();
        board.Add("law", Score(("acc", 1), ("acc_token", 1)), Score(("acc", 0)), Score(("acc", 0)));
        Assert.Equal([("acc", 3), ("acc_token", 1)], board.ToReport(0).Select(result => (result.Metric, result.N)));
    }

    // Two samples asked twice: sums 2 and 0, m = 0.5, residuals 1 and −1, se = √(2/1 · 2) / 4 = 0.5.
    [Fact]
    public void Repeats_of_a_sample_are_a_cluster()
    {
        var board = Scoreboard(Settings with { Repeats = 2 });
        foreach (var (index, score) in new[] { (0, Right), (1, Wrong) })
        {
            board.Add(Sample("law", index), 0, score, default);
            board.Add(Sample("law", index), 1, score, default);
        }
        var estimate = Only(board).Score!;
        Assert.Equal((4, 0.5), (estimate.N, estimate.StandardError!.Value));
    }

    [Fact]
    public void Repeats_that_failed_leave_the_others_of_their_sample_together()
    {
        var board = Scoreboard(Settings with { Repeats = 3 });
        foreach (
            var (index, score) in new[] { (0, Right), (1, Wrong), (0, Failed), (1, Wrong), (1, Failed), (0, Right) }
        )
        {
            board.Add(Sample("law", index), 0, score, default);
        }
        Assert.Equal(0.5, Only(board, maxFailed: 1).Score!.StandardError!.Value);
    }

    [Fact]
    public void Samples_of_one_passage_are_a_cluster()
    {
        var board = Scoreboard();
        foreach (
            var (index, passage, score) in new[] { (0, "p", Right), (1, "p", Right), (2, "q", Wrong), (3, "q", Wrong) }
        )
        {
            board.Add(Sample("law", index, cluster: passage), 0, score, default);
        }
        Assert.Equal(0.5, Only(board).Score!.StandardError!.Value);
    }

    [Fact]
    public void Tokens_add_up_over_all_answers()
    {
        var board = Scoreboard();
        board.Add("law", Right, Wrong, Lost);
        Assert.Equal(new TokenUsage(30, 6), Only(board).Usage);
    }

    [Fact]
    public void Chance_is_the_mean_of_one_over_the_number_of_choices()
    {
        var board = Scoreboard();
        board.Add(Sample("law", 0, choices: 4), 0, Right, default);
        board.Add(Sample("law", 1, choices: 2), 0, Right, default);
        Assert.Equal(0.375, Only(board).Chance);
    }

    [Fact]
    public void Free_answers_have_no_chance()
    {
        var board = Scoreboard();
        board.Add(Sample("law", 0, choices: 4), 0, Right, default);
        board.Add(Sample("law", 1), 0, Right, default);
        Assert.Null(Only(board).Chance);
    }

    [Fact]
    public void The_running_score_is_the_primary_metric_so_far()
    {
        var board = Scoreboard();
        Assert.Null(board.Running);
        board.Add("law", Right, Failed, Wrong);
        Assert.Equal((0.5, 2), (board.Running!.Mean, board.Running.N));
    }

    [Fact]
    public void A_value_that_is_not_a_number_names_sample_and_metric()
    {
        var error = Assert.Throws<ArgumentException>(() => Scoreboard().Add("law", Score(("bleu", double.NaN))));
        Assert.Matches("quiz/law/0#.*bleu = NaN", error.Message);
    }

    [Fact]
    public void A_score_without_values_is_an_error_of_the_benchmark() =>
        Assert.Throws<ArgumentException>(() => Scoreboard().Add("law", Score()));

    [Fact]
    public void Any_order_of_samples_gives_the_same_bytes() =>
        Answers
            .SelectMany(answers => Gen.Shuffle(answers).Select(shuffled => (answers, shuffled)))
            .Sample((answers, shuffled) => Written(answers).AsSpan().SequenceEqual(Written(shuffled)), iter: 200);

    [Fact]
    public void Samples_may_be_added_from_many_threads()
    {
        var board = Scoreboard();
        Parallel.For(0, 10_000, i => board.Add(Sample("law", i), 0, i % 4 == 0 ? Right : Wrong, new(1, 1)));
        var report = Only(board);
        Assert.Equal((10_000, 0.25, 10_000), (report.N, report.Score!.Mean, report.Usage.Input));
    }

    private static Gen<(Sample, Score)[]> Answers =>
        Gen.Select(
                OneOf("algebra", "law", "physics", "unknown", "also unknown"),
                OneOf<string?>(null, "x", "y"),
                OneOf<string?>(null, "p", "q"),
                Gen.Double[-1, 1].Array[0, 3]
            )
            .Select(
                (subset, category, cluster, values) =>
                    (
                        Subset: subset,
                        Category: category,
                        Cluster: cluster,
                        Score: values.Length == 0 ? Failed : Of(values)
                    )
            )
            .Array[1, 60]
            .Select(all => all.Select((x, i) => (Quiz.Sample(x.Subset, i, x.Cluster, x.Category), x.Score)).ToArray());

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Score Of(double[] values) =>
        Score([.. values.Select((value, i) => (i == 0 ? "first" : $"m{values.Length - i}", value))]);

    private static byte[] Written((Sample, Score)[] answers)
    {
        var board = Scoreboard();
        foreach (var (sample, score) in answers)
        {
            board.Add(sample, 0, score, new(sample.Index, 1));
        }
        return ReportJson.Write(Report(board.ToReport(0.3)));
    }

    private static MetricReport Only(Scoreboard board, double maxFailed = 0.01) =>
        Assert.Single(board.ToReport(maxFailed), report => report.Primary);
}
