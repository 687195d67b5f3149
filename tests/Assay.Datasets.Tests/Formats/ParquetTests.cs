using System.Text.Json;
using Assay.Benchmarks;
using Assay.Testing;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace Assay.Datasets.Tests.Formats;

public sealed class ParquetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_row_has_its_columns_as_text()
    {
        await WriteAsync(
            new Question
            {
                Text = "Größe \"x\"\n?",
                Number = 42,
                Right = true,
            }
        );

        var row = Assert.Single(Read());

        Assert.Equal("Größe \"x\"\n?", row.Text("Text"));
        Assert.Equal(42, row.Whole("Number"));
        Assert.Equal("true", row.Text("Right"));
    }

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(-1234.5, "-1234.5")]
    public async Task A_real_number_shows_that_it_is_one(double value, string text)
    {
        await WriteAsync(new Question { Real = value });

        Assert.Equal(text, Assert.Single(Read()).Text("Real"));
    }

    [Fact]
    public async Task Dates_times_and_decimals_are_written_as_json_writes_them()
    {
        await WriteAsync(
            new Question
            {
                Day = new DateOnly(2024, 1, 31),
                Time = new DateTime(2024, 1, 31, 1, 2, 3, DateTimeKind.Utc),
                Price = 12.50m,
            }
        );

        var row = Assert.Single(Read());

        Assert.Equal("2024-01-31", row.Text("Day"));
        Assert.Equal("2024-01-31T01:02:03", row.Text("Time"));
        Assert.StartsWith("12.5", row.Text("Price"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_counts_as_not_there()
    {
        await WriteAsync(
            new Question
            {
                Text = null,
                Tags = null,
                Options = null,
            }
        );

        var row = Assert.Single(Read());

        Assert.False(row.Has("Text"));
        Assert.False(row.Has("Tags"));
        Assert.False(row.Has("Options.Text"));
    }

    [Fact]
    public async Task A_list_of_texts_is_read_and_an_empty_one_is_not_null()
    {
        await WriteAsync(new Question { Tags = ["a", "b"] }, new Question { Tags = [] }, new Question { Tags = ["c"] });

        Assert.Equal(
            [
                ["a", "b"],
                [],
                ["c"],
            ],
            Read().Select(row => row.Texts("Tags").ToArray())
        );
    }

    [Fact]
    public async Task A_struct_of_lists_is_read_through_a_dot()
    {
        await WriteAsync(
            new Question
            {
                Options = new Options { Text = ["Ice", "Fire"], Label = ["A", "B"] },
            },
            new Question
            {
                Options = new Options { Text = ["Dew"], Label = ["A"] },
            }
        );

        var rows = Read();

        Assert.Equal(["Ice", "Fire"], rows[0].Texts("Options.Text"));
        Assert.Equal(["A", "B"], rows[0].Texts("Options.Label"));
        Assert.Equal(["Dew"], rows[1].Texts("Options.Text"));
    }

    [Fact]
    public async Task A_list_of_structs_is_read_into_each_of_them()
    {
        await WriteAsync(
            new Question { Choices = [new Choice { Text = "Ice", Rank = 1 }, new Choice { Text = "Fire", Rank = 2 }] },
            new Question { Choices = [] },
            new Question { Choices = [new Choice { Text = "Dew", Rank = null }] }
        );

        var rows = Read();

        Assert.Equal(["Ice", "Fire"], rows[0].Texts("Choices.Text"));
        Assert.Equal(["1", "2"], rows[0].Texts("Choices.Rank"));
        Assert.False(rows[1].Has("Choices.Text"));
        Assert.True(rows[2].Has("Choices.Text"));
        Assert.False(rows[2].Has("Choices.Rank"));
    }

    [Fact]
    public async Task A_map_is_an_object()
    {
        await WriteAsync(
            new Question
            {
                Scores = new() { ["easy"] = 3, ["hard"] = 1 },
            },
            new Question { Scores = [] },
            new Question { Scores = null },
            new Question { Scores = new() { ["easy"] = 5 } }
        );

        var rows = Read();

        Assert.Equal(("3", "1"), (rows[0].Text("Scores.easy"), rows[0].Text("Scores.hard")));
        Assert.False(rows[1].Has("Scores.easy"));
        Assert.False(rows[2].Has("Scores"));
        Assert.Equal("5", rows[3].Text("Scores.easy"));
    }

    [Fact]
    public async Task Lists_in_lists_keep_their_borders()
    {
        await WriteAsync(
            new Question
            {
                Groups = [new Group { Names = ["a", "b"] }, new Group { Names = [] }, new Group { Names = ["c"] }],
            },
            new Question { Groups = [new Group { Names = ["d"] }] }
        );

        Assert.Equal(
            ["""[{"Names":["a","b"]},{"Names":[]},{"Names":["c"]}]""", """[{"Names":["d"]}]"""],
            Read().Select(row => JsonElement.Parse(row.ToString()!).GetProperty("Groups").GetRawText())
        );
    }

    [Fact]
    public async Task Repeated_values_are_read_from_their_dictionary()
    {
        var schema = new ParquetSchema(new DataField<string>("subject"));
        var subjects = Enumerable
            .Range(0, 1_000)
            .Select(i =>
                i % 3 == 0 ? "law"
                : i % 3 == 1 ? "art"
                : null
            )
            .ToArray();
        await using (var file = File.Create(folder["a.parquet"]))
        {
            var options = new ParquetOptions { DictionaryEncodingThreshold = 1 };
            await using var writer = await ParquetWriter.CreateAsync(
                schema,
                file,
                options,
                cancellationToken: TestContext.Current.CancellationToken
            );
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(schema.DataFields[0], subjects);
        }

        Assert.Equal(subjects, Read().Select(row => row.TextOrNull("subject")));
    }

    [Fact]
    public async Task Row_groups_follow_each_other_and_a_location_is_the_rows_number()
    {
        await ParquetSerializer.SerializeAsync(
            Enumerable.Range(0, 25).Select(i => new Question { Number = i }),
            folder["a.parquet"],
            new ParquetOptions { RowGroupSize = 10 },
            null,
            TestContext.Current.CancellationToken
        );

        var rows = Read();

        Assert.Equal(Enumerable.Range(0, 25), rows.Select(row => row.Whole("Number")));
        Assert.Equal(folder["a.parquet"] + ":25", rows[^1].Location);
    }

    [Fact]
    public async Task A_file_without_rows_has_none()
    {
        await WriteAsync();

        Assert.Empty(Read());
    }

    [Fact]
    public void A_file_that_is_none_is_one_line()
    {
        folder.Write("a.parquet", "this is no Parquet file, only called one");

        var error = Assert.Throws<InputException>(Read);

        Assert.Contains("a.parquet: the Parquet file is damaged", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_file_that_was_cut_off_is_one_line(double share)
    {
        await WriteAsync([
            .. Enumerable.Range(0, 100).Select(i => new Question { Text = $"question {i}", Tags = ["x"] }),
        ]);
        var bytes = await File.ReadAllBytesAsync(folder["a.parquet"], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            folder["a.parquet"],
            bytes[..(int)(bytes.Length * share)],
            TestContext.Current.CancellationToken
        );

        var error = Assert.Throws<InputException>(Read);

        Assert.Contains("a.parquet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_column_is_named_with_those_there_are()
    {
        await WriteAsync(new Question { Text = "x" });

        var error = Assert.Throws<InputException>(() => Assert.Single(Read()).Text("question"));

        Assert.Contains("field 'question' is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("Text, Number", error.Message, StringComparison.Ordinal);
    }

    private async Task WriteAsync(params Question[] rows) =>
        await ParquetSerializer.SerializeAsync(
            rows,
            folder["a.parquet"],
            null,
            null,
            TestContext.Current.CancellationToken
        );

    private List<DataRow> Read() => [.. DataFile.Read(folder["a.parquet"], new DataLayout(""))];

    private sealed class Question
    {
        public string? Text { get; set; }

        public int Number { get; set; }

        public bool Right { get; set; }

        public double Real { get; set; }

        public DateOnly Day { get; set; }

        public DateTime Time { get; set; }

        public decimal Price { get; set; }

        public List<string>? Tags { get; set; }

        public Options? Options { get; set; }

        public List<Choice>? Choices { get; set; }

        public Dictionary<string, int>? Scores { get; set; }

        public List<Group>? Groups { get; set; }
    }

    private sealed class Options
    {
        public List<string>? Text { get; set; }

        public List<string>? Label { get; set; }
    }

    private sealed class Choice
    {
        public string? Text { get; set; }

        public int? Rank { get; set; }
    }

    private sealed class Group
    {
        public List<string>? Names { get; set; }
    }
}
