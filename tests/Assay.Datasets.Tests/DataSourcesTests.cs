using Assay.Benchmarks;
using Assay.Testing;

namespace Assay.Datasets.Tests;

public sealed class DataSourcesTests : IDisposable
{
    private static readonly DataAddress Quiz = new(
        Examples.Benchmark("quiz", new DataLayout("{split}.jsonl")),
        "main",
        "test"
    );

    private readonly TemporaryFolder folder = new();

    public DataSourcesTests()
    {
        Directory.CreateDirectory(folder["own"]);
        Directory.CreateDirectory(folder["bundled"]);
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("own/quiz/test.jsonl", "bundled/quiz/test.jsonl")]
    [InlineData("own/quiz/test.jsonl", "cache/quiz/test.jsonl")]
    [InlineData("cache/quiz/test.jsonl", "bundled/quiz/test.jsonl")]
    [InlineData("bundled/quiz/test.jsonl", "own/test.jsonl")]
    [InlineData("own/test.jsonl", "bundled/other/test.jsonl")]
    public void The_first_folder_that_has_the_benchmark_is_read(string first, string second)
    {
        Write(first);
        Write(second);

        Assert.Equal(first, Assert.Single(Source(DataHub.Local, "own").Read(Quiz)).Text("from"));
    }

    [Theory]
    [InlineData(DataHub.ModelScope)]
    [InlineData(DataHub.HuggingFace)]
    [InlineData(DataHub.Local)]
    public void Files_that_are_there_are_read_whatever_the_hub(DataHub hub)
    {
        Write("own/quiz/test.jsonl");

        Assert.Single(Source(hub, "own").Read(Quiz));
    }

    [Fact]
    public void A_folder_of_the_benchmarks_own_is_read_instead_of_all()
    {
        Write("elsewhere/test.jsonl");
        Write("own/quiz/test.jsonl");

        var row = Assert.Single(Source(DataHub.Local, "own").Read(Quiz with { LocalPath = folder["elsewhere"] }));
        Assert.Equal("elsewhere/test.jsonl", row.Text("from"));
    }

    [Fact]
    public void A_file_right_in_the_bundled_folder_belongs_to_no_benchmark()
    {
        Write("bundled/test.jsonl");

        Assert.Throws<InputException>(() => Source(DataHub.Local, null).Read(Quiz));
    }

    [Fact]
    public void A_hub_whose_files_are_not_here_is_an_error_that_says_what_to_do()
    {
        var error = Assert.Throws<InputException>(() => Source(DataHub.ModelScope, null).Read(Quiz));

        Assert.Contains("downloads from ModelScope are not built in yet", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "--dataset-hub Local --dataset-dir DIR with a folder that has them",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Local_without_a_folder_is_an_error_that_asks_for_it()
    {
        var error = Assert.Throws<InputException>(() => Source(DataHub.Local, null).Read(Quiz));

        Assert.EndsWith("add --dataset-dir DIR", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("own", "own")]
    [InlineData(null, "bundled")]
    public void A_split_that_is_missing_is_an_error_that_says_where_it_was_looked_for(string? own, string looked)
    {
        Write("own/quiz/train.jsonl");
        Write("bundled/quiz/train.jsonl");

        var error = Assert.Throws<InputException>(() => Source(DataHub.ModelScope, own).Read(Quiz));
        Assert.Contains(Path.Combine(folder[looked], "quiz"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_folder_that_is_not_there_is_an_error_even_for_a_bundled_benchmark()
    {
        Write("bundled/quiz/test.jsonl");

        Assert.Throws<InputException>(() => Source(DataHub.Local, "none").Read(Quiz));
    }

    [Theory]
    [InlineData("modelscope", DataHub.ModelScope)]
    [InlineData("HUGGINGFACE", DataHub.HuggingFace)]
    [InlineData("Local", DataHub.Local)]
    public void A_hub_is_known_in_letters_of_any_case(string name, DataHub hub) =>
        Assert.Equal(hub, DataSources.ParseHub(name));

    [Theory]
    [InlineData("hugingface", "did you mean 'HuggingFace'?")]
    [InlineData("0", "known: HuggingFace, Local, ModelScope")]
    public void An_unknown_hub_is_an_error_that_lists_the_known(string name, string hint)
    {
        var error = Assert.Throws<InputException>(() => DataSources.Create(name, null, null));

        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_file_is_read_from_the_folder_that_has_it()
    {
        folder.Write("bundled/quiz/prompts/main.txt", "Q:");

        Assert.Equal(
            "Q:",
            await Source(DataHub.Local, "own")
                .ReadTextAsync(Quiz, "prompts/{subset}.txt", TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void The_bundled_folder_is_found_from_within_a_checkout()
    {
        Directory.CreateDirectory(folder["data/mini_gsm8k"]);
        Directory.CreateDirectory(folder["src/bin/data"]);

        Assert.Equal(folder["data"], DataRoots.FindBundled(folder["src/bin"]));
    }

    [Fact]
    public void The_bundled_folder_beside_the_program_goes_first()
    {
        Directory.CreateDirectory(folder["data/mini_gsm8k"]);
        Directory.CreateDirectory(folder["bin/data/mini_gsm8k"]);

        Assert.Equal(folder["bin/data"], DataRoots.FindBundled(folder["bin"]));
    }

    private IDataSource Source(DataHub hub, string? own) =>
        DataSources.Create(hub, own is null ? null : folder[own], folder["cache"], folder["bundled"]);

    private void Write(string path) => folder.Write(path, $$"""{"from": "{{path}}"}""");
}
