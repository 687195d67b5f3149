using System.Runtime.Versioning;
using System.Text.Json;
using Assay.Benchmarks;
using Assay.Scoring;
using Assay.Scoring.Code;
using Assay.Tests.Support;

namespace Assay.Code.Tests;

/// <summary>Answers that are no programs are wrong, whatever they are: never a fault, never an endless search.</summary>
[SupportedOSPlatform("linux")]
public sealed class HostileAnswersTests(Judge judge) : IClassFixture<Judge>
{
    private const int Long = 10_000_000;

    private static readonly Dictionary<string, string> Heads = new(StringComparer.Ordinal)
    {
        ["cpp"] = "int square(int x) {\n",
        ["go"] = "func square(x int) int {\n",
        ["java"] = "class Solution {\n    public int square(int x) {\n",
        ["js"] = "const square = (x) => {\n",
        ["python"] = "def square(x):\n",
    };

    private static readonly Dictionary<string, string> Checks = new(StringComparer.Ordinal)
    {
        ["cpp"] = "#include <assert.h>\nint main() { assert(square(2) == 4); }",
        ["go"] = "func TestSquare(t *testing.T) { assert.New(t).Equal(4, square(2)) }",
        ["java"] =
            "public class Main { public static void main(String[] a) { if (new Solution().square(2) != 4) throw new AssertionError(); } }",
        ["js"] = "console.assert(square(2) === 4)",
        ["python"] = "assert square(2) == 4",
    };

    public static MatrixTheoryData<string, string> Answers =>
        new(
            CodeJudge.Languages,
            ["letters", "braces", "quotes", "imports", "fences", "noise", "heads", "lines without an end", "comments"]
        );

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_of_nothing_but(string language, string what)
    {
        var score = await ScoreAsync(language, Text(what, Heads[language]));
        Assert.NotEqual(ScoreStatus.Failed, score.Status);
        Assert.Equal(0, Assert.Single(score.Values).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    [InlineData("<think>what if")]
    public async Task An_empty_answer_has_no_program(string text) =>
        Assert.Equal(ScoreStatus.Unanswerable, (await ScoreAsync("python", text)).Status);

    private static string Text(string what, string head)
    {
        var random = new Random(7);
        return what switch
        {
            "letters" => new string('a', Long),
            "braces" => new string('{', Long),
            "quotes" => string.Concat(Enumerable.Repeat("\"'`", Long / 3)),
            "imports" => string.Concat(Enumerable.Repeat("import (\n", Long / 9)),
            "fences" => string.Concat(Enumerable.Repeat("```\n", Long / 4)),
            "noise" => new string([.. Enumerable.Range(0, 100_000).Select(_ => (char)random.Next(1, 0xD800))]),
            "heads" => string.Concat(Enumerable.Repeat(head, Long / head.Length)),
            "comments" => string.Concat(Enumerable.Repeat("/*", Long / 2)),
            _ => head + new string(' ', Long),
        };
    }

    private async Task<Score> ScoreAsync(string language, string text)
    {
        await judge.RequireAsync(language);
        var benchmark = new HumanEvalX();
        var row = JsonSerializer.SerializeToElement(
            new Dictionary<string, string>
            {
                ["prompt"] = Heads[language],
                ["declaration"] = Heads[language],
                ["test"] = Checks[language],
            }
        );
        var settings = new BenchmarkSettings
        {
            Protocol = Protocol.Llmuses,
            Mode = EvalMode.Generate,
            FewShot = 0,
            Subsets = [],
        };
        return await benchmark.ScoreAsync(
            benchmark.Parse(new JsonRow(row), language, 0),
            text,
            settings,
            judge.Programs,
            TestContext.Current.CancellationToken
        );
    }
}
