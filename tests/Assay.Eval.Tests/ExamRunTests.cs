using System.Collections.Immutable;
using System.Text.Json;
using Assay.Reports;
using Assay.Runs;
using Assay.Testing;

namespace Assay.Eval.Tests;

/// <summary>Whole runs of the Chinese examinations, of RACE, and of users' own questions.</summary>
public sealed class ExamRunTests : IDisposable
{
    private const string Header = "id,question,A,B,C,D,answer\n";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("generate")]
    [InlineData("likelihood")]
    public async Task Cmmlu_is_asked_in_full(string mode)
    {
        var outcome = await RunAsync("cmmlu", $$"""{"mode": "{{mode}}"}""", SharedData.Require("datasets"));

        var result = outcome.Report.Results[0];
        Assert.Equal((11_582, 0, 67), (result.N, result.Failed, result.Subsets.Length));
        Assert.Equal(
            ["Other", "STEM", "Social Science", "Humanities", "China specific"],
            result.Categories.Select(category => category.Name)
        );
        Assert.Equal(11_582, result.Categories.Take(4).Sum(category => category.N));
        Assert.Equal(0.25, result.Chance);
    }

    [Theory]
    [InlineData("""{"few_shot_num": 0}""", 1_000)]
    [InlineData("""{"few_shot_num": 0, "mode": "likelihood"}""", 1_000)]
    [InlineData("""{"protocol": "lm-eval"}""", 497)]
    public async Task Race_is_asked_as_far_as_there_are_data(string arguments, int atLeast)
    {
        var outcome = await RunAsync("race", arguments, SharedData.Require("datasets"));

        Assert.InRange(outcome.Report.Results[0].N, atLeast, 1_000);
        Assert.Equal(0, outcome.Report.Results[0].Failed);
    }

    [Fact]
    public async Task Of_ceval_val_is_scored()
    {
        WriteCEval();

        var outcome = await RunAsync("ceval", """{"subset_list": "hard,law", "few_shot_num": 1}""", folder["data"]);

        var result = outcome.Report.Results[0];
        Assert.Equal((9, 0), (result.N, result.Unscored));
        Assert.Equal(
            [("STEM", 8), ("Humanities", 1), ("Hard", 8)],
            result.Categories.Select(category => (category.Name, category.N))
        );
        Assert.Empty(Directory.GetFiles(outcome.Report.Run, "*_submission.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Of_ceval_test_a_submission_is_written()
    {
        WriteCEval();

        var outcome = await RunAsync(
            "ceval",
            """{"subset_list": ["law"], "few_shot_num": 1, "eval_split": "test"}""",
            folder["data"]
        );

        var result = Assert.Single(outcome.Report.Results);
        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Equal((0, 2, 0, null), (result.N, result.Unscored, result.Failed, result.Score));
        Assert.Contains(
            ReportAnalysis.Warnings(outcome.Report),
            warning => warning.Contains(ReportFiles.SubmissionOf(result.Model, "ceval"), StringComparison.Ordinal)
        );
        Assert.Equal("""{"law":{"5":"A","6":"A"}}""", await SubmissionAsync(outcome, result.Model));
    }

    [Fact]
    public async Task A_submission_does_not_depend_on_where_the_answers_come_from()
    {
        WriteCEval();
        const string Test = """{"subset_list": ["law"], "few_shot_num": 1, "eval_split": "test"}""";
        var first = await RunAsync("ceval", Test, folder["data"]);

        var again = await RunAsync("ceval", Test, folder["data"], Stage.Review);

        Assert.Equal(first.Report.Run, again.Report.Run);
        Assert.Equal(await SubmissionAsync(first, "baseline:first"), await SubmissionAsync(again, "baseline:first"));
    }

    [Theory]
    [InlineData("mine.csv", "mine")]
    [InlineData("mine/maths_val.csv", "maths")]
    [InlineData("mine/maths.csv", "maths")]
    public async Task Users_own_questions_are_asked(string file, string subset)
    {
        folder.Write(file, "question,A,B,answer\n1 + 1?,2,3,A\n1 + 2?,2,3,B\n");

        var outcome = await RunAsync("general_mcq", Path(file.Split('/')[0]), null);

        var result = outcome.Report.Results[0];
        Assert.Equal((2, 0.5), (result.N, result.Score!.Mean));
        Assert.Equal(subset, Assert.Single(result.Subsets).Name);
    }

    [Fact]
    public async Task Users_own_questions_have_examples_from_the_dev_file()
    {
        folder.Write("mine/maths_val.csv", "question,A,B,answer\n1 + 1?,2,3,A\n");
        folder.Write("mine/maths_dev.csv", "question,A,B,answer\n2 + 2?,4,5,A\n");

        var preview = await Evaluation.PreviewAsync(
            Plan(
                "general_mcq",
                $$"""{"local_path": {{JsonSerializer.Serialize(folder["mine"])}}, "few_shot_num": 1}""",
                null
            ),
            cancellationToken: Stop
        );

        Assert.Equal("2 + 2?\nA. 4\nB. 5\nAnswer: A\n\n1 + 1?\nA. 2\nB. 3\nAnswer:", preview.Subsets[0].FirstPrompt);
    }

    [Theory]
    [InlineData("question,A,B,answer\nq,w,x,A\nq,w,x,E\n", "mine.csv:3: answer 'E' is none of the choices A to B")]
    [InlineData("id,question,A,B,answer\n1,q,w,x,A\n1,q,w,x,B\n", "mine.csv:3: id '1' is used twice, first at")]
    [InlineData("questoin,A,B,answer\nq,w,x,A\n", "mine.csv:2: column 'question' is missing")]
    [InlineData("question,A,B\nq,w,x\n", "mine.csv:2: column 'answer' is missing")]
    [InlineData("question,A,B,answer\nq,w,x,A\nq,,x,B\n", "mine.csv:3: choice 'A' is missing or empty")]
    [InlineData("question,A,B,answer\nq,w,x\n", "mine.csv:2: the record has 3 cells")]
    public async Task A_mistake_in_users_own_questions_is_told_before_anything_is_asked(string text, string message)
    {
        folder.Write("mine.csv", text);

        var error = await Assert.ThrowsAsync<InputException>(() => RunAsync("general_mcq", Path("mine.csv"), null));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["outputs"]));
    }

    private static async Task<string> SubmissionAsync(EvalOutcome outcome, string model)
    {
        var path = System.IO.Path.Combine(outcome.Report.Run, ReportFiles.SubmissionOf(model, "ceval"));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(path, Stop));
        return JsonSerializer.Serialize(json.RootElement);
    }

    private string Path(string file) => $$"""{"local_path": {{JsonSerializer.Serialize(folder[file])}} }""";

    private Task<EvalOutcome> RunAsync(string dataset, string arguments, string? data, Stage stage = Stage.All) =>
        Evaluation.RunAsync(Plan(dataset, arguments, data) with { Stage = stage }, Stop);

    private EvalPlan Plan(string dataset, string arguments, string? data) =>
        new()
        {
            Models = ["baseline:first"],
            Datasets = [dataset],
            DatasetDir = data,
            DatasetArgs = ImmutableSortedDictionary.CreateRange([
                KeyValuePair.Create(dataset, JsonDocument.Parse(arguments).RootElement),
            ]),
            Outputs = folder["outputs"],
            WorkDir = folder["caches"],
        };

    private void WriteCEval()
    {
        string[] subjects =
        [
            "advanced_mathematics",
            "discrete_mathematics",
            "probability_and_statistics",
            "college_chemistry",
            "college_physics",
            "high_school_mathematics",
            "high_school_chemistry",
            "high_school_physics",
            "law",
        ];
        foreach (var subject in subjects)
        {
            folder.Write($"data/ceval/val/{subject}_val.csv", Header + "0,热吗？,冰,火,露,雾,B\n");
            folder.Write($"data/ceval/dev/{subject}_dev.csv", Header + "0,冷吗？,冰,火,露,雾,A\n");
        }
        folder.Write("data/ceval/test/law_test.csv", "id,question,A,B,C,D\n5,甲？,冰,火,露,雾\n6,乙？,冰,火,露,雾\n");
    }
}
