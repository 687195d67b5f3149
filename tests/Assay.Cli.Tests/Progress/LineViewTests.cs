using Assay.Cli.Progress;
using Assay.Runs;
using Assay.Scoring;
using Assay.Statistics;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Cli.Tests.Progress;

public sealed class LineViewTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly Screen screen = new(width: 40);
    private readonly RunCounters counters;
    private readonly LineView view;

    public LineViewTests()
    {
        counters = new RunCounters(time);
        view = new LineView(screen.Terminal, counters, time);
    }

    public void Dispose() => screen.Dispose();

    [Fact]
    public void A_data_set_that_begins_is_named_with_its_size_and_its_model()
    {
        counters.Start(1_319);

        view.Update();

        Assert.Equal(["gsm8k: 1,319 samples for qwen2.5"], screen.Notes);
    }

    [Fact]
    public void One_of_unknown_size_is_named_without()
    {
        counters.Start(null);

        view.Update();

        Assert.Equal(["gsm8k: samples for qwen2.5"], screen.Notes);
    }

    [Fact]
    public void A_line_tells_rate_time_left_failures_tokens_and_the_score_so_far()
    {
        counters.Start(40);
        view.Update();
        counters.Finish(18, tokens: 50, score: new Estimate(0.55, 0.1, 0.4, 0.69, 18));
        counters.Finish(2, status: ScoreStatus.Failed, score: new Estimate(0.55, 0.1, 0.4, 0.69, 18));

        After(4);

        Assert.Equal(
            "gsm8k: 20/40 (50 %), 5.0/s, ETA 4 s, 2 failed, 225 tokens/s, score 0.55 [0.40, 0.69]",
            screen.Notes[^1]
        );
    }

    [Fact]
    public void A_data_set_that_is_done_gets_a_last_line_with_its_time()
    {
        counters.Start(2);
        view.Update();
        time.Advance(TimeSpan.FromSeconds(4));
        counters.Finish(2);

        After(60);

        Assert.Equal("gsm8k: 2/2 (100 %), 0.50/s, 0 failed, 4.0 s", screen.Notes[^1]);
    }

    [Fact]
    public void The_last_line_comes_once()
    {
        counters.Start(1);
        counters.Finish(1);

        After(1);
        After(60);

        Assert.Single(screen.Notes, line => line.Contains("1/1", StringComparison.Ordinal));
    }

    [Fact]
    public void Answers_of_an_earlier_start_are_told_and_are_in_no_speed()
    {
        counters.Start(40);
        counters.Finish(40, AnswerSource.RunLog);

        After(1);

        Assert.Equal("gsm8k: 40/40 (100 %), 40 answered earlier, 0 failed, 0.0 s", screen.Notes[^1]);
    }

    [Fact]
    public void So_are_those_from_the_answer_cache()
    {
        counters.Start(40);
        counters.Finish(40, AnswerSource.Cache);

        After(1);

        Assert.Equal("gsm8k: 40/40 (100 %), 40 from the answer cache, 0 failed, 0.0 s", screen.Notes[^1]);
    }

    [Fact]
    public void Within_two_seconds_there_is_no_other_line_however_fast_it_goes()
    {
        counters.Start(100);
        view.Update();
        counters.Finish(50);

        After(1.9);

        Assert.Single(screen.Notes);
    }

    [Fact]
    public void After_that_a_tenth_of_the_data_set_is_worth_a_line()
    {
        counters.Start(100);
        view.Update();
        counters.Finish(9);
        After(2);
        var before = screen.Notes.Count;
        counters.Finish(1);

        After(0.1);

        Assert.Equal((1, 2), (before, screen.Notes.Count));
    }

    [Fact]
    public void After_ten_seconds_there_is_a_line_even_when_nothing_goes_on()
    {
        counters.Start(100);
        view.Update();

        After(10);

        Assert.Equal("gsm8k: 0/100 (0 %), 0 failed", screen.Notes[^1]);
    }

    [Fact]
    public void Each_data_set_has_its_own_lines()
    {
        counters.Start(2);
        counters.Finish(2);
        counters.Start(3, "arc");

        view.Update();

        Assert.Equal(
            ["gsm8k: 2 samples for qwen2.5", "gsm8k: 2/2 (100 %), 0 failed, 0.0 s", "arc: 3 samples for qwen2.5"],
            screen.Notes
        );
    }

    [Fact]
    public void The_run_folder_is_told_and_whether_it_is_gone_on_with()
    {
        counters.On(new RunOpened("outputs/new", Resumed: false));
        counters.On(new RunOpened("outputs/old", Resumed: true));
        counters.On(new Warned("beware"));

        view.Update();

        Assert.Equal(["run folder: outputs/new", "going on with outputs/old", "warning: beware"], screen.Notes);
    }

    [Fact]
    public void A_first_retry_is_told_at_once()
    {
        counters.Retry("HTTP 429");

        view.Update();

        Assert.Equal(["a request is asked again; the latest: HTTP 429"], screen.Notes);
    }

    [Fact]
    public void More_retries_are_counted_and_told_after_ten_seconds_at_the_earliest()
    {
        counters.Retry("HTTP 429");
        view.Update();
        counters.Retry("HTTP 503");
        counters.Retry("HTTP 500");
        After(9.9);
        var before = screen.Notes.Count;

        After(0.1);

        Assert.Equal(1, before);
        Assert.Equal("2 requests are asked again; the latest: HTTP 500", screen.Notes[^1]);
    }

    [Fact]
    public void A_long_line_stays_one_for_those_who_search_a_log()
    {
        counters.On(new Warned(new string('x', 200)));

        view.Update();

        Assert.Single(screen.Notes);
    }

    [Fact]
    public async Task Pipes_get_this_view_and_the_last_look_comes_with_the_end()
    {
        await using (var started = ProgressView.Start(screen.Terminal, counters, time))
        {
            Assert.IsType<LineView>(started);
            counters.Start(1);
            counters.Finish(1);
        }

        Assert.Equal("gsm8k: 1/1 (100 %), 0 failed, 0.0 s", screen.Notes[^1]);
    }

    private void After(double seconds)
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        view.Update();
    }
}
