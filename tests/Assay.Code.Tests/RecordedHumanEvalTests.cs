using System.Runtime.Versioning;
using Assay.Scoring;
using Assay.Scoring.Code;

namespace Assay.Code.Tests;

/// <summary>Real models' answers to HumanEval get the verdicts that were recorded.</summary>
[SupportedOSPlatform("linux")]
public sealed class RecordedHumanEvalTests(Judge judge) : IClassFixture<Judge>
{
    [Theory]
    [InlineData("gpt-4", 1_391, 0.848170731707317)]
    [InlineData("codellama-34b-instruct", 740, 0.45121951219512196)]
    public async Task Every_verdict_is_reproduced(string model, int passed, double passAt1)
    {
        var tasks = Rows.Read("humaneval/HumanEval.jsonl.gz");
        var rows = Rows.Chosen($"recorded/humaneval-chat/{model}.jsonl.gz", oneOf: 37);
        var verdicts = await judge.OfAsync(
            rows.Select(row =>
                HumanEvalTask.Of(tasks[row.GetProperty("index").GetInt32()], row.GetProperty("text").GetString()!)
            )
        );

        var differ = rows.Zip(verdicts)
            .Where(pair =>
                pair.First.GetProperty("recorded_passed").GetBoolean() != (pair.Second.Outcome == CodeOutcome.Passed)
            )
            .Select(pair => $"{pair.First.GetProperty("task_id")} {pair.First.GetProperty("repeat")}: {pair.Second}");
        Assert.Empty(differ);
        if (!Rows.AreAllRun)
        {
            return;
        }
        Assert.Equal(passed, verdicts.Count(verdict => verdict.Outcome == CodeOutcome.Passed));
        var estimates = rows.Zip(verdicts)
            .GroupBy(pair => pair.First.GetProperty("index").GetInt32())
            .Select(group =>
                PassAtK.Estimate(group.Count(), group.Count(x => x.Second.Outcome == CodeOutcome.Passed), 1)
            );
        Assert.Equal(passAt1, estimates.Average(), 12);
    }
}
