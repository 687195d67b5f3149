using System.Collections.Concurrent;
using Assay.Judging;
using Assay.Models;
using Assay.Reports;
using Assay.Runs;
using Assay.Testing;

namespace Assay.Eval.Tests;

/// <summary>Evaluations whose answers models judge.</summary>
public sealed class JudgedEvaluationTests : IDisposable
{
    private const string Correct = """I agree. {"verdict": "correct"}""";
    private const string Incorrect = """{"verdict": "incorrect"}""";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private EvalPlan Plan =>
        new()
        {
            Models = [],
            Datasets = ["mini_gsm8k"],
            Limit = 4,
            MaxFailed = 1,
            Outputs = folder["outputs"],
            WorkDir = folder["caches"],
            Judge = new JudgePlan { Strategy = JudgeStrategy.Llm },
        };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_judges_verdict_is_the_headline_and_the_rules_score_stands_beside()
    {
        var outcome = await Run(Plan, new Speaker("judge", _ => Correct));

        Assert.Equal(
            [("judge_acc", 1.0), ("acc", 0.25)],
            outcome.Report.Results.Select(result => (result.Metric, result.Score!.Mean))
        );
    }

    [Fact]
    public async Task A_judge_sees_question_reference_and_answer()
    {
        var judge = new Speaker("judge", _ => Correct);

        await Run(Plan with { Limit = 1 }, judge);

        var prompt = Assert.Single(judge.Prompts);
        Assert.Contains("Mia buys 3 kilos of pears", prompt);
        Assert.Contains("<reference>\n3\n</reference>", prompt);
        Assert.Contains("\nThe answer is 3\n</answer-", prompt);
    }

    [Fact]
    public async Task A_reply_without_a_verdict_is_asked_for_once_more()
    {
        var judge = new Speaker("judge", prompt => prompt.Contains("Give your verdict now") ? Correct : "Looks fine.");

        var outcome = await Run(Plan, judge);

        Assert.Equal(8, judge.Prompts.Count);
        Assert.Equal(new JudgeReport("judge", Asked: 4, Repaired: 4, Unread: 0, Failed: 0), Only(outcome).Judges[0]);
    }

    [Fact]
    public async Task A_judge_that_never_gives_a_verdict_fails_samples_and_marks_none_wrong()
    {
        var outcome = await Run(Plan, new Speaker("judge", _ => "Looks fine."));

        Assert.Equal(4, Only(outcome).Judges[0].Unread);
        Assert.All(outcome.Report.Results, result => Assert.Equal((0, 4), (result.N, result.Failed)));
    }

    [Fact]
    public async Task Of_three_judges_the_majority_decides()
    {
        var outcome = await Run(
            Plan,
            new Speaker("a", _ => Correct),
            new Speaker("b", _ => Incorrect),
            new Speaker("c", _ => Incorrect)
        );

        Assert.Equal(0, outcome.Report.Results[0].Score!.Mean);
    }

    [Fact]
    public async Task Two_judges_that_differ_are_half_a_point()
    {
        var outcome = await Run(Plan, new Speaker("a", _ => Correct), new Speaker("b", _ => Incorrect));

        Assert.Equal(0.5, outcome.Report.Results[0].Score!.Mean);
    }

    [Fact]
    public async Task Agreement_of_judges_is_reported()
    {
        static string ByReference(string prompt) => prompt.Contains("<reference>\n3\n") ? Correct : Incorrect;

        var outcome = await Run(Plan, new Speaker("a", ByReference), new Speaker("b", ByReference));

        var agreement = Only(outcome).Agreement!;
        Assert.Equal(new PairAgreement("a", "b", 4, 1), Assert.Single(agreement.Pairs));
        Assert.Equal(1, agreement.Alpha);
    }

    [Fact]
    public async Task Agreement_with_people_is_reported_where_answers_are_labelled()
    {
        var labels = folder.Write(
            "people.csv",
            "dataset,subset,index,verdict\nmini_gsm8k,main,0,correct\nmini_gsm8k,main,1,incorrect\n"
        );

        var outcome = await Run(
            Plan with
            {
                Judge = Plan.Judge with { Labels = labels },
            },
            new Speaker("judge", _ => Correct)
        );

        Assert.Equal((2, 0.5), (Only(outcome).People!.N, Only(outcome).People!.Same));
    }

    [Fact]
    public async Task Recall_asks_only_about_what_the_rules_did_not_find_right()
    {
        var judge = new Speaker("judge", _ => Incorrect);

        var outcome = await Run(Plan with { Judge = new JudgePlan { Strategy = JudgeStrategy.LlmRecall } }, judge);

        Assert.Equal(3, judge.Prompts.Count);
        Assert.Equal(("acc_or_judge", 0.25), (outcome.Report.Results[0].Metric, outcome.Report.Results[0].Score!.Mean));
    }

    [Fact]
    public async Task Scores_are_reported_on_their_own_scale()
    {
        var outcome = await Run(
            Plan with
            {
                Judge = new JudgePlan { Strategy = JudgeStrategy.Llm, Scale = JudgeScale.Score },
            },
            new Speaker("judge", _ => """{"score": 7}""")
        );

        Assert.Equal(("judge_score", 7.0), (outcome.Report.Results[0].Metric, outcome.Report.Results[0].Score!.Mean));
    }

    [Fact]
    public async Task A_benchmark_with_rules_is_not_judged_by_default()
    {
        var judge = new Speaker("judge", _ => Correct);

        var outcome = await Run(Plan with { Judge = new JudgePlan() }, judge);

        Assert.Empty(judge.Prompts);
        Assert.Empty(outcome.Report.Judging);
    }

    [Fact]
    public async Task Verdicts_of_an_earlier_run_are_not_asked_for_again()
    {
        await Run(Plan, new Speaker("judge", _ => Correct) { Cached = true });
        var again = new Speaker("judge", _ => Incorrect) { Cached = true };

        var outcome = await Run(Plan with { NewRun = true }, again);

        Assert.Empty(again.Prompts);
        Assert.Equal(1, outcome.Report.Results[0].Score!.Mean);
    }

    [Fact]
    public async Task A_report_with_judges_is_read_back_as_it_was_written()
    {
        var outcome = await Run(Plan, new Speaker("a", _ => Correct), new Speaker("b", _ => Incorrect));

        var read = await ReportReader.ReadAsync(outcome.Report.Run, Stop);

        Assert.Equal(ReportJson.Write(outcome.Report), ReportJson.Write(read));
    }

    [Fact]
    public async Task Judging_without_a_judge_is_refused()
    {
        var refused = await Assert.ThrowsAsync<InputException>(() => Run(Plan));

        Assert.Contains("no judge is named", refused.Message);
    }

    private static JudgingReport Only(EvalOutcome outcome) => Assert.Single(outcome.Report.Judging);

    // The first question's answer is 3; the others' is not.
    private Task<EvalOutcome> Run(EvalPlan plan, params Speaker[] judges) =>
        Evaluation.RunAsync(
            plan,
            new EvaluationOptions { Models = [new Speaker("model", _ => "The answer is 3")], Judges = [.. judges] },
            Stop
        );

    private sealed class Speaker(string name, Func<string, string> reply) : IModel
    {
        public bool Cached { get; init; }

        public ConcurrentQueue<string> Prompts { get; } = new();

        public ModelIdentity Identity => new(name, "test") { Cacheable = Cached };

        public ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken)
        {
            var prompt = request.Messages[^1].Text;
            Prompts.Enqueue(prompt);
            return new(new Generated(reply(prompt)));
        }

        public ValueTask DisposeAsync() => default;
    }
}
