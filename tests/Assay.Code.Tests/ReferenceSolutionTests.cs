using System.Runtime.Versioning;
using Assay.Scoring.Code;

namespace Assay.Code.Tests;

/// <summary>The reference solutions of HumanEval and HumanEval-X pass; bodies that do nothing do not.</summary>
[SupportedOSPlatform("linux")]
public sealed class ReferenceSolutionTests
{
    /// <summary>
    /// Two solutions of the data are wrong by the data's own checks, which only print when they fail: JavaScript/112 returns the last part
    /// of a comma expression instead of a list, JavaScript/155 says that 0 has no even digit.
    /// </summary>
    private static readonly string[] WrongInTheData = ["JavaScript/112", "JavaScript/155"];

    public static TheoryData<string> Languages => [.. CodeJudge.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_reference_solution_passes(string language)
    {
        var differ = await OthersThanAsync(
            CodeOutcome.Passed,
            language,
            row => row.GetProperty("canonical_solution").GetString()!
        );
        Assert.Equal(
            WrongInTheData.Where(id => language == "js"),
            differ.Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("python", "    return None\n")]
    [InlineData("js", "  return undefined;\n}\n")]
    public async Task A_body_that_does_nothing_is_wrong_everywhere(string language, string body)
    {
        if (CodeJudge.Languages.Contains(language))
        {
            Assert.Empty(await OthersThanAsync(CodeOutcome.Wrong, language, _ => body, CodeOutcome.RuntimeError));
        }
    }

    [Fact]
    public async Task Every_reference_solution_of_HumanEval_passes()
    {
        await using var judge = await Judge.OpenAsync("python");
        var differ = new List<string>();
        await Parallel.ForEachAsync(
            Rows.Read("humaneval/HumanEval.jsonl.gz"),
            TestContext.Current.CancellationToken,
            async (row, token) =>
            {
                var verdict = await judge.JudgeAsync(
                    HumanEvalTask.Of(row, row.GetProperty("canonical_solution").GetString()!),
                    token
                );
                if (verdict.Outcome != CodeOutcome.Passed)
                {
                    lock (differ)
                    {
                        differ.Add($"{row.GetProperty("task_id")}: {verdict}");
                    }
                }
            }
        );
        Assert.Empty(differ);
    }

    private static async Task<List<string>> OthersThanAsync(
        CodeOutcome expected,
        string language,
        Func<System.Text.Json.JsonElement, string> answer,
        CodeOutcome? orElse = null
    )
    {
        await using var judge = await Judge.OpenAsync(language);
        var differ = new List<string>();
        await Parallel.ForEachAsync(
            Rows.Read($"humaneval-x/humaneval_{language}.jsonl.gz"),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = 8,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            async (row, token) =>
            {
                var verdict = await judge.JudgeAsync(HumanEvalXTask.Of(row, language, answer(row)), token);
                if (verdict.Outcome != expected && verdict.Outcome != orElse)
                {
                    lock (differ)
                    {
                        differ.Add($"{row.GetProperty("task_id")}: {verdict}");
                    }
                }
            }
        );
        return differ;
    }
}
