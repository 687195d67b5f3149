using Assay.Cli.Progress;
using Assay.Models;
using Assay.Runs;
using Assay.Scoring;
using Assay.Statistics;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Cli.Tests.Progress;

public sealed class DatasetCounterTests
{
    private readonly FakeTimeProvider time = new();
    private readonly DatasetCounter counter;

    public DatasetCounterTests() => counter = new DatasetCounter("m", "d", time) { Expected = 4 };

    [Fact]
    public void Answers_are_counted_by_where_they_came_from()
    {
        Count(AnswerSource.Model);
        Count(AnswerSource.Cache);
        Count(AnswerSource.RunLog);

        var look = counter.Look();

        Assert.Equal((3, 1, 1, 1), (look.Done, look.Asked, look.Cached, look.Earlier));
    }

    [Fact]
    public void Failed_samples_are_done_too()
    {
        Count(AnswerSource.Model, ScoreStatus.Failed);

        var look = counter.Look();

        Assert.Equal((1, 1), (look.Done, look.Failed));
    }

    [Fact]
    public void What_a_review_does_not_find_was_not_answered_earlier()
    {
        Count(AnswerSource.RunLog, ScoreStatus.Failed);

        Assert.Equal(0, counter.Look().Earlier);
    }

    [Fact]
    public void Only_tokens_that_were_asked_for_now_are_counted()
    {
        Count(AnswerSource.Model);
        Count(AnswerSource.Cache);

        Assert.Equal(new TokenUsage(10, 20), counter.Look().Usage);
    }

    [Fact]
    public void The_share_is_of_what_is_expected()
    {
        Count(AnswerSource.Model);

        Assert.Equal(0.25, counter.Look().Share);
    }

    [Fact]
    public void Without_an_expectation_there_is_no_share_and_no_end()
    {
        counter.Expected = null;
        Count(AnswerSource.Model);

        var look = counter.Look();

        Assert.Equal((null, false), (look.Share, look.Complete));
    }

    [Fact]
    public void Its_clock_stops_with_the_last_answer()
    {
        time.Advance(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 4; i++)
        {
            Count(AnswerSource.Model);
        }
        time.Advance(TimeSpan.FromSeconds(60));

        var look = counter.Look();

        Assert.Equal((true, TimeSpan.FromSeconds(3)), (look.Complete, look.Elapsed));
    }

    [Fact]
    public void The_score_is_computed_only_when_it_is_looked_at()
    {
        var computed = 0;
        counter.Count(
            new SampleDone(
                "m",
                "d",
                "s",
                ScoreStatus.Scored,
                default,
                AnswerSource.Model,
                () =>
                {
                    computed++;
                    return new Estimate(1, null, null, null, 1);
                }
            )
        );
        var before = computed;

        Assert.Equal(1, counter.Look().Score!.Mean);
        Assert.Equal((0, 1), (before, computed));
    }

    private void Count(AnswerSource source, ScoreStatus status = ScoreStatus.Scored) =>
        counter.Count(new SampleDone("m", "d", "s", status, new TokenUsage(10, 20), source, () => null));
}
