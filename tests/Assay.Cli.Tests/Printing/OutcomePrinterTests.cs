using Assay.Cli.Printing;
using Assay.Cli.Progress;
using Assay.Models;
using Assay.Reports;
using Assay.Runs;
using Assay.Scoring;

namespace Assay.Cli.Tests.Printing;

public sealed class OutcomePrinterTests : IDisposable
{
    private static readonly EvalPlan Plan = new() { Models = ["qwen2.5"], Datasets = ["gsm8k"] };

    private readonly Screen screen = new();
    private readonly RunCounters counters = new(TimeProvider.System);

    public void Dispose() => screen.Dispose();

    [Fact]
    public void A_run_that_came_to_its_end_leaves_nothing_to_say_on_standard_error()
    {
        Print(RunStatus.Completed);

        Assert.Equal("Model: qwen2.5", screen.Results[0]);
        Assert.Equal([""], screen.Notes);
    }

    [Fact]
    public void Too_many_failures_are_told_with_the_most_frequent_reason()
    {
        Fail("HTTP 500", 3);
        Fail("HTTP 429", 2);

        Print(RunStatus.TooManyFailed);

        Assert.Equal(
            [
                "assay: too many samples failed for a score (--max-failed 0.01): 5 samples failed, 3 of them with: HTTP 500; the same command asks them again",
            ],
            screen.Notes
        );
    }

    [Fact]
    public void A_few_failures_are_told_too()
    {
        Fail("HTTP 500", 1);

        Print(RunStatus.Completed);

        Assert.Equal(["1 sample failed: HTTP 500"], screen.Notes);
    }

    [Fact]
    public void An_interrupted_run_has_no_report_but_says_where_its_answers_are()
    {
        Print(RunStatus.Interrupted);

        Assert.Equal([""], screen.Results);
        Assert.Contains("outputs/run", Assert.Single(screen.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_only_asks_says_where_its_answers_are()
    {
        Print(RunStatus.Completed, Plan with { Stage = Stage.Infer });

        Assert.Equal([""], screen.Results);
        Assert.Contains("--stage review", Assert.Single(screen.Notes), StringComparison.Ordinal);
    }

    private void Print(RunStatus status, EvalPlan? plan = null) =>
        new OutcomePrinter(screen.Terminal, json: false).Print(
            plan ?? Plan,
            new EvalOutcome(Reports.Of(Reports.Simple), status),
            counters
        );

    private void Fail(string reason, int times)
    {
        for (var i = 0; i < times; i++)
        {
            counters.On(
                new SampleDone("qwen2.5", "gsm8k", "main", ScoreStatus.Failed, default, AnswerSource.Model, () => null)
                {
                    Error = reason,
                }
            );
        }
    }
}
