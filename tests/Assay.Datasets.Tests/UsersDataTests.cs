using Assay.Benchmarks;
using Assay.Testing;

namespace Assay.Datasets.Tests;

/// <summary>Files that users bring: any names, one file or a folder.</summary>
public sealed class UsersDataTests : IDisposable
{
    private const string Rows = "question,A,B,answer\nq,w,x,B\n";

    private static readonly BenchmarkInfo Mcq = new GeneralMcq().Info;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("val", "maths_val.csv physics_val.jsonl maths_dev.csv readme.md", "maths physics")]
    [InlineData("val", "maths_val.csv.gz", "maths")]
    [InlineData("val", "maths_validation.csv", "maths")]
    [InlineData("test", "maths_val.csv maths_test.csv physics_test.csv", "maths physics")]
    [InlineData("val", "maths.csv physics.jsonl maths_dev.csv", "maths physics")]
    [InlineData("val", "maths_val.csv physics.csv", "maths")]
    public async Task The_subsets_of_a_folder_are_called_like_its_files(string split, string files, string subsets)
    {
        foreach (var file in files.Split(' '))
        {
            folder.Write($"mine/{file}", Rows);
        }

        var found = await Source().SubsetsAsync(Address(split, "mine"), Stop);

        Assert.Equal(subsets, string.Join(' ', found));
    }

    [Theory]
    [InlineData("maths.csv", "maths")]
    [InlineData("my.questions.jsonl", "my")]
    public async Task The_subset_of_a_file_is_called_like_it(string file, string subset)
    {
        folder.Write(file, Rows);

        Assert.Equal([subset], await Source().SubsetsAsync(Address("val", file), Stop));
    }

    [Fact]
    public void A_file_is_read_whatever_its_subset_is_called()
    {
        folder.Write("maths.csv", Rows);

        Assert.Equal("q", Assert.Single(Source().Read(Address("val", "maths.csv"))).Text("question"));
    }

    [Fact]
    public void A_single_file_has_no_examples()
    {
        folder.Write("maths.csv", Rows);

        Fails(
            () => Source().Read(Address("dev", "maths.csv")),
            "few-shot examples need a file of their own",
            "NAME_val and NAME_dev"
        );
    }

    [Fact]
    public void Examples_come_from_the_dev_file()
    {
        folder.Write("mine/maths_val.csv", Rows);
        folder.Write("mine/maths_dev.csv", Rows.Replace("q,w", "p,w", StringComparison.Ordinal));

        Assert.Equal("p", Assert.Single(Source().Read(Address("dev", "mine", "maths"))).Text("question"));
    }

    [Fact]
    public void A_folder_without_files_of_the_split_is_told()
    {
        folder.Write("mine/maths_test.csv", Rows);

        Fails(
            () => Source().SubsetsAsync(Address("val", "mine"), Stop).AsTask().GetAwaiter().GetResult(),
            "NAME_val.jsonl",
            "eval_split"
        );
    }

    [Fact]
    public void A_path_that_is_not_there_is_told() =>
        Fails(() => Source().Read(Address("val", "nowhere.csv")), "nowhere.csv' does not exist", "a file of questions");

    [Fact]
    public void Without_a_path_the_flag_is_told() =>
        Fails(
            () => Source().Read(new DataAddress(Mcq, "default", "val")),
            "needs your own questions",
            "\"local_path\": \"questions.csv\""
        );

    private static LayeredDataSource Source() => DataSources.Create("ModelScope", null, null);

    private static void Fails(Action read, params string[] parts)
    {
        var error = Assert.Throws<InputException>(read);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private DataAddress Address(string split, string path, string subset = "NAME") =>
        new(Mcq with { EvaluationSplit = split == "dev" ? "val" : split }, subset, split, folder[path]);
}
