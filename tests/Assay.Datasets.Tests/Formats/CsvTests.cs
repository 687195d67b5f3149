using System.Text;
using Assay.Benchmarks;
using Assay.Testing;
using CsCheck;

namespace Assay.Datasets.Tests.Formats;

public sealed class CsvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_without_a_header_loses_no_row()
    {
        var rows = folder.Rows("a.csv", "q1,A\nq2,B\n", new DataLayout("a.csv") { Columns = ["question", "answer"] });

        Assert.Equal(["q1", "q2"], rows.Select(row => row.Text("question")));
    }

    [Fact]
    public void A_header_in_a_file_that_should_have_none_is_no_row()
    {
        var layout = new DataLayout("a.csv") { Columns = ["question", "answer"] };

        var row = Assert.Single(folder.Rows("a.csv", "Question,Answer\nq1,A\n", layout));
        Assert.Equal(("q1", "A"), (row.Text("question"), row.Text("answer")));
    }

    [Fact]
    public void A_header_names_the_columns()
    {
        var row = Assert.Single(folder.Rows("a.csv", ",Question,Answer\n0,why?,C\n"));

        Assert.Equal(("why?", "C"), (row.Text("Question"), row.Text("Answer")));
    }

    [Theory]
    [InlineData("\"a, b\",c\n", "a, b")]
    [InlineData("\"a \"\"b\"\" c\",c\n", "a \"b\" c")]
    [InlineData("\"a\nb\",c\n", "a\nb")]
    [InlineData("\"a\r\nb\",c\r\n", "a\r\nb")]
    [InlineData("5\" pipe,c\n", "5\" pipe")]
    [InlineData("# not a comment,c\n", "# not a comment")]
    [InlineData(" blanks stay ,c", " blanks stay ")]
    [InlineData("\uFEFFmarked,c\n", "marked")]
    [InlineData("肉牛,c\n", "肉牛")]
    public void A_cell_is_read_as_it_was_meant(string text, string cell)
    {
        var row = Assert.Single(folder.Rows("a.csv", text, new DataLayout("a.csv") { Columns = ["x", "y"] }));

        Assert.Equal((cell, "c"), (row.Text("x"), row.Text("y")));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void A_row_is_found_at_its_first_line(string end)
    {
        var text = string.Join(end, "x,y", "1,2", $"\"a{end}b{end}c\",2", "", "3,4");

        var rows = folder.Rows("a.csv", text);

        Assert.Equal([2, 3, 7], rows.Select(Line));
    }

    [Fact]
    public void Tabs_separate_the_cells_of_a_tsv_file()
    {
        var row = Assert.Single(folder.Rows("a.tsv", "x\ty\na, b\tc\n"));

        Assert.Equal(("a, b", "c"), (row.Text("x"), row.Text("y")));
    }

    [Fact]
    public void A_cell_larger_than_the_read_buffer_is_read_whole()
    {
        var large = new string('x', 300_000);

        var row = Assert.Single(folder.Rows("a.csv", $"x,y\n\"{large}\",2\n"));

        Assert.Equal(large, row.Text("x"));
    }

    [Fact]
    public void An_empty_cell_is_the_empty_text_and_counts_as_missing()
    {
        var row = Assert.Single(folder.Rows("a.csv", "x,y\n,2\n"));

        Assert.Equal(("", false, null), (row.Text("x"), row.Has("x"), row.TextOrNull("x")));
    }

    [Fact]
    public void A_cell_may_hold_a_JSON_list()
    {
        var row = Assert.Single(folder.Rows("a.csv", "x\n\"[\"\"a, b\"\", \"\"c\"\"]\"\n"));

        Assert.Equal(["a, b", "c"], row.Texts("x"));
    }

    [Fact]
    public void A_cell_that_holds_no_list_is_an_error_that_names_it()
    {
        var row = Assert.Single(folder.Rows("a.csv", "x\nplain\n"));

        var error = Assert.Throws<InputException>(() => row.Texts("x"));
        Assert.Contains("a.csv:2: column 'x'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,y\n1,2\n\"open,2\n3,4\n", "a.csv:3: malformed CSV at column 1,", "not closed")]
    [InlineData("x,y\n1,\"a\"b\n", "a.csv:2: malformed CSV at column 2,", "text follows a closing quote")]
    [InlineData("x,y\n1,2\n3\n", "a.csv:3: the record has 1 cells where the file has 2 columns", "")]
    [InlineData("x,y\n\"a\nb\",2\n3,4,5\n", "a.csv:4: the record has 3 cells", "")]
    [InlineData("x,x\n1,2\n", "a.csv:1: two columns are named 'x'", "")]
    public void A_broken_file_is_an_error_at_its_line(string text, string place, string why)
    {
        var error = Assert.Throws<InputException>(() => folder.Rows("a.csv", text));

        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_an_error_that_lists_those_there()
    {
        var row = Assert.Single(folder.Rows("a.csv", "x,y\n1,2\n"));

        var error = Assert.Throws<InputException>(() => row.Text("z"));
        Assert.EndsWith("a.csv:2: column 'z' is missing; the file has: x, y", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_an_error()
    {
        File.WriteAllBytes(folder["a.csv"], [.. "x,y\n1,"u8, 0xE9, (byte)'\n']);

        var error = Assert.Throws<InputException>(() => DataFile.Read(folder["a.csv"], new DataLayout("")).ToList());
        Assert.Contains("not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_before_a_broken_one_are_read()
    {
        var rows = DataFile.Read(folder.Write("a.csv", "x,y\n1,2\n3\n"), new DataLayout("a.csv"));

        Assert.Equal("1", rows.First().Text("x"));
    }

    [Fact]
    public void Any_table_reads_back_as_it_was_written() =>
        Gen.Select(Gen.Int[1, 5], Gen.Bool, Gen.OneOf("\n", "\r\n"))
            .SelectMany(shape =>
                Cell.Array[shape.Item1]
                    .Array[0, 20]
                    .Select(table => (Table: table, Quoted: shape.Item2, End: shape.Item3))
            )
            .Sample(
                x =>
                {
                    using var own = new TemporaryFolder();
                    var width = x.Table.Length == 0 ? 1 : x.Table[0].Length;
                    var names = Enumerable.Range(0, width).Select(i => $"column {i}").ToList();
                    var text = new StringBuilder();
                    foreach (var record in x.Table.Prepend([.. names]))
                    {
                        text.AppendJoin(',', record.Select(cell => Quote(cell, x.Quoted))).Append(x.End);
                    }

                    var rows = own.Rows("a.csv", text.ToString());

                    Assert.Equal(x.Table, rows.Select(row => names.Select(row.Text).ToArray()));
                },
                iter: 500
            );

    [Fact]
    public void A_file_cut_anywhere_is_read_or_is_an_error()
    {
        var text = "x,y\n\"a, \"\"b\"\"\",2\n\"c\nd\",4\r\ne,\"f\"\n";
        for (var length = 0; length < text.Length; length++)
        {
            var error = Record.Exception(() => folder.Rows("a.csv", text[..length]));

            Assert.True(error is null or InputException, $"cut at {length}: {error}");
        }
    }

    private static Gen<string> Cell { get; } =
        Gen.OneOf(
            Gen.Char["ab ,\"\n\r\t#;'é肉"].Array[0, 8].Select(chars => new string(chars)),
            Gen.String.AlphaNumeric
        );

    /// <summary>Quotes what must be (an empty record of one cell would be an empty line), or everything.</summary>
    private static string Quote(string cell, bool always) =>
        always || cell.Length == 0 || cell.AsSpan().ContainsAny(",\"\n\r")
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;

    private static int Line(DataRow row) => int.Parse(row.Location.Split(':')[^1]);
}
