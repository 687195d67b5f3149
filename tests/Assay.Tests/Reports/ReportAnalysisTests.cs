using Assay.Reports;
using Assay.Statistics;
using static Assay.Tests.Reports.Quiz;

namespace Assay.Tests.Reports;

public sealed class ReportAnalysisTests
{
    private static readonly MetricReport Sound = Result with
    {
        Score = new Estimate(0.7, 0.01, 0.68, 0.72, 1000),
        N = 1000,
        Unanswerable = 50,
    };

    [Fact]
    public void A_sound_report_has_no_warnings() => Assert.Empty(ReportAnalysis.Warnings(Report(Sound)));

    [Fact]
    public void Failed_samples_are_told() =>
        Warns(Sound with { Failed = 3 }, "3 of 1003 samples failed and are not in the score");

    [Fact]
    public void A_withheld_score_is_told() =>
        Warns(
            Sound with
            {
                Score = null,
                Failed = 250,
            },
            "too many samples failed for a headline score: 250 of 1250 (20%)"
        );

    [Fact]
    public void Nothing_answered_is_told() =>
        Warns(Sound with { Score = null, N = 0, Unanswerable = 0 }, "no sample has been answered");

    [Fact]
    public void Many_answers_without_an_answer_are_told() =>
        Warns(Sound with { Unanswerable = 51 }, "no answer could be found in 51 of 1000 (5.1%);");

    [Fact]
    public void A_wide_interval_is_told() =>
        Warns(
            Sound with
            {
                Score = new Estimate(0.7, 0.06, 0.58, 0.79, 60),
                N = 60,
                Unanswerable = 0,
            },
            "too few samples for a useful interval (60)"
        );

    [Fact]
    public void A_single_sample_without_interval_is_told() =>
        Warns(
            Sound with
            {
                Score = new Estimate(0.7, null, null, null, 1),
                N = 1,
                Unanswerable = 0,
            },
            "too few samples for a useful interval (1)"
        );

    [Fact]
    public void Worse_than_random_is_told() =>
        Warns(Sound with { Score = new Estimate(0.2, 0.01, 0.18, 0.22, 1000) }, "worse than choosing at random (25%)");

    [Fact]
    public void Secondary_metrics_are_not_judged() =>
        Assert.Empty(ReportAnalysis.Warnings(Report(Sound with { Primary = false, Failed = 3 })));

    private static void Warns(MetricReport result, string text) =>
        Assert.StartsWith(
            $"org/model on quiz: {text}",
            Assert.Single(ReportAnalysis.Warnings(Report(result))),
            StringComparison.Ordinal
        );
}
