using Assay.Benchmarks;
using Assay.Repositories;
using Assay.Testing;

namespace Assay.Datasets.Tests;

public sealed class DataSourcesTests : IDisposable
{
    private static readonly DataAddress Quiz = new(
        Examples.Benchmark("quiz", new DataLayout("{split}.jsonl")) with
        {
            ModelScopeId = "acme/quiz",
            HuggingFaceId = "acme/quiz-1.0",
        },
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
    [InlineData("own/quiz/test.jsonl", "work/datasets/quiz/test.jsonl")]
    [InlineData("work/datasets/quiz/test.jsonl", "bundled/quiz/test.jsonl")]
    [InlineData("work/datasets/quiz/test.jsonl", "work/hub/modelscope/datasets--acme--quiz/snapshots/c1/test.jsonl")]
    [InlineData("home/.cache/modelscope/hub/datasets/acme/quiz/test.jsonl", "own/test.jsonl")]
    [InlineData("bundled/quiz/test.jsonl", "own/test.jsonl")]
    [InlineData("own/test.jsonl", "bundled/other/test.jsonl")]
    public void The_first_folder_that_has_the_benchmark_is_read(string first, string second)
    {
        Write(first);
        Write(second);

        Assert.Equal(first, Assert.Single(Source(Hub.Local, "own").Read(Quiz)).Text("from"));
    }

    [Theory]
    [InlineData(Hub.ModelScope)]
    [InlineData(Hub.HuggingFace)]
    [InlineData(Hub.Local)]
    public void Files_that_are_there_are_read_whatever_the_hub(Hub hub)
    {
        Write("own/quiz/test.jsonl");

        Assert.Single(Source(hub, "own").Read(Quiz));
    }

    [Theory]
    [InlineData("work/hub/huggingface/datasets--acme--quiz-1.0", true)]
    [InlineData("home/.cache/huggingface/hub/datasets--acme--quiz-1.0", true)]
    [InlineData("home/.cache/huggingface/hub/datasets--acme--quiz-1.0", false)]
    [InlineData("home/.cache/huggingface/hub/models--acme--quiz-1.0", null)]
    public void A_snapshot_of_a_hub_is_read_in_place(string repository, bool? referred)
    {
        Write($"{repository}/snapshots/0a1b2c3/test.jsonl");
        if (referred is not false)
        {
            folder.Write($"{repository}/refs/main", "0a1b2c3\n");
        }

        Assert.Equal(referred is not null, Source(Hub.Local, null).Find(Quiz).Count > 0);
    }

    [Fact]
    public void A_snapshot_that_Assay_did_not_finish_is_not_read()
    {
        Write("work/hub/huggingface/datasets--acme--quiz-1.0/snapshots/0a1b2c3/test.jsonl");

        Assert.Empty(Source(Hub.HuggingFace, null).Find(Quiz));
    }

    [Fact]
    public void A_snapshot_that_lacks_a_part_of_a_file_has_not_got_the_file()
    {
        var sharded = Quiz with { Benchmark = Quiz.Benchmark with { Layouts = [new DataLayout("{split}-*.jsonl")] } };
        Write("home/.cache/huggingface/hub/datasets--acme--quiz-1.0/snapshots/c/test-00001-of-00002.jsonl");

        Assert.Empty(Source(Hub.HuggingFace, null).Find(sharded));
    }

    [Theory]
    [InlineData(Hub.HuggingFace, "home/.cache/huggingface/hub/datasets--acme--quiz-1.0/snapshots/c/test.jsonl")]
    [InlineData(Hub.ModelScope, "home/.cache/modelscope/hub/datasets/acme/quiz/test.jsonl")]
    public void The_chosen_hubs_files_go_first(Hub hub, string first)
    {
        Write("home/.cache/huggingface/hub/datasets--acme--quiz-1.0/snapshots/c/test.jsonl");
        Write("home/.cache/modelscope/hub/datasets/acme/quiz/test.jsonl");

        Assert.Equal(first, Assert.Single(Source(hub, null).Read(Quiz)).Text("from"));
    }

    [Fact]
    public void A_folder_of_the_benchmarks_own_is_read_instead_of_all()
    {
        Write("elsewhere/test.jsonl");
        Write("own/quiz/test.jsonl");

        var row = Assert.Single(Source(Hub.Local, "own").Read(Quiz with { LocalPath = folder["elsewhere"] }));
        Assert.Equal("elsewhere/test.jsonl", row.Text("from"));
    }

    [Fact]
    public void A_file_right_in_the_bundled_folder_belongs_to_no_benchmark()
    {
        Write("bundled/test.jsonl");

        Assert.Throws<InputException>(() => Source(Hub.Local, null).Read(Quiz));
    }

    [Fact]
    public void A_hub_whose_files_are_not_here_is_an_error_that_says_what_to_do()
    {
        var error = Assert.Throws<InputException>(() => Source(Hub.ModelScope, null).Read(Quiz));

        Assert.Equal(
            "--dataset-hub ModelScope (subset 'main', split 'test'): the data of 'quiz' are not on this machine; "
                + "fetch them with 'assay datasets pull quiz --dataset-hub ModelScope', or use --dataset-hub Local --dataset-dir "
                + "DIR with a folder that has them",
            error.Message
        );
    }

    [Fact]
    public void Local_without_a_folder_is_an_error_that_asks_for_it()
    {
        var error = Assert.Throws<InputException>(() => Source(Hub.Local, null).Read(Quiz));

        Assert.EndsWith(
            "add --dataset-dir DIR, or fetch them with 'assay datasets pull quiz --dataset-hub ModelScope'",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("own", "own")]
    [InlineData(null, "bundled")]
    public void A_split_that_is_missing_is_an_error_that_says_where_it_was_looked_for(string? own, string looked)
    {
        Write("own/quiz/train.jsonl");
        Write("bundled/quiz/train.jsonl");

        var error = Assert.Throws<InputException>(() => Source(Hub.ModelScope, own).Read(Quiz));
        Assert.Contains(Path.Combine(folder[looked], "quiz"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_folder_that_is_not_there_is_an_error_even_for_a_bundled_benchmark()
    {
        Write("bundled/quiz/test.jsonl");

        Assert.Throws<InputException>(() => Source(Hub.Local, "none").Read(Quiz));
    }

    [Theory]
    [InlineData("modelscope", Hub.ModelScope)]
    [InlineData("HUGGINGFACE", Hub.HuggingFace)]
    [InlineData("Local", Hub.Local)]
    public void A_hub_is_known_in_letters_of_any_case(string name, Hub hub) =>
        Assert.Equal(hub, HubName.Parse(name, "--dataset-hub"));

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
            await Source(Hub.Local, "own")
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

    private LayeredDataSource Source(Hub hub, string? own) =>
        DataSources.Create(
            hub,
            own is null ? null : folder[own],
            folder["work"],
            folder["bundled"],
            name => name == "HOME" ? folder["home"] : null
        );

    private void Write(string path) => folder.Write(path, $$"""{"from": "{{path}}"}""");
}
