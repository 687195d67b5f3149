using System.Collections.Immutable;
using System.Text;
using Assay.Benchmarks;
using Assay.Reports;
using Assay.Scoring;
using CsCheck;
using static Assay.Tests.Reports.Quiz;

namespace Assay.Tests.Reports;

/// <summary>pass@k and maj@k of samples that are asked several times.</summary>
public sealed class RepeatsReportTests
{
    [Fact]
    public void A_sample_asked_once_has_no_such_metrics() =>
        Assert.Equal(["acc"], Metrics(Board(repeats: 1, (0, 0, Said("A", 1)))));

    [Fact]
    public void Each_k_up_to_the_repeats_and_the_majority_follow_the_metric() =>
        Assert.Equal(["acc", "pass@1", "pass@2", "pass@4", "maj@4"], Metrics(Board(repeats: 4, (0, 0, Said("A", 1)))));

    // One of two answers right: pass@1 = 1/2, pass@2 = 1; the other sample is never right.
    [Fact]
    public void Passing_is_estimated_for_each_sample_and_averaged_over_samples()
    {
        var board = Board(
            repeats: 2,
            (0, 0, Said("B", 0)),
            (0, 1, Said("A", 1)),
            (1, 0, Said("B", 0)),
            (1, 1, Said("C", 0))
        );

        Assert.Equal((0.25, 2), (Entry(board, "pass@1").Score!.Mean, Entry(board, "pass@1").N));
        Assert.Equal((0.5, 2), (Entry(board, "pass@2").Score!.Mean, Entry(board, "pass@2").N));
    }

    [Fact]
    public void The_majority_is_right_or_wrong_as_its_answer_is()
    {
        var board = Board(
            repeats: 3,
            (0, 0, Said("B", 0)),
            (0, 1, Said("A", 1)),
            (0, 2, Said("A", 1)),
            (1, 0, Said("A", 1)),
            (1, 1, Said("B", 0)),
            (1, 2, Said("B", 0))
        );

        Assert.Equal(0.5, Entry(board, "maj@3").Score!.Mean);
    }

    [Fact]
    public void Of_a_tie_the_lowest_repeat_decides_whichever_came_first()
    {
        var board = Board(repeats: 2, (0, 1, Said("B", 0)), (0, 0, Said("A", 1)));

        Assert.Equal(1, Entry(board, "maj@2").Score!.Mean);
    }

    [Fact]
    public void Answers_that_were_not_found_do_not_vote()
    {
        var board = Board(
            repeats: 3,
            (0, 0, Lost),
            (0, 1, Lost),
            (0, 2, Said("A", 1)),
            (1, 0, Lost),
            (1, 1, Lost),
            (1, 2, Lost)
        );

        var majority = Entry(board, "maj@3");

        Assert.Equal((0.5, 2, 1), (majority.Score!.Mean, majority.N, majority.Unanswerable));
    }

    [Fact]
    public void Under_the_strict_extractor_loose_finds_do_not_vote()
    {
        var board = new Scoreboard(
            Info,
            Settings with
            {
                Repeats = 2,
                Extractor = Assay.Scoring.Extraction.Extractor.Strict,
            },
            "model"
        );
        board.Add(Sample("law", 0), 0, Said("B", 0) with { Loose = true }, default);
        board.Add(Sample("law", 0), 1, Said("A", 1), default);

        Assert.Equal(1, Entry(board, "maj@2").Score!.Mean);
    }

    [Fact]
    public void A_sample_with_a_failed_repeat_is_a_failed_sample()
    {
        var board = Board(repeats: 2, (0, 0, Said("A", 1)), (0, 1, Failed), (1, 0, Said("A", 1)), (1, 1, Said("A", 1)));

        var entry = Entry(board, "pass@1");

        Assert.Equal((1.0, 1, 1), (entry.Score!.Mean, entry.N, entry.Failed));
    }

    [Fact]
    public void A_sample_that_lacks_repeats_is_not_counted_yet()
    {
        var board = Board(repeats: 2, (0, 0, Said("A", 1)), (0, 1, Said("A", 1)), (1, 0, Said("A", 1)));

        Assert.Equal(1, Entry(board, "pass@2").N);
    }

    [Fact]
    public void The_interval_stays_within_0_and_1()
    {
        var board = Board(
            repeats: 2,
            (0, 0, Said("A", 1)),
            (0, 1, Said("B", 0)),
            (1, 0, Said("A", 1)),
            (1, 1, Said("A", 1))
        );

        var score = Entry(board, "pass@1").Score!;

        Assert.Equal((0.75, 0.0, 1.0), (score.Mean, score.Low, score.High));
    }

    [Fact]
    public void Subsets_and_categories_have_them_too()
    {
        var board = Scoreboard(Settings with { Repeats = 2 });
        board.Add(Sample("law", 0), 0, Said("A", 1), default);
        board.Add(Sample("law", 0), 1, Said("B", 0), default);

        var entry = Entry(board, "pass@1");

        Assert.Equal(0.5, entry.Subsets.Single(subset => subset.Name == "law").Score!.Mean);
        Assert.Equal(0.5, entry.Categories.Single(category => category.Name == "Humanities").Score!.Mean);
    }

    [Fact]
    public void A_metric_that_is_not_0_or_1_has_none() =>
        Assert.Equal(["f1"], Metrics(Board(repeats: 2, (0, 0, Score(("f1", 0.5))), (0, 1, Score(("f1", 1))))));

    [Fact]
    public void A_benchmarks_own_metric_of_that_name_stays_alone()
    {
        var board = Board(repeats: 2, (0, 0, Score(("pass@1", 1))), (0, 1, Score(("pass@1", 0))));

        Assert.Equal(["pass@1", "pass@2", "maj@2"], Metrics(board));
        Assert.Equal(2, Entry(board, "pass@1").N);
    }

    [Fact]
    public void Any_order_of_answers_gives_the_same_bytes() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 2])
            .Array[0, 60]
            .Select(all => all.DistinctBy(answer => (answer.Item1, answer.Item2)).ToArray())
            .SelectMany(answers => Gen.Shuffle(answers).Select(shuffled => (answers, shuffled)))
            .Sample(pair => Bytes(pair.answers) == Bytes(pair.shuffled), iter: 300);

    private static string Bytes((int Index, int Repeat, int Answer)[] answers) =>
        Encoding.UTF8.GetString(
            ReportJson.Write(
                Report(
                    Board(
                            repeats: 4,
                            [
                                .. answers.Select(x =>
                                    (x.Index, x.Repeat, x.Answer == 2 ? Failed : Said($"{x.Answer}", x.Answer))
                                ),
                            ]
                        )
                        .ToReport(1)
                )
            )
        );

    private static Score Said(string answer, double value) => Score(("acc", value)) with { Extracted = answer };

    private static Scoreboard Board(int repeats, params ReadOnlySpan<(int Index, int Repeat, Score Score)> answers)
    {
        var board = Scoreboard(Settings with { Repeats = repeats });
        foreach (var (index, repeat, score) in answers)
        {
            board.Add(Sample("law", index), repeat, score, default);
        }
        return board;
    }

    private static ImmutableArray<string> Metrics(Scoreboard board) =>
        [.. board.ToReport(1).Select(entry => entry.Metric)];

    private static MetricReport Entry(Scoreboard board, string metric) =>
        Assert.Single(board.ToReport(1), entry => entry.Metric == metric);
}
