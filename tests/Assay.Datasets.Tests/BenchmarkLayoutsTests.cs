using System.Text.Json.Serialization;
using Assay.Benchmarks;
using Assay.Testing;
using Parquet.Serialization;

namespace Assay.Datasets.Tests;

/// <summary>The benchmarks themselves, read from the folders that users have.</summary>
public sealed class BenchmarkLayoutsTests : IDisposable
{
    private const string Gsm8kRow = """{"question": "1 + 1?", "answer": "1 + 1 = 2\n#### 2"}""";
    private const string ArcRow =
        """{"question": {"stem": "Hot?", "choices": [{"text": "Ice", "label": "A"}, {"text": "Fire", "label": "B"}]}, "answerKey": "B"}""";
    private const string ArcHubRow =
        """{"question": "Hot?", "choices": {"text": ["Ice", "Fire"], "label": ["A", "B"]}, "answerKey": "B"}""";
    private const string MmluRow = """{"question": "Hot?", "choices": ["Ice", "Fire", "Dew", "Fog"], "answer": 1}""";
    private const string MmluLine = "Hot?,Ice,Fire,Dew,Fog,B";
    private const string BbhFile = """{"examples": [{"input": "not True is", "target": "False"}]}""";
    private const string BbhRow = """{"input": "not True is", "target": "False"}""";

