using System.Text.Json;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary><c>replay:</c> of real models' outputs gives the published scores, and each row its recorded verdict.</summary>
public sealed class RecordedScoresTests : IDisposable
{
    private readonly AssayProgram assay = new();

    public void Dispose() => assay.Dispose();

    [Theory]
    [InlineData("6b_finetuning", 286)]
    [InlineData("175b_verification", 742)]
    public async Task Gsm8k_solutions_of_OpenAI(string model, int right)
    {
        var rows = Recording.Lines("gsm8k-openai/example_model_solutions.jsonl.gz");
        assay.Write(
            "recorded.jsonl",
            string.Join(
                '\n',
                rows.Select(
                    (row, i) =>
                        Recording.Line("gsm8k", "main", i, row.GetProperty(model).GetProperty("solution").GetString()!)
                )
            )
        );

        var result = Assert.Single(await ReplayAsync("replay:recorded.jsonl", "gsm8k"));

        Assert.Equal(right / 1_319.0, result.GetProperty("score").GetDouble(), 15);
        Assert.Equal(1_319, result.GetProperty("n").GetInt32());
        var reviews = Recording.Reviews(assay.Run());
        for (var i = 0; i < rows.Count; i++)
        {
            var recorded = rows[i].GetProperty(model).GetProperty("is_correct").GetBoolean();
            Assert.Equal((i, recorded), (i, IsRight(reviews[("main", i, 0)])));
        }
    }

    [Theory]
    [InlineData("cot", 2_582)]
    [InlineData("direct", 1_683)]
    public async Task Bbh_answers_of_Codex(string mode, int right)
    {
        var expected = Recording.Document("bbh-codex/expected.json").GetProperty(mode);
        var tasks = expected
            .EnumerateObject()
            .Where(task => task.Value.ValueKind is JsonValueKind.Object)
            .Select(task => task.Name)
            .ToList();
        using (var file = File.CreateText(assay["recorded.jsonl"]))
        {
            foreach (var task in tasks)
            {
                var outputs = Recording.Document($"bbh-codex/{mode}/{task}.json.gz").GetProperty("outputs");
                foreach (var (i, row) in outputs.EnumerateArray().Index())
                {
                    file.WriteLine(Recording.Line("bbh", task, i, row.GetProperty("prediction").GetString()!));
                }
            }
        }
        var arguments = JsonSerializer.Serialize(new { bbh = new { subset_list = tasks, cot = mode == "cot" } });

        var result = Assert.Single(await ReplayAsync("replay:recorded.jsonl", "bbh", "--dataset-args", arguments));

        Assert.Equal(right / 3_500.0, result.GetProperty("score").GetDouble(), 15);
        foreach (var subset in result.GetProperty("subsets").EnumerateArray())
        {
            var correct = expected.GetProperty(subset.GetProperty("subset").GetString()!).GetProperty("correct");
            Assert.Equal(correct.GetInt32() / 250.0, subset.GetProperty("score").GetDouble(), 15);
        }
    }

    [Theory]
    [InlineData("anthropic_claude-3-opus-20240229")]
    [InlineData("google_gemini-1.5-pro-preview-0409")]
    [InlineData("meta_llama-3-70b")]
    [InlineData("openai_gpt-4-0613")]
    [InlineData("openai_gpt-4o-2024-05-13")]
    public async Task Mmlu_letters_of_HELM(string model)
    {
        var rows = Recording.Lines($"mmlu-helm/{model}.jsonl");
        var recording = SharedData.Require($"datasets/recorded/mmlu-helm/{model}.jsonl");
        var subjects = rows.Select(row => row.GetProperty("subset").GetString()!).Distinct();
        var arguments = JsonSerializer.Serialize(new { mmlu = new { subset_list = subjects } });

        await ReplayAsync($"replay:{recording}", "mmlu", "--dataset-args", arguments);

        var reviews = Recording.Reviews(assay.Run());
        foreach (var row in rows)
        {
            var place = (row.GetProperty("subset").GetString()!, row.GetProperty("index").GetInt32(), 0);
            var recorded = row.GetProperty("recorded_correct").GetBoolean();
            Assert.Equal((place, recorded), (place, IsRight(reviews[place])));
        }
    }

    [Fact]
    public async Task Hellaswag_likelihoods_of_Llama()
    {
        var recording = SharedData.Require("datasets/recorded/hellaswag-ll/Llama-3.2-1B.jsonl.gz");

        var accuracy = Assert.Single(await ReplayAsync($"replay:{recording}", "hellaswag"));

        Assert.Equal("acc", accuracy.GetProperty("metric").GetString());
        Assert.Equal(10_042, accuracy.GetProperty("n").GetInt32());
        Assert.Equal(4_718 / 10_042.0, accuracy.GetProperty("score").GetDouble(), 15);
    }

    [Fact]
    public async Task Trivia_answers_of_a_search_model()
    {
        var recording = SharedData.Require(
            "datasets/recorded/triviaqa-search-r1/triviaqa_2026_04_28_17_40_search_r1_base_seed1.jsonl"
        );

        var arguments = """{"trivia_qa": {"protocol": "squad"}}""";

        var result = Assert.Single(await ReplayAsync($"replay:{recording}", "trivia_qa", "--dataset-args", arguments));

        Assert.Equal(
            ("em", 0.583),
            (result.GetProperty("metric").GetString(), result.GetProperty("score").GetDouble())
        );
    }

