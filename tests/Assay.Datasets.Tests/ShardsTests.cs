using Assay.Benchmarks;
using Assay.Testing;

namespace Assay.Datasets.Tests;

public sealed class ShardsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Shards_are_read_in_the_order_of_their_numbers()
    {
        Write("test-00001-of-00002.jsonl", 2, 3);
        Write("test-00000-of-00002.jsonl", 1);

        Assert.Equal(["1", "2", "3"], Read());
    }

    [Fact]
    public void A_hash_behind_the_number_does_not_matter()
    {
        Write("test-00000-of-00002-0123456789abcdef.jsonl", 1);
        Write("test-00001-of-00002-fedcba9876543210.jsonl", 2);

        Assert.Equal(["1", "2"], Read());
    }

    [Fact]
    public void Numbered_files_of_a_folder_are_shards_too()
    {
        Write("test/0001.jsonl", 2);
        Write("test/0000.jsonl", 1);

        Assert.Equal(["1", "2"], Read());
    }

    [Fact]
    public void Packed_shards_are_read_as_well()
    {
        folder.Pack("b/test-00001-of-00002.jsonl.gz", "{\"x\": 2}\n");
        folder.Pack("b/test-00000-of-00002.jsonl.gz", "{\"x\": 1}\n");

        Assert.Equal(["1", "2"], Read());
    }

    [Fact]
    public void A_missing_shard_is_an_error_that_names_it()
    {
        Write("test-00000-of-00003.jsonl", 1);
        Write("test-00002-of-00003.jsonl", 3);

        var error = Assert.Throws<InputException>(Read);

        Assert.Contains(
            "of 3 parts that belong together, number 1 is missing",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_first_shard_alone_is_an_error()
    {
        Write("test-00000-of-00002.jsonl", 1);

        Assert.Contains("number 1 is missing", Assert.Throws<InputException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_two_divisions_are_not_mixed()
    {
        Write("test-00000-of-00001.jsonl", 1);
        Write("test-00000-of-00002.jsonl", 1);
        Write("test-00001-of-00002.jsonl", 2);

        Assert.Contains("several files match", Assert.Throws<InputException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_files_that_match_are_not_put_together()
    {
        Write("test-a.jsonl", 1);
        Write("test-b.jsonl", 2);

        Assert.Contains("several files match", Assert.Throws<InputException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_year_is_no_shards_number()
    {
        Write("test-2024.jsonl", 1);

        Assert.Equal(["1"], Read());
    }

    private void Write(string name, params int[] rows) =>
        folder.Write("b/" + name, string.Concat(rows.Select(x => $$"""{"x": {{x}}}""" + "\n")));

    private IEnumerable<string> Read() =>
        new LocalDataSource(folder.Path)
            .Read(
                new DataAddress(
                    Examples.Benchmark("b", new DataLayout("{split}-*.jsonl"), new DataLayout("{split}/*.jsonl")),
                    "main",
                    "test"
                )
            )
            .Select(row => row.Text("x"));
}
