using Assay.Scoring;

namespace Assay.Tests.Scoring;

public sealed class ScoreTests
{
    [Fact]
    public void A_judged_answer_tells_what_was_found_and_by_which_rule()
    {
        var score = Score.Judged("B", new("C", "answer is X"), new MetricValue("acc", 0));

        Assert.Equal(
            (ScoreStatus.Scored, "B", "C", "answer is X"),
            (score.Status, score.Gold, score.Extracted, score.Rule)
        );
        Assert.Equal([new("acc", 0)], score.Values);
    }

    [Fact]
    public void Where_nothing_was_found_every_metric_is_0()
    {
        var score = Score.NothingFound("B", "acc", "acc_norm");

        Assert.Equal((ScoreStatus.Unanswerable, null), (score.Status, score.Extracted));
        Assert.Equal([new("acc", 0), new("acc_norm", 0)], score.Values);
    }

    [Fact]
    public void A_failed_sample_has_no_value_at_all()
    {
        var score = Score.Failure("B", "the server is down");

        Assert.Equal((ScoreStatus.Failed, "the server is down"), (score.Status, score.Error));
        Assert.Empty(score.Values);
    }
}
