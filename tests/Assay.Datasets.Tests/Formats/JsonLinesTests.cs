using System.Text.Json;
using Assay.Benchmarks;
using Assay.Datasets.Formats;
using Assay.Testing;
using CsCheck;

namespace Assay.Datasets.Tests.Formats;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("{\"x\": 1}\n\n{\"x\": 2}\n")]
    [InlineData("{\"x\": 1}\r\n\r\n{\"x\": 2}\r\n")]
    [InlineData("\uFEFF{\"x\": 1}\n \t\n{\"x\": 2}")]
    public void Rows_keep_the_numbers_of_their_lines(string text)
    {
        var rows = folder.Rows("a.jsonl", text);

        Assert.Equal(
            [$"{folder["a.jsonl"]}:1 1", $"{folder["a.jsonl"]}:3 2"],
            rows.Select(row => $"{row.Location} {row.Text("x")}")
        );
    }

    [Fact]
    public void An_empty_file_has_no_rows() => Assert.Empty(folder.Rows("a.jsonl", ""));

    [Theory]
    [InlineData("{\"x\": 1}\n{\"x\": \n", "a.jsonl:2: malformed JSON at column 7")]
    [InlineData("{\"é\": 1,, }\n", "a.jsonl:1: malformed JSON at column 9")]
    [InlineData("{\"x\": 1} {\"x\": 2}\n", "a.jsonl:1: malformed JSON at column 10")]
    [InlineData("{\"x\": NaN}\n", "a.jsonl:1: malformed JSON at column 7")]
    [InlineData("{\"x\": 1}\n[1]\n", "a.jsonl:2: the line is not a JSON object")]
    public void A_broken_line_is_an_error_with_line_and_column(string text, string message)
    {
        var error = Assert.Throws<InputException>(() => folder.Rows("a.jsonl", text));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_an_error_at_their_line()
    {
        File.WriteAllBytes(folder["a.jsonl"], [.. "{}\n{\"x\": \""u8, 0xE9, .. "\"}"u8]);

        var error = Assert.Throws<InputException>(() => DataFile.Read(folder["a.jsonl"], new DataLayout("")).ToList());
        Assert.Contains("a.jsonl:2: the text is not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_texts_read_back_as_they_were_written() =>
        Gen.Dictionary(Gen.String.Where(Whole), Gen.String.Where(Whole))[0, 4]
            .Array[0, 10]
            .Sample(
                objects =>
                {
                    using var own = new TemporaryFolder();
                    var rows = own.Rows("a.jsonl", string.Join('\n', objects.Select(Json)));

                    Assert.Equal(
                        objects.Select(one => one.Values.AsEnumerable()),
                        objects.Zip(rows, (one, row) => one.Keys.Select(row.Text))
                    );
                    Assert.Equal(objects.Length, rows.Count);
                },
                iter: 500
            );

    [Fact]
    public void A_file_cut_anywhere_is_read_or_is_an_error()
    {
        var text = "{\"x\": \"a\\u00e9\", \"y\": [1, {\"z\": null}]}\n{\"x\": \"b\"}\n";
        for (var length = 0; length < text.Length; length++)
        {
            var error = Record.Exception(() => folder.Rows("a.jsonl", text[..length]));

            Assert.True(error is null or InputException, $"cut at {length}: {error}");
        }
    }

    [Fact]
    public void A_file_is_read_only_as_far_as_rows_are_asked_for()
    {
        using var endless = new EndlessStream("{\"x\": \"some text\"}\n");

        Assert.Equal(10_000, JsonLines.Read(endless, "endless").Take(10_000).Count());
        Assert.InRange(endless.Given, 0, 10_000 * 19 + (1 << 16));
    }

    private static bool Whole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static string Json(Dictionary<string, string> texts)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in texts)
            {
                writer.WriteString(key, value);
            }
            writer.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
