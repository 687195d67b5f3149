using System.Text;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Reports;
using Assay.Scoring;
using Assay.Scoring.Extraction;
using static Assay.Tests.Reports.Quiz;

namespace Assay.Tests.Reports;

/// <summary>Questions whose references the authors keep to themselves.</summary>
public sealed class UnscoredTests
{
    private static readonly Score Answered = Right with { Extracted = "B" };

    [Fact]
    public void Their_answers_are_counted_and_not_scored()
    {
        var board = Board(Answered, Right);

        var report = Assert.Single(board.ToReport(maxFailed: 0));

        Assert.Equal((0, 2, 0), (report.N, report.Unscored, report.Failed));
        Assert.Null(report.Score);
    }

    [Fact]
    public void Scored_ones_beside_them_keep_their_score()
    {
        var board = Board(Answered);
        board.Add(Sample("law", 1), 0, Right, default);

        var report = Assert.Single(board.ToReport(maxFailed: 0));

        Assert.Equal((1, 1, 1.0), (report.N, report.Unscored, report.Score!.Mean));
    }

    [Fact]
    public void Failed_ones_are_shared_among_all_that_were_asked()
    {
        var board = Board(Answered);
        board.Add(Sample("law", 1), 0, Right, default);
        board.Add(Sample("law", 2), 0, Failed, default);

        Assert.NotNull(board.ToReport(maxFailed: 0.34)[0].Score);
    }

    [Fact]
    public void The_submission_has_each_answer_by_subset_and_id()
    {
        var submission = new Submission();
        submission.Add(Sample("law", 1), "C");
        submission.Add(Sample("law", 0), null);
        submission.Add(Sample("algebra", 4) with { Fields = Named("17") }, "A");

        Assert.Equal(
            """
            {
              "algebra": {
                "17": "A"
              },
              "law": {
                "0": "",
                "1": "C"
              }
            }

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(submission.ToJson())
        );
    }

    [Fact]
    public void Of_repeated_questions_the_first_answer_is_handed_in()
    {
        var board = Scoreboard(Settings with { Repeats = 2 });
        board.Add(Kept(0), 1, (Right with { Extracted = "D" }).WithoutReference(), default);
        board.Add(Kept(0), 0, Answered.WithoutReference(), default);

        Assert.Contains("\"B\"", Encoding.UTF8.GetString(board.Submission.ToJson()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_strict_extractor_does_not_make_them_wrong_ones() =>
        Assert.Equal(
            ScoreStatus.Unscored,
            (Answered with { Loose = true }).WithoutReference().Under(Extractor.Strict).Status
        );

    [Fact]
    public void The_report_says_where_the_answers_are()
    {
        var warning = Assert.Single(
            ReportAnalysis.Warnings(
                Report(Result with { Model = "m", Score = null, N = 0, Unanswerable = 0, Unscored = 12_342 })
            )
        );

        Assert.Contains("12342 answers have no published reference", warning, StringComparison.Ordinal);
        Assert.Contains("reports/m/quiz_submission.json", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void The_count_is_read_back_from_the_report()
    {
        var report = Report(Result with { Unscored = 7 });

        Assert.Equal(7, ReportReader.Read(ReportJson.Write(report), "run", "report.json").Results[0].Unscored);
    }

    [Fact]
    public void A_subset_may_count_in_a_category_beside_its_own()
    {
        var info = Info with
        {
            Subsets =
            [
                new("physics", 4, "STEM") { AlsoIn = "Hard" },
                new("algebra", 4, "STEM"),
                new("law", 4, "Humanities"),
            ],
        };
        var board = new Scoreboard(info, Settings with { Subsets = info.Subsets }, "model");
        board.Add("physics", Right);
        board.Add("algebra", Wrong);
        board.Add("law", Wrong);

        Assert.Equal(
            [("STEM", 0.5, 2), ("Humanities", 0, 1), ("Hard", 1, 1)],
            board.ToReport(0)[0].Categories.Select(category => (category.Name, category.Score!.Mean, category.N))
        );
    }

    private static Scoreboard Board(params ReadOnlySpan<Score> scores)
    {
        var board = Scoreboard();
        for (var i = 0; i < scores.Length; i++)
        {
            board.Add(Kept(i), 0, scores[i].WithoutReference(), new TokenUsage(10, 2));
        }
        return board;
    }

    private static Sample Kept(int index) => Sample("law", index) with { Reference = "", Withheld = true };

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Named(string id) =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("id", id)]);
}
