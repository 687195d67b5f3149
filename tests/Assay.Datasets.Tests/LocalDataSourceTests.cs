using Assay.Benchmarks;
using Assay.Testing;

namespace Assay.Datasets.Tests;

public sealed class LocalDataSourceTests : IDisposable
{
    private static readonly BenchmarkInfo Quiz = Examples.Benchmark(
        "quiz",
        new DataLayout("{subset}/{split}.jsonl"),
        new DataLayout("{split}.jsonl")
    );

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("quiz/main/test.jsonl")]
    [InlineData("quiz/test.jsonl")]
    [InlineData("main/test.jsonl")]
    [InlineData("test.jsonl")]
    [InlineData("QUIZ/Main/Test.jsonl")]
    public void A_split_is_found_in_every_place_it_may_have(string path)
    {
        Write(path);

        Assert.Equal([path], Read("test"));
    }

    [Fact]
    public void A_packed_split_is_found()
    {
        folder.Pack("quiz/test.jsonl.gz", """{"from": "packed"}""");

        Assert.Equal(["packed"], Read("test"));
    }

    [Theory]
    [InlineData("quiz/test.jsonl", "test.jsonl")]
    [InlineData("quiz/main/test.jsonl", "quiz/test.jsonl")]
    [InlineData("quiz/test.jsonl", "Quiz/test.jsonl")]
    public void The_more_specific_place_goes_first(string first, string second)
    {
        Write(first);
        Write(second);

        Assert.Equal([first], Read("test"));
    }

    [Fact]
    public void The_plain_file_goes_before_the_packed_one()
    {
        Write("quiz/test.jsonl");
        folder.Pack("quiz/test.jsonl.gz", """{"from": "packed"}""");

        Assert.Equal(["quiz/test.jsonl"], Read("test"));
    }

    [Theory]
    [InlineData("validation", "val")]
    [InlineData("validation", "valid")]
    [InlineData("validation", "dev")]
    [InlineData("val", "validation")]
    [InlineData("dev", "validation")]
    [InlineData("train", "training")]
    public void A_split_is_found_by_its_other_names(string asked, string there)
    {
        Write($"quiz/{there}.jsonl");

        Assert.Equal([$"quiz/{there}.jsonl"], Read(asked));
    }

    [Fact]
    public void The_exact_name_goes_first_whatever_the_layout()
    {
        Write("quiz/main/val.jsonl");
        Write("quiz/dev.jsonl");

        Assert.Equal(["quiz/dev.jsonl"], Read("dev"));
    }

    [Theory]
    [InlineData("test", "train")]
    [InlineData("test", "dev")]
    [InlineData("train", "test")]
    [InlineData("dev", "test")]
    public void Another_split_is_never_taken_instead(string asked, string there)
    {
        Write($"quiz/{there}.jsonl");

        Assert.Throws<InputException>(() => Read(asked));
    }

    [Theory]
    [InlineData("val", "dev", "dev", "validation")]
    [InlineData("val", "dev", "val", "dev")]
    public void Examples_never_come_from_the_split_that_is_asked(
        string evaluation,
        string fewShot,
        string asked,
        string there
    )
    {
        Write($"quiz/{there}.jsonl");
        var benchmark = Quiz with { EvaluationSplit = evaluation, FewShotSplit = fewShot };

        Assert.Throws<InputException>(() => Source.Read(new DataAddress(benchmark, "main", asked)));
    }

    [Fact]
    public void A_layout_that_names_no_split_holds_the_evaluation_split_only()
    {
        Write("quiz/main.jsonl");
        var benchmark = Examples.Benchmark("quiz", new DataLayout("{subset}.jsonl"));

        Assert.Single(Source.Read(new DataAddress(benchmark, "main", "test")));
        Assert.Throws<InputException>(() => Source.Read(new DataAddress(benchmark, "main", "dev")));
    }

    [Fact]
    public void A_split_may_be_written_with_a_capital()
    {
        Write("quiz/Quiz-Dev.jsonl");
        var benchmark = Examples.Benchmark("quiz", new DataLayout("Quiz-{Split}.jsonl"));

        Assert.Single(Source.Read(new DataAddress(benchmark, "main", "validation")));
    }

    [Fact]
    public void A_star_stands_for_anything_in_the_one_file_that_matches()
    {
        Write("quiz/test-00000-of-00001.jsonl");
        Write("quiz/train-00000-of-00001.jsonl");

        Assert.Single(Source.Read(new DataAddress(Starred, "main", "test")));
    }

    [Fact]
    public void Several_files_that_match_a_star_are_an_error_that_names_them()
    {
        Write("quiz/test-1.jsonl");
        Write("quiz/test-2.jsonl");

        var error = Assert.Throws<InputException>(() => Source.Read(new DataAddress(Starred, "main", "test")));
        Assert.Contains("test-1.jsonl, test-2.jsonl", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_several_subsets_gives_the_rows_of_the_one_asked_for()
    {
        folder.Write(
            "quiz/test.jsonl",
            """
            {"from": "1", "subject": "main"}
            {"from": "2", "subject": "other"}
            {"from": "3", "subject": "main"}
            """
        );
        var benchmark = Examples.Benchmark("quiz", new DataLayout("{split}.jsonl") { SubsetField = "subject" });

        var rows = Source.Read(new DataAddress(benchmark, "main", "test"));

        Assert.Equal(["1", "3"], rows.Select(row => row.Text("from")));
    }

    [Theory]
    [InlineData("own/test.jsonl")]
    [InlineData("own/quiz/test.jsonl")]
    public void A_folder_of_the_benchmarks_own_is_read_instead(string path)
    {
        Write(path);
        Write("quiz/main/test.jsonl");

        var row = Assert.Single(Source.Read(new DataAddress(Quiz, "main", "test", folder["own"])));
        Assert.Equal(path, row.Text("from"));
    }

    [Fact]
    public void Nothing_else_is_read_when_the_benchmarks_own_folder_lacks_the_split()
    {
        Write("own/train.jsonl");
        Write("quiz/test.jsonl");

        Assert.Throws<InputException>(() => Source.Read(new DataAddress(Quiz, "main", "test", folder["own"])));
    }

    [Fact]
    public void A_split_that_is_nowhere_is_an_error_that_says_where_and_what_was_looked_for()
    {
        Write("quiz/train.jsonl");

        var error = Assert.Throws<InputException>(() => Read("test"));
        Assert.Equal(
            $"quiz: split 'test' of subset 'main' is not in {folder["quiz"]} or {folder.Path} "
                + "(looked for main/test.jsonl, test.jsonl, each also as .gz); "
                + "check --dataset-dir, or local_path of quiz in --dataset-args",
            error.Message
        );
    }

    [Fact]
    public void A_root_that_is_not_there_is_an_error()
    {
        var error = Assert.Throws<InputException>(() =>
            new LocalDataSource(folder["none"]).Read(new DataAddress(Quiz, "main", "test"))
        );

        Assert.StartsWith(
            $"--dataset-dir: the folder '{folder["none"]}' does not exist",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_root_that_is_a_file_is_an_error()
    {
        var file = folder.Write("data.tar", "");

        var error = Assert.Throws<InputException>(() =>
            new LocalDataSource(file).Read(new DataAddress(Quiz, "main", "test"))
        );
        Assert.StartsWith($"--dataset-dir: '{file}' is a file, not a folder", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("..\\secret")]
    [InlineData("/etc")]
    [InlineData("*")]
    public void A_subset_never_leads_out_of_the_folder(string subset)
    {
        Write("secret/test.jsonl");
        Write("test.jsonl");
        var benchmark = Examples.Benchmark("quiz", new DataLayout("{subset}/{split}.jsonl"));
        Directory.CreateDirectory(folder["quiz"]);

        var error = Assert.Throws<InputException>(() => Source.Read(new DataAddress(benchmark, subset, "test")));
        Assert.StartsWith("subset_list: the subset's name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_file_of_the_subset_is_read()
    {
        folder.Write("quiz/cot-prompts/main.txt", "Q: why?\n");

        Assert.Equal("Q: why?\n", await Text("cot-prompts/{subset}.txt"));
    }

    [Fact]
    public async Task A_text_file_that_is_not_there_is_nothing() => Assert.Null(await Text("cot-prompts/{subset}.txt"));

    [Fact]
    public async Task A_text_file_outside_the_folder_is_refused() =>
        await Assert.ThrowsAsync<InputException>(() => Text("../{subset}.txt").AsTask());

    private static BenchmarkInfo Starred { get; } = Examples.Benchmark("quiz", new DataLayout("{split}-*.jsonl"));

    private LocalDataSource Source => new(folder.Path);

    private ValueTask<string?> Text(string path) =>
        Source.ReadTextAsync(new DataAddress(Quiz, "main", "test"), path, TestContext.Current.CancellationToken);

    private void Write(string path) => folder.Write(path, $$"""{"from": "{{path}}"}""");

    private IEnumerable<string> Read(string split) =>
        Source.Read(new DataAddress(Quiz, "main", split)).Select(row => row.Text("from"));
}
