using Assay.Scoring.Extraction;

namespace Assay.Tests.Scoring;

public sealed class ReasoningBlocksTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("<think>A?</think>B", "B")]
    [InlineData("<THINK>A?</THINK>B", "B")]
    [InlineData("<thinking>A?</thinking>B", "B")]
    [InlineData("<thought>A?</thought>B", "B")]
    [InlineData("<reasoning>A?</reasoning>B", "B")]
    [InlineData("<reflection>A?</reflection>B", "B")]
    [InlineData("[THINK]A?[/THINK]B", "B")]
    [InlineData("◁think▷A?◁/think▷B", "B")]
    [InlineData("<|channel|>analysis<|message|>A?<|end|>B", "B")]
    [InlineData("x<think>A?</think>y<think>C?</think>z", "xyz")]
    [InlineData("A? C?</think>B", "B")]
    [InlineData("<think>A? C?", "")]
    [InlineData("B<think>A?", "B")]
    [InlineData("<think></think>B", "B")]
    [InlineData("B<|end|>", "B<|end|>")]
    public void Reasoning_is_no_part_of_the_answer(string text, string rest) =>
        Assert.Equal(rest, ReasoningBlocks.Strip(text));
}
