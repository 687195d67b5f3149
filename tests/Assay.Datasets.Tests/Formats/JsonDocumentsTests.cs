using System.Text;
using Assay.Benchmarks;
using Assay.Datasets.Formats;
using Assay.Testing;

namespace Assay.Datasets.Tests.Formats;

public sealed class JsonDocumentsTests : IDisposable
{
    private const string Nested = """
        {
          "canary": {"examples": [{"x": "none of the rows"}]},
          "examples": [
            {"x": "a"},
            {
              "x": "b"
            }
          ],
          "after": [1, 2]
        }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""[{"x": "a"}, {"x": "b"}]""")]
    [InlineData("\uFEFF [\n{\"x\": \"a\"},\n{\"x\": \"b\"}\n]\n")]
    [InlineData("{\"x\": \"a\"}\n{\"x\": \"b\"}\n")]
    public void Rows_of_every_form_are_read(string text) =>
        Assert.Equal(["a", "b"], folder.Rows("a.json", text).Select(row => row.Text("x")));

    [Fact]
    public void Rows_may_be_in_a_property()
    {
        var rows = folder.Rows("a.json", Nested, new DataLayout("a.json") { RowsAt = "examples" });

        Assert.Equal(
            [$"{folder["a.json"]}:4 a", $"{folder["a.json"]}:5 b"],
            rows.Select(row => $"{row.Location} {row.Text("x")}")
        );
    }

    [Fact]
    public void Rows_are_the_same_however_the_bytes_come()
    {
        foreach (var window in Enumerable.Range(4, 60))
        {
            var documents = new JsonDocuments(
                new MemoryStream(Encoding.UTF8.GetBytes(Nested)),
                "a.json",
                "examples",
                window
            );

            Assert.Equal("a.json:4", documents.Next()!.Location);
            Assert.Equal("a.json:5", documents.Next()!.Location);
            Assert.Null(documents.Next());
        }
    }

    [Fact]
    public void A_plain_list_is_read_where_a_property_may_be() =>
        Assert.Single(folder.Rows("a.json", """[{"x": 1}]""", new DataLayout("a.json") { RowsAt = "examples" }));

    [Fact]
    public void An_empty_list_has_no_rows() => Assert.Empty(folder.Rows("a.json", "[]"));

    [Theory]
    [InlineData("", null, "a.json: the file is empty")]
    [InlineData("[\n{\"x\": 1},\n{\"x\": }\n]", null, "a.json:3: malformed JSON at column 7")]
    [InlineData("[\n{\"x\": 1},\n7]", null, "a.json:3: the row is not a JSON object")]
    [InlineData("\"text\"", null, "a.json:1: here should be a list of rows")]
    [InlineData("[{\"x\": 1}]\n[{\"x\": 2}]", null, "a.json:2: something follows the end")]
    [InlineData("{\"rows\": []}", "examples", "a.json:1: the object has no property 'examples'")]
    [InlineData("{\"examples\":\n{}}", "examples", "a.json:2: here should be a list of rows")]
    public void A_broken_file_is_an_error_at_its_line(string text, string? rowsAt, string message)
    {
        var error = Assert.Throws<InputException>(() =>
            folder.Rows("a.json", text, new DataLayout("a.json") { RowsAt = rowsAt })
        );

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("examples", Nested)]
    [InlineData(null, """[{"x": "é"}, {"y": [1, {"z": 2}]}]""")]
    public void A_file_cut_anywhere_is_an_error(string? rowsAt, string text)
    {
        var layout = new DataLayout("a.json") { RowsAt = rowsAt };
        for (var length = 0; length < text.Length; length++)
        {
            Assert.Throws<InputException>(() => folder.Rows("a.json", text[..length], layout));
        }
    }

    [Theory]
    [InlineData("[{\"x\": 1}")]
    [InlineData("{\"canary\": [{}], \"rows\": [{\"x\": 1}")]
    public void A_file_is_read_only_as_far_as_rows_are_asked_for(string beginning)
    {
        const string Piece = ", {\"x\": [1, 2, 3]}\n";
        using var endless = new EndlessStream(Piece, beginning);
        var documents = new JsonDocuments(endless, "endless", "rows");

        for (var i = 0; i < 10_000; i++)
        {
            Assert.NotNull(documents.Next());
        }
        Assert.InRange(endless.Given, 0, 10_000 * Piece.Length + (1 << 16));
    }
}