    [Fact]
    public async Task Math_answers_of_Qwen_eight_to_each_problem()
    {
        var rows = Recording.Lines("math-qwen2.5/math_cot_even.jsonl.gz");
        var problems = rows.Where(row => row.GetProperty("repeat").GetInt32() == 0)
            .Select(row => new
            {
                problem = row.GetProperty("question").GetString(),
                level = row.GetProperty("level").GetString(),
                solution = row.GetProperty("gold_solution").GetString(),
            });
        var answers = rows.Select(row => new
        {
            dataset = "competition_math",
            subset = "algebra",
            index = row.GetProperty("index").GetInt32() / 2,
            repeat = row.GetProperty("repeat").GetInt32(),
            text = row.GetProperty("text").GetString(),
        });
        assay.Write("math/algebra/test.jsonl", Lines(problems));
        assay.Write("recorded.jsonl", Lines(answers));
        var arguments = new { competition_math = new { subset_list = "algebra", local_path = assay["math"] } };

        var outcome = await assay.RunAsync(
            "eval",
            "--model",
            "replay:recorded.jsonl",
            "--datasets",
            "competition_math",
            "--dataset-args",
            JsonSerializer.Serialize(arguments),
            "--repeats",
            "8",
            "--json"
        );

        var results = outcome.Succeeded().Results();
        Assert.Equal(
            ["acc", "math_equal", "pass@1", "pass@2", "pass@4", "pass@5", "pass@8", "maj@8"],
            results.Select(result => result.GetProperty("metric").GetString())
        );
        // 351 were recorded as right, and one more is: 10000 for 10{,}000. As texts these differ, and 50625 from 50,625.
        Assert.Equal(
            [347.0 / 400, 352.0 / 400, 347.0 / 400, 0.88],
            new[] { 0, 1, 2, 7 }.Select(i => Math.Round(results[i].GetProperty("score").GetDouble(), 12))
        );
        Assert.Equal(
            ["Level 1", "Level 2", "Level 3", "Level 4", "Level 5"],
            results[0]
                .GetProperty("categories")
                .EnumerateArray()
                .Select(part => part.GetProperty("category").GetString())
        );

        static string Lines<T>(IEnumerable<T> items) =>
            string.Join('\n', items.Select(item => JsonSerializer.Serialize(item)));
    }

    [Theory]
    [InlineData("llmuses")]
    [InlineData("official")]
    [InlineData("lm-eval")]
    public async Task Math_500_has_every_problem_under_every_protocol(string protocol)
    {
        var arguments = JsonSerializer.Serialize(new { math_500 = new { protocol } });

        var result = Assert.Single(await ReplayAsync("baseline:majority", "math_500", "--dataset-args", arguments));

        Assert.Equal((500, 0), (result.GetProperty("n").GetInt32(), result.GetProperty("failed").GetInt32()));
    }

    [Fact]
    public async Task A_packed_recording_is_read_as_it_is()
    {
        var recording = SharedData.Require("datasets/recorded/gsm8k-cot/Qwen2.5-0.5B-Instruct.jsonl.gz");

        var result = Assert.Single(await ReplayAsync($"replay:{recording}", "gsm8k"));

        // 657 were recorded as right; 4 of them only because the recorder lost a minus sign.
        Assert.Equal(653 / 1_319.0, result.GetProperty("score").GetDouble(), 15);
        Assert.Equal(0, result.GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task A_sample_without_a_line_is_a_failed_sample_and_costs_the_headline()
    {
        var rows = Recording.Lines("gsm8k-cot/Qwen2.5-0.5B-Instruct.jsonl.gz");
        assay.Write("part.jsonl", string.Join('\n', rows.Take(1_000)));

        var outcome = await EvalAsync("replay:part.jsonl", "gsm8k");

        Assert.Equal(3, outcome.ExitCode);
        var result = Assert.Single(outcome.Primary());
        Assert.Equal(319, result.GetProperty("failed").GetInt32());
        Assert.Equal(JsonValueKind.Null, result.GetProperty("score").ValueKind);
    }

    [Fact]
    public async Task A_run_folder_is_a_recording_too()
    {
        var recording = SharedData.Require("datasets/recorded/arc-cot/Qwen2.5-0.5B-Instruct.jsonl.gz");
        string[] subset = ["--dataset-args", """{"arc": {"subset_list": ["ARC-Challenge"]}}"""];
        var first = Assert.Single(await ReplayAsync($"replay:{recording}", "arc", subset));

        var again = Assert.Single(await ReplayAsync($"replay:{assay.Run()}", "arc", [.. subset, "--outputs", "again"]));

        Assert.Equal(445 / 1_172.0, first.GetProperty("score").GetDouble(), 15);
        Assert.Equal(first.GetProperty("score").GetDouble(), again.GetProperty("score").GetDouble());
    }

    private static bool IsRight(JsonElement review) => review.GetProperty("score").GetProperty("acc").GetDouble() == 1;

    private async Task<List<JsonElement>> ReplayAsync(string model, string dataset, params string[] more)
    {
        var outcome = await EvalAsync(model, dataset, more);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        return outcome.Primary();
    }

    private Task<Outcome> EvalAsync(string model, string dataset, params string[] more) =>
        assay.RunAsync([
            "eval",
            "--model",
            model,
            "--datasets",
            dataset,
            "--dataset-hub",
            "Local",
            "--dataset-dir",
            SharedData.Require("datasets"),
            "--json",
            .. more,
        ]);
}
