using Assay.Scoring.Extraction;

namespace Assay.Tests.Scoring;

public sealed class StopTextTests
{
    [Theory]
    [InlineData("7\n\nQuestion: 2 + 2?", "7\n\n", "Question:")]
    [InlineData("(B).\n\nQ: next", "(B).", "\n\nQ:")]
    [InlineData("a Q: b", "a Q: b", "\n\nQ:")]
    [InlineData("one two three", "one ", "three", "two")]
    [InlineData("Question: how many? 7", "Question: how many? 7", "Question:")]
    [InlineData("  Question: how many? 7 Question: next", "  Question: how many? 7 ", "Question:")]
    [InlineData("", "", "Question:")]
    [InlineData("text", "text")]
    public void A_text_ends_at_the_first_stop_that_does_not_begin_it(string text, string cut, params string[] stops) =>
        Assert.Equal(cut, StopText.Cut(text, [.. stops]));
}
