using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>Benchmarks that users bring along: YAML files and plug-ins.</summary>
public sealed class OwnBenchmarkTests : IDisposable
{
    private const string Questions = """
        question,A,B,C,D,answer,topic
        Which planet is the largest?,Mars,Jupiter,Venus,Mercury,B,space
        Which gas do plants take in?,Oxygen,Helium,Carbon dioxide,Neon,C,biology
        What is 7 times 8?,54,56,58,64,B,maths
        How many moons has Mars?,none,one,two,three,C,space

        """;

    private readonly AssayProgram assay = new();

    public OwnBenchmarkTests() => assay.Write("bench/questions.csv", Questions);

    public void Dispose() => assay.Dispose();

    [Fact]
    public async Task From_a_csv_to_a_report()
    {
        (await assay.RunAsync("datasets", "new", "bench/quiz.yaml", "--data", "bench/questions.csv")).Succeeded();

        var check = (await assay.RunAsync("datasets", "check", "bench/quiz.yaml")).Succeeded();
        Assert.Contains("4 questions, no mistakes", check.Output, StringComparison.Ordinal);
        Assert.Contains("A. Mars\nB. Jupiter\nC. Venus\nD. Mercury\nAnswer:", check.Output, StringComparison.Ordinal);

        var report = (await Evaluate("baseline:first", "bench/quiz.yaml", "mini_gsm8k")).Succeeded();
        Assert.Equal(
            ["quiz", "mini_gsm8k"],
            report.Primary().Select(result => result.GetProperty("dataset").GetString())
        );
        Assert.Equal(4, report.Primary()[0].GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Recorded_answers_are_scored()
    {
        await WriteQuiz();
        assay.Write(
            "answers.jsonl",
            string.Concat(
                new[] { "The answer is B.", "C", "I think it is (A).", "So: **C**" }.Select(
                    (text, i) =>
                        $$"""{"dataset": "quiz", "subset": "main", "index": {{i}}, "text": "{{text}}"}""" + "\n"
                )
            )
        );

        var report = await Evaluate("replay:answers.jsonl", "bench/quiz.yaml");

        Assert.Equal(0.75, report.Score());
    }

    [Fact]
    public async Task Programs_are_run_and_what_they_print_is_scored()
    {
        Sandbox.Require();
        assay.Write("bench/programs.jsonl", """{"task": "Double it.", "in": ["1", "20"], "out": ["2", "40"]}""" + "\n");
        assay.Write(
            "bench/programs.yaml",
            "name: doubles\ndata: programs.jsonl\nkind: code\ncolumns: {question: task, input: in, output: out}\ncode: {language: python}\n"
        );
        assay.Write(
            "answers.jsonl",
            """{"dataset": "doubles", "subset": "main", "index": 0, "text": "```python\nprint(2 * int(input()))\n```"}"""
                + "\n"
        );

        var report = await Evaluate("replay:answers.jsonl", "bench/programs.yaml");

        Assert.Equal(1, report.Score());
    }

    [Fact]
    public async Task The_small_model_is_asked_by_likelihood()
    {
        await WriteQuiz();

        var report = await assay.RunAsync(
            "eval",
            "--model",
            "tiny",
            "--datasets",
            "bench/quiz.yaml",
            "--dataset-args",
            "quiz.mode=likelihood",
            "--json"
        );

        Assert.Contains("acc_norm", report.Results().Select(result => result.GetProperty("metric").GetString()));
    }

    [Fact]
    public async Task A_plan_names_it_and_its_run_can_be_repeated()
    {
        await WriteQuiz();
        assay.Write("plan.yaml", "model: baseline:first\ndatasets: [bench/quiz.yaml]\nlimit: 2\n");

        (await assay.RunAsync("eval", "--config", "plan.yaml")).Succeeded();
        var again = await assay.RunAsync("eval", "--config", Path.Combine(assay.Run(), "plan.yaml"), "--json");

        Assert.Equal(2, again.Primary()[0].GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Check_lists_every_mistake_and_ends_with_exit_code_2()
    {
        await WriteQuiz();
        assay.Write("bench/questions.csv", Questions.Replace(",B,space", ",X,space").Replace(",B,maths", ",X,maths"));

        var outcome = await assay.RunAsync("datasets", "check", "bench/quiz.yaml");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal(
            [
                "assay: bench/questions.csv:2: the answer 'X' is beyond",
                "assay: bench/questions.csv:4: the answer 'X' is beyond",
            ],
            outcome
                .Errors.Split('\n')
                .Where(line => line.StartsWith("assay: ", StringComparison.Ordinal))
                .Select(line => line.Split(" the 4 choices")[0])
        );
    }

    [Fact]
    public async Task A_mistake_in_the_file_refuses_the_run()
    {
        assay.Write("quiz.yaml", "name: quiz\ndata: bench/questions.csv\ncolumns:\n  question: qestion\n");

        (await Evaluate("baseline:first", "quiz.yaml")).Refused(
            "quiz.yaml:4:13",
            "'qestion'",
            "did you mean 'question'?"
        );
    }

    [Fact]
    public async Task Two_files_of_one_name_are_refused()
    {
        await WriteQuiz();
        File.Copy(assay["bench/quiz.yaml"], assay["bench/other.yaml"]);

        (await Evaluate("baseline:first", "bench/quiz.yaml", "bench/other.yaml")).Refused("bench/other.yaml", "'quiz'");
    }

    [Fact]
    public async Task New_never_overwrites()
    {
        await WriteQuiz();

        (await assay.RunAsync("datasets", "new", "bench/quiz.yaml")).Refused("bench/quiz.yaml", "already");
    }

    [Fact]
    public async Task A_plug_in_brings_a_benchmark_along()
    {
        var report = await assay.RunAsync(
            "eval",
            "--model",
            "baseline:first",
            "--plugin",
            SamplePlugin.Path,
            "--datasets",
            "capitals",
            "--json"
        );

        Assert.Equal("capitals", Assert.Single(report.Primary()).GetProperty("dataset").GetString());
        var show = await assay.RunAsync("datasets", "show", "capitals", "--plugin", SamplePlugin.Path);
        Assert.Contains("What is the capital of Peru?", show.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_names_a_plug_in()
    {
        assay.Write("plan.yaml", $"model: baseline:first\ndatasets: capitals\nplugins: ['{SamplePlugin.Path}']\n");

        var report = await assay.RunAsync("eval", "--config", "plan.yaml", "--json");

        Assert.Equal(3, Assert.Single(report.Primary()).GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Two_plug_ins_with_benchmarks_of_one_name_are_refused()
    {
        File.Copy(SamplePlugin.Path, assay["copy.dll"]);

        (
            await assay.RunAsync(
                "eval",
                "--model",
                "baseline:first",
                "--plugin",
                SamplePlugin.Path,
                "copy.dll",
                "--datasets",
                "capitals"
            )
        ).Refused("copy.dll", "there is a benchmark 'capitals' already");
    }

    private async Task WriteQuiz() =>
        (await assay.RunAsync("datasets", "new", "bench/quiz.yaml", "--data", "bench/questions.csv")).Succeeded();

    private Task<Outcome> Evaluate(string model, params string[] datasets) =>
        assay.RunAsync(["eval", "--model", model, "--datasets", .. datasets, "--json"]);
}
