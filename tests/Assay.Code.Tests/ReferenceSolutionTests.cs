using System.Runtime.Versioning;
using System.Text.Json;
using Assay.Scoring.Code;

namespace Assay.Code.Tests;

/// <summary>The reference solutions of HumanEval and HumanEval-X pass; bodies that do nothing do not.</summary>
[SupportedOSPlatform("linux")]
public sealed class ReferenceSolutionTests(Judge judge) : IClassFixture<Judge>
{
    /// <summary>
    /// Two solutions of the data are wrong by the data's own checks, which only print when they fail: JavaScript/112 returns the last part
    /// of a comma expression instead of a list, JavaScript/155 says that 0 has no even digit.
    /// </summary>
    private static readonly string[] WrongInTheData = ["JavaScript/112", "JavaScript/155"];

    /// <summary>A solution of the data looks at two keys of a map only, in Go's random order: it passes by chance.</summary>
    private const string ByChance = "Go/95";

    /// <summary>The checks of C++'s strlen call the C library's function of this name, which takes their literals as they are.</summary>
    private const string ChecksNothing = "CPP/23";

    public static TheoryData<string> Languages => [.. CodeJudge.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_reference_solution_passes(string language)
    {
        var differ = await OthersThanAsync(
            language,
            row => row.GetProperty("canonical_solution").GetString()!,
            CodeOutcome.Passed
        );
        Assert.Equal(
            Ids(language).Intersect(WrongInTheData),
            differ.Select(line => line.Split(':')[0]).Where(id => id != ByChance)
        );
    }

    [Theory]
    [InlineData("python", "    return None\n")]
    [InlineData("cpp", "    return {};\n}\n")]
    [InlineData("go", "    panic(\"nothing\")\n}\n")]
    [InlineData("java", "        throw new IllegalStateException();\n    }\n}\n")]
    [InlineData("js", "  return undefined;\n}\n")]
    public async Task A_body_that_does_nothing_is_wrong_everywhere(string language, string body)
    {
        var differ = await OthersThanAsync(language, _ => body, CodeOutcome.Wrong, CodeOutcome.RuntimeError);
        Assert.DoesNotContain(differ, line => !line.StartsWith(ChecksNothing, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_reference_solution_of_HumanEval_passes()
    {
        var rows = Rows.Chosen("humaneval/HumanEval.jsonl.gz", oneOf: 8);
        var verdicts = await judge.OfAsync(
            rows.Select(row => HumanEvalTask.Of(row, row.GetProperty("canonical_solution").GetString()!))
        );
        Assert.Empty(Others(rows, verdicts, CodeOutcome.Passed));
    }

    private async Task<List<string>> OthersThanAsync(
        string language,
        Func<JsonElement, string> answer,
        params CodeOutcome[] expected
    )
    {
        var rows = Of(language);
        var verdicts = await judge.OfAsync(rows.Select(row => HumanEvalXTask.Of(row, language, answer(row))));
        return Others(rows, verdicts, expected);
    }

    private static List<JsonElement> Of(string language) =>
        Rows.Chosen($"humaneval-x/humaneval_{language}.jsonl.gz", oneOf: 8);

    private static IEnumerable<string> Ids(string language) =>
        Of(language).Select(row => row.GetProperty("task_id").GetString()!);

    private static List<string> Others(
        IEnumerable<JsonElement> rows,
        IEnumerable<CodeVerdict> verdicts,
        params CodeOutcome[] expected
    ) =>
        [
            .. rows.Zip(verdicts)
                .Where(pair => !expected.Contains(pair.Second.Outcome))
                .Select(pair => $"{pair.First.GetProperty("task_id")}: {pair.Second}"),
        ];
}
