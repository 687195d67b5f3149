using Assay.Prompts;

namespace Assay.Tests.Prompts;

public sealed class WorkedExamplesTests
{
    private const string Text = "About it.\n\nQ: one\nOptions:\n\n(A) x\nA: 1\n\nQ: two\nA: 2\n";

    [Fact]
    public void A_file_is_taken_apart_at_its_cues()
    {
        var worked = WorkedExamples.Parse(Text, "Q: ");

        Assert.Equal("About it.", worked.Head);
        Assert.Equal(["Q: one\nOptions:\n\n(A) x\nA: 1", "Q: two\nA: 2"], worked.Examples);
    }

    [Fact]
    public void The_canary_and_its_line_are_no_part_of_the_prompt() =>
        Assert.Equal("About it.", WorkedExamples.Parse("canary GUID 0\n-----\n" + Text, "Q: ").Head);

    [Fact]
    public void Line_ends_of_other_systems_make_no_difference()
    {
        var worked = WorkedExamples.Parse(Text.ReplaceLineEndings("\r\n"), "Q: ");

        Assert.Equal(("About it.", "Q: two\nA: 2"), (worked.Head, worked.Examples[1]));
    }

    [Fact]
    public void A_file_may_begin_with_its_first_example()
    {
        var worked = WorkedExamples.Parse("Q: one\nA: 1\n\nQ: two\nA: 2", "Q: ");

        Assert.Equal(("", 2), (worked.Head, worked.Examples.Length));
    }

    [Theory]
    [InlineData(0, "About it.")]
    [InlineData(1, "About it.\n\nQ: two\nA: 2")]
    [InlineData(9, "About it.\n\nQ: two\nA: 2\n\nQ: three\nA: 3")]
    public void The_first_examples_are_written_behind_the_head(int count, string expected)
    {
        var worked = WorkedExamples.Parse("About it.\n\nQ: two\nA: 2\n\nQ: three\nA: 3\n", "Q: ");

        Assert.Equal(expected, worked.Write(count, example => example));
    }
}