    private const string TruthfulTable =
        "Type,Category,Question,Best Answer,Correct Answers,Incorrect Answers,Source\nA,Myths,Hot?,Fire,Fire; Flames,Ice; Snow,none";
    private const string TruthfulRow =
        """{"question": "Hot?", "best_answer": "Fire", "correct_answers": ["Fire"], "incorrect_answers": ["Ice"]}""";
    private const string TruthfulChoices =
        """[{"question": "Hot?", "mc1_targets": {"Ice.": 0, "Fire.": 1}, "mc2_targets": {"Ice.": 0, "Fire.": 1}}]""";
    private const string Turns = """[{"question": "Hot?", "answer": "Ice"}, {"question": "Sure?", "answer": "No"}]""";
    private const string MathRow =
        """{"problem": "1 + 1?", "level": "Level 1", "type": "Counting & Probability", "solution": "$\\boxed{2}$"}""";
    private const string Math500Row = """{"problem": "1 + 1?", "answer": "2", "subject": "Algebra", "level": 1}""";
    private const string CEvalFile = "id,question,A,B,C,D,answer\n0,热吗？,冰,火,露,雾,B";
    private const string CEvalRow =
        """{"id": 0, "question": "热吗？", "A": "冰", "B": "火", "C": "露", "D": "雾", "answer": "B", "explanation": ""}""";
    private const string CmmluFile = ",Question,A,B,C,D,Answer\n0,热吗？,冰,火,露,雾,B";
    private const string RaceRow =
        """{"example_id": "high1.txt", "article": "Fire is hot.", "question": "Hot?", "options": ["Ice", "Fire", "Dew", "Fog"], "answer": "B"}""";
    private const string RaceFile =
        """{"answers": ["B"], "options": [["Ice", "Fire", "Dew", "Fog"]], "questions": ["Hot?"], "article": "Fire is hot.", "id": "high1.txt"}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("gsm8k", 1_319)]
    [InlineData("mmlu", 14_042)]
    [InlineData("arc", 3_548)]
    [InlineData("bbh", 6_511)]
    // The same 817 questions in either mode.
    [InlineData("truthful_qa", 1_634)]
    [InlineData("math_500", 500)]
    [InlineData("cmmlu", 11_582)]
    public void The_authors_files_hold_every_published_question(string name, int count)
    {
        var benchmark = BenchmarkRegistry.Find(name);
        var source = DataSources.Create("Local", SharedData.Require("datasets"), folder.Path);

        var samples = new List<Sample>();
        foreach (var subset in benchmark.Info.Subsets)
        {
            var rows = source.Read(new DataAddress(benchmark.Info, subset.Name, benchmark.Info.EvaluationSplit));
            samples.AddRange(rows.Select((row, i) => benchmark.Parse(row, subset.Name, i)));

            Assert.Equal(subset.Rows, rows.Count);
        }
        Assert.Equal(count, samples.Count);
        Assert.All(samples, sample => Assert.NotEmpty(sample.Reference));
    }

    [Theory]
    [InlineData("gsm8k", "main", "gsm8k/test.jsonl", Gsm8kRow, "2")]
    [InlineData("gsm8k", "main", "gsm8k/main/test.jsonl", Gsm8kRow, "2")]
    [InlineData("gsm8k", "main", "grade-school-math/grade_school_math/data/test.jsonl", Gsm8kRow, "2")]
    [InlineData("gsm8k", "main", "GSM8K/test.jsonl", Gsm8kRow, "2")]
    [InlineData("gsm8k", "main", "test.jsonl", Gsm8kRow, "2")]
    [InlineData("mmlu", "anatomy", "mmlu/test/anatomy_test.csv", MmluLine, "B")]
    [InlineData("mmlu", "anatomy", "mmlu/data/test/anatomy_test.csv", MmluLine, "B")]
    [InlineData("mmlu", "anatomy", "mmlu/anatomy_test.csv", MmluLine, "B")]
    [InlineData("mmlu", "anatomy", "hendrycks_test/test/anatomy_test.csv", MmluLine, "B")]
    [InlineData("mmlu", "anatomy", "mmlu/anatomy/test.jsonl", MmluRow, "B")]
    [InlineData("mmlu", "anatomy", "mmlu/anatomy/test-00000-of-00001.jsonl", MmluRow, "B")]
    [InlineData("arc", "ARC-Easy", "arc/ARC-Easy/ARC-Easy-Test.jsonl", ArcRow, "B")]
    [InlineData("arc", "ARC-Easy", "ai2_arc/ARC-V1-Feb2018-2/ARC-Easy/ARC-Easy-Test.jsonl", ArcRow, "B")]
    [InlineData("arc", "ARC-Easy", "ARC-V1-Feb2018-2/ARC-Easy/ARC-Easy-Test.jsonl", ArcRow, "B")]
    [InlineData("arc", "ARC-Easy", "ai2_arc/ARC-Easy/test.jsonl", ArcHubRow, "B")]
    [InlineData("bbh", "boolean_expressions", "bbh/boolean_expressions.json", BbhFile, "False")]
    [InlineData("bbh", "boolean_expressions", "bbh/bbh/boolean_expressions.json", BbhFile, "False")]
    [InlineData("bbh", "boolean_expressions", "BIG-Bench-Hard/bbh/boolean_expressions.json", BbhFile, "False")]
    [InlineData("bbh", "boolean_expressions", "bbh/boolean_expressions/test.jsonl", BbhRow, "False")]
    [InlineData("truthful_qa", "generation", "truthful_qa/TruthfulQA.csv", TruthfulTable, "Fire.")]
    [InlineData("truthful_qa", "generation", "TruthfulQA/data/v1/TruthfulQA.csv", TruthfulTable, "Fire.")]
    [InlineData("truthful_qa", "generation", "truthful_qa/generation/TruthfulQA.csv", TruthfulTable, "Fire.")]
    [InlineData("truthful_qa", "generation", "truthful_qa/generation/validation.jsonl", TruthfulRow, "Fire.")]
    [InlineData("truthful_qa", "multiple_choice", "truthful_qa/TruthfulQA.csv", TruthfulTable, "1")]
    [InlineData("truthful_qa", "multiple_choice", "truthful_qa/multiple_choice/mc_task.json", TruthfulChoices, "2")]
    [InlineData("truthful_qa", "multiple_choice", "truthful_qa/data/mc_task.json", TruthfulChoices, "2")]
    [InlineData("truthful_qa", "generation", "truthful_qa/mc_task.json", TruthfulChoices, "Fire.")]
    [InlineData("general_qa", "default", "general_qa/default.jsonl", Turns, "No")]
    [InlineData("general_qa", "default", "general_qa/anything at all.jsonl", Turns, "No")]
    [InlineData("competition_math", "algebra", "MATH/test/algebra/17.json", MathRow, "2")]
    [InlineData("competition_math", "algebra", "competition_math/test/algebra/17.json", MathRow, "2")]
    [InlineData("competition_math", "algebra", "competition_math/MATH/test/algebra/17.json", MathRow, "2")]
    [InlineData("competition_math", "algebra", "hendrycks_math/algebra/test.jsonl", MathRow, "2")]
    [InlineData("competition_math", "counting_and_probability", "competition_math/test.jsonl", MathRow, "2")]
    [InlineData("competition_math", "counting_and_probability", "competition_math/default/test.jsonl", MathRow, "2")]
    [InlineData("math_500", "main", "MATH-500/test.jsonl", Math500Row, "2")]
    [InlineData("math_500", "main", "math_500/default/test.jsonl", Math500Row, "2")]
    [InlineData("ceval", "law", "ceval/val/law_val.csv", CEvalFile, "B")]
    [InlineData("ceval", "law", "ceval-exam/val/law_val.csv", CEvalFile, "B")]
    [InlineData("ceval", "law", "ceval/data/val/law_val.csv", CEvalFile, "B")]
    [InlineData("ceval", "law", "ceval/law_val.csv", CEvalFile, "B")]
    [InlineData("ceval", "law", "ceval/law/val.jsonl", CEvalRow, "B")]
    [InlineData("ceval", "law", "ceval/law/val-00000-of-00001.jsonl", CEvalRow, "B")]
    [InlineData("cmmlu", "law", "cmmlu/test/law.csv", CmmluFile, "B")]
    [InlineData("cmmlu", "law", "CMMLU/data/test/law.csv", CmmluFile, "B")]
    [InlineData("cmmlu", "law", "cmmlu/law/test.jsonl", CEvalRow, "B")]
    [InlineData("race", "high", "race/high/test.jsonl", RaceRow, "B")]
    [InlineData("race", "high", "race/all/test-00000-of-00001.jsonl", RaceRow, "B")]
    [InlineData("race", "high", "race/data/high/test.jsonl", RaceRow, "B")]
    [InlineData("race", "high", "race/race_1000.jsonl", RaceRow, "B")]
    [InlineData("race", "high", "race/test/high/1.txt", RaceFile, "B")]
    [InlineData("race", "high", "RACE/test/high/1.txt", RaceFile, "B")]
    public void Every_layout_that_users_have_is_found(
        string name,
        string subset,
        string path,
        string text,
        string reference
    )
    {
        folder.Write("data/" + path, text + "\n");
        var benchmark = BenchmarkRegistry.Find(name);
        var source = DataSources.Create("Local", folder["data"], folder["none"]);

        var row = Assert.Single(source.Read(new DataAddress(benchmark.Info, subset, benchmark.Info.EvaluationSplit)));

        Assert.Equal(reference, benchmark.Parse(row, subset, 0).Reference);
    }

    [Theory]
    [InlineData("gsm8k", "main", "gsm8k/main/test-00000-of-00001.parquet")]
    [InlineData("gsm8k", "main", "gsm8k/main/test/0000.parquet")]
    [InlineData("mmlu", "anatomy", "mmlu/anatomy/test-00000-of-00001.parquet")]
    [InlineData("mmlu", "anatomy", "mmlu/all/test-00000-of-00001.parquet")]
    [InlineData("arc", "ARC-Easy", "ai2_arc/ARC-Easy/test-00000-of-00001.parquet")]
    [InlineData("bbh", "boolean_expressions", "bbh/boolean_expressions/test-00000-of-00001.parquet")]
    public async Task The_hubs_parquet_files_are_found(string name, string subset, string path)
    {
        var file = folder["data/" + path];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await ParquetSerializer.SerializeAsync([new HubRow()], file, null, null, TestContext.Current.CancellationToken);
        var benchmark = BenchmarkRegistry.Find(name);
        var source = DataSources.Create("Local", folder["data"], folder["none"]);

        Assert.Single(source.Read(new DataAddress(benchmark.Info, subset, "test")));
    }

    [Fact]
    public void A_file_for_each_problem_is_read_in_the_order_of_their_numbers()
    {
        foreach (var number in (int[])[10, 9, 100])
        {
            folder.Write($"data/MATH/test/algebra/{number}.json", $$"""{"problem": "{{number}}", "solution": "x"}""");
        }
        var source = DataSources.Create("Local", folder["data"], folder["none"]);

        var rows = source.Read(new DataAddress(new CompetitionMath().Info, "algebra", "test"));

        Assert.Equal(["9", "10", "100"], rows.Select(row => row.Text("problem")));
    }

    [Fact]
    public void Examples_are_never_read_from_the_test_file()
    {
        folder.Write("data/mmlu/test/anatomy_test.csv", MmluLine);
        folder.Write("data/mmlu/dev/anatomy_dev.csv", "Cold?,Ice,Fire,Dew,Fog,A");
        var benchmark = new Mmlu();
        var source = DataSources.Create("Local", folder["data"], folder["none"]);

        var example = Assert.Single(
            source.Read(new DataAddress(benchmark.Info, "anatomy", benchmark.Info.FewShotSplit!))
        );

        Assert.Equal("Cold?", example.Text("question"));
    }

    [Theory]
    [InlineData(Turns)]
    [InlineData("""{"query": "Hot?", "response": "No"}""")]
    public void A_file_of_users_data_may_be_called_anything(string line)
    {
        var benchmark = new GeneralQa();
        var path = folder.Write("my questions.v2.jsonl", line + "\n" + line);
        var source = DataSources.Create("Local", null, folder["none"]);

        var rows = source.Read(new DataAddress(benchmark.Info, "default", "test", path));

        Assert.Equal(["No", "No"], rows.Select((row, i) => benchmark.Parse(row, "default", i).Reference));
    }

    [Fact]
    public void A_file_is_no_folder_of_a_published_benchmark()
    {
        var path = folder.Write("test.jsonl", Gsm8kRow);
        var source = DataSources.Create("Local", null, folder["none"]);

        var error = Assert.Throws<InputException>(() =>
            source.Read(new DataAddress(new Gsm8k().Info, "main", "test", path))
        );

        Assert.Contains("is a file, not a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_example_file_there_are_none_rather_than_test_questions()
    {
        folder.Write("data/mmlu/test/anatomy_test.csv", MmluLine);
        var source = DataSources.Create("Local", folder["data"], folder["none"]);

        Assert.Throws<InputException>(() => source.Read(new DataAddress(new Mmlu().Info, "anatomy", "dev")));
    }

    [Fact]
    public void The_files_of_a_folder_are_read_in_the_order_of_their_numbers()
    {
        foreach (var number in new[] { 10, 9, 1 })
        {
            folder.Write(
                $"data/race/test/high/{number}.txt",
                RaceFile.Replace("high1.txt", $"high{number}.txt", StringComparison.Ordinal)
            );
        }
        var source = DataSources.Create("Local", folder["data"], folder["none"]);

        var rows = source.Read(new DataAddress(new Race().Info, "high", "test"));

        Assert.Equal(["high1.txt", "high9.txt", "high10.txt"], rows.Select(row => row.Text("id")));
    }

    [Theory]
    [InlineData("high")]
    [InlineData("middle")]
    public void A_file_of_race_with_both_levels_is_told_apart_by_the_articles(string level)
    {
        var race = new Race();
        var source = DataSources.Create("Local", SharedData.Require("datasets"), folder.Path);

        var samples = race.Read(
                source.Read(new DataAddress(race.Info, level, "test")),
                level,
                SettingsReader.Read(race.Info)
            )
            .ToList();

        Assert.Equal(500, samples.Count);
        Assert.All(samples, sample => Assert.StartsWith($"{level}/{level}", sample.Cluster, StringComparison.Ordinal));
        Assert.InRange(samples.Select(sample => sample.Cluster).Distinct().Count(), 480, 500);
    }

    [Fact]
    public void Users_own_questions_in_another_benchmarks_form_are_read()
    {
        var mcq = new GeneralMcq();
        var file = SharedData.Require("datasets/arc/ARC-Easy/arc_easy_query_choices_gold.jsonl");
        var source = DataSources.Create("Local", null, folder.Path);

        var rows = source.Read(new DataAddress(mcq.Info, "mine", "val", file));

        Assert.Equal(2_376, rows.Select((row, i) => mcq.Parse(row, "mine", i)).Count());
    }

    private sealed class HubRow
    {
        [JsonPropertyName("subject")]
        public string Subject { get; set; } = "anatomy";
    }
}
