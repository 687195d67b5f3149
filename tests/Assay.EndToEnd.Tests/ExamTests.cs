using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>Examinations with choices, through the program: served, replayed, and users' own.</summary>
public sealed class ExamTests : ServedTests
{
    private const string Questions = "id,question,A,B,C,D,answer\n0,热吗？,冰,火,露,雾,B\n1,冷吗？,冰,火,露,雾,A\n";

    [Fact]
    public async Task Chinese_answers_of_a_server_are_read()
    {
        Assay.Write("data/ceval/val/law_val.csv", Questions);
        Server.Answer = prompt => prompt.Contains("热吗", StringComparison.Ordinal) ? "故选：Ｂ" : "答案是「C」";

        var outcome = await AskAsync(
            "ceval",
            "--dataset-dir",
            "data",
            "--dataset-args",
            """{"ceval": {"subset_list": "law", "few_shot_num": 0}}"""
        );

        Assert.Equal(0.5, outcome.Succeeded().Score());
        Assert.StartsWith(
            "以下是中国关于法学考试的单项选择题，请选出其中的正确答案。\n问题：热吗？\nA. 冰\n",
            Server.Requests.Select(request => request.Prompt).Order(StringComparer.Ordinal).Last(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_answers_in_the_data_the_program_ends_well_and_names_the_file_to_hand_in()
    {
        Assay.Write(
            "data/ceval/test/law_test.csv",
            Questions
                .Replace(",answer", "", StringComparison.Ordinal)
                .Replace(",B\n", "\n", StringComparison.Ordinal)
                .Replace(",A\n", "\n", StringComparison.Ordinal)
        );
        Server.Answer = _ => "选C";

        var outcome = await Assay.RunAsync([
            .. Asking(
                    "ceval",
                    "--dataset-dir",
                    "data",
                    "--dataset-args",
                    """{"ceval": {"subset_list": "law", "few_shot_num": 0, "split": "test"}}"""
                )
                .Where(argument => argument != "--json"),
        ]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("ceval_submission.json", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(
            "\"1\": \"C\"",
            await File.ReadAllTextAsync(
                Path.Combine(Assay.Run(), "reports", "tiny", "ceval_submission.json"),
                TestContext.Current.CancellationToken
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Recorded_answers_about_articles_are_scored()
    {
        SharedData.Require("datasets/race");
        Assay.Write(
            "recorded.jsonl",
            string.Join('\n', Enumerable.Range(0, 500).Select(i => Recording.Line("race", "middle", i, "B. It is so.")))
        );

        var outcome = await Assay.RunAsync(
            "eval",
            "--model",
            "replay:recorded.jsonl",
            "--datasets",
            "race",
            "--dataset-dir",
            SharedData.Require("datasets"),
            "--dataset-args",
            """{"race": {"subset_list": "middle", "few_shot_num": 0}}""",
            "--json"
        );

        var result = Assert.Single(outcome.Succeeded().Results());
        Assert.Equal(500, result.GetProperty("n").GetInt32());
        Assert.InRange(result.GetProperty("score").GetDouble(), 0.15, 0.35);
    }

    [Fact]
    public async Task Users_own_questions_are_asked_of_a_server()
    {
        Assay.Write("mine.csv", Questions);
        Server.Answer = _ => "B";

        var outcome = await AskAsync(
            "general_mcq",
            "--dataset-args",
            """{"general_mcq": {"local_path": "mine.csv"}}"""
        );

        Assert.Equal(0.5, outcome.Succeeded().Score());
    }

    [Fact]
    public async Task A_mistake_in_them_is_one_line()
    {
        Assay.Write("mine.csv", Questions + "1,又冷吗？,冰,火,露,雾,A\n");

        var outcome = await AskAsync(
            "general_mcq",
            "--dataset-args",
            """{"general_mcq": {"local_path": "mine.csv"}}"""
        );

        outcome.Refused("mine.csv:4: id '1' is used twice", "give each question an id of its own");
        Assert.Empty(Server.Requests);
    }
}
