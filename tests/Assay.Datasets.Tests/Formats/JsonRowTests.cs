using Assay.Benchmarks;
using Assay.Testing;

namespace Assay.Datasets.Tests.Formats;

public sealed class JsonRowTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("text", "t")]
    [InlineData("number", "1.50")]
    [InlineData("flag", "true")]
    [InlineData("question.stem", "s")]
    [InlineData("a.b", "dotted name")]
    public void A_field_reads_as_the_file_writes_it(string field, string text) =>
        Assert.Equal(
            text,
            Row(
                    """{"text": "t", "number": 1.50, "flag": true, "question": {"stem": "s"}, "a.b": "dotted name", "a": {"b": "-"}}"""
                )
                .Text(field)
        );

    [Theory]
    [InlineData("""{"choices": {"text": ["a", "b"]}}""")]
    [InlineData("""{"choices": [{"text": "a"}, {"text": "b"}]}""")]
    [InlineData("""{"choices.text": ["a", "b"]}""")]
    public void Choices_are_read_in_both_layouts(string json) =>
        Assert.Equal(["a", "b"], Row(json).Texts("choices.text"));

    [Fact]
    public void A_list_two_objects_deep_is_read() =>
        Assert.Equal(["a"], Row("""{"question": {"choices": [{"text": "a"}]}}""").Texts("question.choices.text"));

    [Fact]
    public void A_list_of_numbers_reads_as_texts() => Assert.Equal(["1", "2"], Row("""{"x": [1, 2]}""").Texts("x"));

    [Theory]
    [InlineData("x", true)]
    [InlineData("none", false)]
    [InlineData("nothing", false)]
    [InlineData("o.y", true)]
    [InlineData("o.z", false)]
    [InlineData("list.y", true)]
    [InlineData("list.z", false)]
    [InlineData("x.y", false)]
    public void Has_tells_whether_a_field_is_there(string field, bool there) =>
        Assert.Equal(
            there,
            Row("""{"x": "", "none": null, "o": {"y": 1}, "list": [{"y": 1, "z": 1}, {"y": 2}]}""").Has(field)
        );

    [Theory]
    [InlineData("""{"x": 1}""", "field 'y' is missing; the row has: x")]
    [InlineData("""{"y": null}""", "field 'y' is missing")]
    [InlineData("""{"y": ["a"]}""", "field 'y' is a list, not a text")]
    [InlineData("""{"y": {"a": 1}}""", "field 'y' is an object, not a text")]
    [InlineData("""{"y": "\ud800"}""", "field 'y' has half of a")]
    public void A_field_that_is_no_text_is_an_error(string json, string message) =>
        Assert.Contains(
            $"a.jsonl:1: {message}",
            Assert.Throws<InputException>(() => Row(json).Text("y")).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("""{"x": 1}""", "field 'y.z' is missing")]
    [InlineData("""{"y": {"z": "a"}}""", "field 'y.z' is a text, not a list")]
    [InlineData("""{"y": [{"z": "a"}, {}]}""", "field 'y.z' is missing")]
    [InlineData("""{"y": {"z": ["a", null]}}""", "field 'y.z' is null, not a text")]
    public void A_field_that_is_no_list_is_an_error(string json, string message) =>
        Assert.Contains(
            $"a.jsonl:1: {message}",
            Assert.Throws<InputException>(() => Row(json).Texts("y.z")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_row_outlives_the_reading_of_the_file()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $$"""{"x": {{i}}}""" + "\n"));

        var rows = folder.Rows("a.jsonl", text);

        Assert.Equal(Enumerable.Range(0, 20_000), rows.Select(row => row.Whole("x")));
    }

    private DataRow Row(string json) => Assert.Single(folder.Rows("a.jsonl", json));
}
