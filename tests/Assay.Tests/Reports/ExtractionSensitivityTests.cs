using Assay.Benchmarks;
using Assay.Reports;
using Assay.Scoring;
using Assay.Scoring.Extraction;
using static Assay.Tests.Reports.Quiz;

namespace Assay.Tests.Reports;

public sealed class ExtractionSensitivityTests
{
    private static readonly Score Stated = Right with { Rule = "answer is X" };

    private static readonly Score Guessed = Right with { Rule = "X alone", Loose = true };

    [Theory]
    [InlineData(Extractor.Lenient)]
    [InlineData(Extractor.Strict)]
    public void A_report_has_both_means_whichever_extractor_was_used(Extractor extractor)
    {
        var board = Scoreboard(Settings with { Extractor = extractor });

        board.Add("law", Stated, Guessed, Wrong with { Rule = "X alone", Loose = true }, Wrong);

        Assert.Equal(new ExtractionReport(Strict: 0.25, Lenient: 0.5, Loose: 2, Differ: 1), Primary(board).Extraction);
    }

    [Theory]
    [InlineData(Extractor.Lenient, 1, 0)]
    [InlineData(Extractor.Strict, 0.5, 1)]
    public void A_strict_extractor_takes_a_loose_find_for_no_answer(Extractor extractor, double mean, int unanswerable)
    {
        var board = Scoreboard(Settings with { Extractor = extractor });

        board.Add("law", Stated, Guessed);

        Assert.Equal((mean, unanswerable), (Primary(board).Score!.Mean, Primary(board).Unanswerable));
    }

    [Fact]
    public void Where_no_rule_looked_for_an_answer_there_is_no_sensitivity()
    {
        var board = Scoreboard();

        board.Add("law", Right, Wrong);

        Assert.Null(Primary(board).Extraction);
    }

    [Fact]
    public void Likelihoods_are_not_extracted()
    {
        var board = Scoreboard(Settings with { Mode = EvalMode.Likelihood });

        board.Add("law", Stated);

        Assert.Null(Primary(board).Extraction);
    }

    [Fact]
    public void Refusals_and_truncations_are_counted_among_the_unanswerable()
    {
        var board = Scoreboard();

        board.Add("law", Lost, Lost with { Why = NoAnswer.Refused }, Lost with { Why = NoAnswer.Truncated }, Right);

        var report = Primary(board);
        Assert.Equal((3, 1, 1), (report.Unanswerable, report.Refused, report.Truncated));
    }

    [Fact]
    public void A_score_that_depends_on_the_extractor_is_warned_of()
    {
        var board = Scoreboard();
        board.Add("law", Stated, Guessed);

        var warnings = ReportAnalysis.Warnings(new EvalReport("run", board.ToReport(0)));

        Assert.Contains(warnings, warning => warning.Contains("50% by stated answers alone, 100% by all rules"));
    }

    private static MetricReport Primary(Scoreboard board) => board.ToReport(maxFailed: 0)[0];
}
