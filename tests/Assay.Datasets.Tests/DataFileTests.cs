using System.Text;
using Assay.Benchmarks;
using Assay.Testing;

namespace Assay.Datasets.Tests;

public sealed class DataFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.jsonl.gz", "{\"x\": \"1\"}\n")]
    [InlineData("a.json.gz", "[{\"x\": \"1\"}]")]
    [InlineData("a.csv.gz", "x\n1\n")]
    [InlineData("a.tsv.gz", "x\n1\n")]
    public void A_packed_file_of_every_format_is_read(string name, string text) =>
        Assert.Equal("1", Assert.Single(Read(folder.Pack(name, text))).Text("x"));

    [Fact]
    public void A_text_file_has_a_row_a_line()
    {
        var rows = folder.Rows("a.txt", "one\r\n\ntwo, \"three\"");

        Assert.Equal(["one", "two, \"three\""], rows.Select(row => row.Text("text")));
    }

    [Fact]
    public void A_packed_file_that_was_cut_off_is_an_error()
    {
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(i => $$"""{"x": {{i * 7919 % 104729}}}""" + "\n"));
        var path = folder.Pack("a.jsonl.gz", text);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);

        var error = Assert.Throws<InputException>(() => Read(path));
        Assert.Contains("a.jsonl.gz: the file is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_packed_only_by_name_is_an_error()
    {
        var error = Assert.Throws<InputException>(() => Read(folder.Write("a.jsonl.gz", "{\"x\": 1}\n")));

        Assert.Contains("a.jsonl.gz: the file is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_ending_is_an_error_that_lists_the_known()
    {
        var error = Assert.Throws<InputException>(() => Read(folder.Write("a.xml", "<x/>")));

        Assert.Contains("known: .jsonl, .json, .csv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_vanished_is_an_error()
    {
        var rows = DataFile.Read(folder["gone.jsonl"], new DataLayout(""));

        var error = Assert.Throws<InputException>(() => rows.ToList());
        Assert.Contains("gone.jsonl: the file cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_can_be_read_again()
    {
        var rows = DataFile.Read(folder.Write("a.jsonl", "{\"x\": 1}\n{\"x\": 2}\n"), new DataLayout(""));

        Assert.Equal([rows.Count(), 2], [2, rows.Count()]);
    }

    [Fact]
    public void A_text_is_read_whole_without_its_byte_order_mark()
    {
        File.WriteAllText(folder["a.txt"], "Q: é\n\nA: ", new UTF8Encoding(true));

        Assert.Equal("Q: é\n\nA: ", DataFile.ReadText(folder["a.txt"]));
    }

    private static List<DataRow> Read(string path) => [.. DataFile.Read(path, new DataLayout(""))];
}
