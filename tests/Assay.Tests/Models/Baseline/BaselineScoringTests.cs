using Assay.Benchmarks;
using Assay.Models;
using Assay.Models.Baseline;
using Assay.Prompts;
using Assay.Runs;
using Assay.Scoring;
using Assay.Tests.Support;

namespace Assay.Tests.Models.Baseline;

/// <summary>A baseline that takes the right answer must be seen to be right, whatever the protocol.</summary>
public sealed class BaselineScoringTests
{
    private static readonly Shots Worked = new(
        [],
        "Sort things.\n\nQ: One?\nA: Let's think step by step.\nIt is one. So the answer is (A).\n\n"
            + "Q: Two?\nA: Let's think step by step.\nIt is two. So the answer is (B).\n\n"
            + "Q: Three?\nA: Let's think step by step.\nIt is three. So the answer is (A)."
    );

    public static TheoryData<string, bool> Conventions =>
        new()
        {
            { Protocol.Llmuses, true },
            { Protocol.Llmuses, false },
            { Protocol.Official, true },
            { Protocol.Official, false },
            { Protocol.LmEval, true },
            { Protocol.LmEval, false },
        };

    [Theory]
    [MemberData(nameof(Conventions))]
    public async Task On_bbh_choices(string protocol, bool reasoned) =>
        await AssertRightAsync(
            new Bbh(),
            "date_understanding",
            new { input = "What day?\nOptions:\n(A) Monday\n(B) Tuesday", target = "(A)" },
            protocol,
            reasoned
        );

    [Theory]
    [MemberData(nameof(Conventions))]
    public async Task On_bbh_words(string protocol, bool reasoned) =>
        await AssertRightAsync(
            new Bbh(),
            "boolean_expressions",
            new { input = "not False is", target = "True" },
            protocol,
            reasoned
        );

    [Theory]
    [MemberData(nameof(Conventions))]
    public async Task On_gsm8k(string protocol, bool reasoned) =>
        await AssertRightAsync(
            new Gsm8k(),
            "main",
            new { question = "How many?", answer = "Two times 900.\n#### 1,800" },
            protocol,
            reasoned
        );

    [Theory]
    [InlineData(Protocol.Llmuses)]
    [InlineData(Protocol.Official)]
    [InlineData(Protocol.LmEval)]
    public async Task On_competition_math(string protocol) =>
        await AssertRightAsync(
            new CompetitionMath(),
            "algebra",
            new { problem = "What is half of one?", solution = @"It is $\boxed{\frac{1}{2}}$." },
            protocol,
            reasoned: false
        );

    [Theory]
    [MemberData(nameof(Conventions))]
    public async Task On_mmlu(string protocol, bool reasoned) =>
        await AssertRightAsync(
            new Mmlu(),
            "virology",
            new
            {
                question = "Think step by step: which?",
                choices = new[] { "x", "y", "z", "a" },
                answer = 0,
            },
            protocol,
            reasoned
        );

    private static async Task AssertRightAsync(
        Benchmark benchmark,
        string subset,
        object row,
        string protocol,
        bool reasoned
    )
    {
        var sample = benchmark.Parse(subset, row);
        var settings = Settings.Of(benchmark, protocol) with { ChainOfThought = reasoned };
        var task = new SubsetTask(
            benchmark,
            settings,
            new SubsetInfo(subset),
            benchmark is Bbh ? Worked : new Shots([.. Enumerable.Repeat(sample, settings.FewShot)]),
            new Lazy<IReadOnlyList<Sample>>(() => benchmark.Info.FewShotSplit is null ? [] : [sample]),
            [sample],
            1
        )
        {
            First = sample,
        };
        var request = new RequestBuilder(new GenerationOptions(), rawText: false).Build(task, sample, 0);

        var answer = await BaselineModel
            .Create("first", 0)
            .GenerateAsync((GenerateRequest)request, TestContext.Current.CancellationToken);

        var score = benchmark.Score(sample, answer, settings);
        Assert.Equal(ScoreStatus.Scored, score.Status);
        Assert.All(score.Values, value => Assert.Equal(1, value.Value));
    }
}
