using Assay.Scoring.Mathematics;

namespace Assay.Tests.Scoring.Mathematics;

public sealed class MinervaAnswerTests
{
    [Theory]
    [InlineData("Final Answer: The final answer is $24$. I hope it is correct.", "$24$")]
    [InlineData(
        "Final Answer: The final answer is 1. I hope it is correct.\nFinal Answer: The final answer is 2. I hope it is correct.",
        "1"
    )]
    [InlineData(
        "Final Answer: The final answer is 1.\nFinal Answer: The final answer is 2. I hope it is correct.",
        "2"
    )]
    [InlineData("Final Answer: The final answer is $24$. ", "$24$")]
    [InlineData("Final Answer: The final answer is $24$.", null)]
    [InlineData("The final answer is $24$. I hope it is correct.", null)]
    [InlineData("", null)]
    public void The_answer_stands_in_the_final_sentence(string text, string? answer) =>
        Assert.Equal(answer, MinervaAnswer.Find(text));

    [Theory]
    [InlineData("$[2,5)$", "[2,5)")]
    [InlineData("x = 5", "5")]
    [InlineData("the value $x$ here", "x")]
    [InlineData(@"$\frac12$", @"\frac{1}{2}")]
    [InlineData(@"$\sqrt3$", @"\sqrt{3}")]
    [InlineData(@"5 \text{ cm}^2", "5")]
    [InlineData(@"\text{Evelyn}", "Evelyn")]
    [InlineData(@"\boxed{\frac{1}{2}}", @"\frac{1}{2}")]
    [InlineData("100,000", "100000")]
    [InlineData("12 dollars", "12")]
    [InlineData("30 degrees", "30")]
    [InlineData("", "")]
    public void The_normal_form_is_Minervas(string text, string normal) =>
        Assert.Equal(normal, MinervaAnswer.Normal(text));
}
