using Assay.Scoring.Mathematics;

namespace Assay.Tests.Scoring.Mathematics;

public sealed class FinalAnswerTests
{
    [Theory]
    [InlineData(@"$\boxed{1}$, so \boxed{\frac{2}{3}}. The final answer is 5.", @"\frac{2}{3}", @"last \boxed{}")]
    [InlineData(@"thus $\boxed 7$.", "7", @"last \boxed{}")]
    [InlineData(@"\fbox{8}", "8", @"last \boxed{}")]
    [InlineData(@"cut off at \boxed{\frac{1}{2}", @"\frac{1}{2}", @"last \boxed{}")]
    [InlineData(@"Final Answer: The final answer is $[2,5)$. I hope it is correct.", "[2,5)", "final answer is …")]
    [InlineData("The final answer is 1.5. I hope it is correct.", "1.5", "final answer is …")]
    [InlineData("The final answer is: **12**", "12", "final answer is …")]
    [InlineData(@"The answer is \(x+1\), not $x$.", "x+1", "answer is …")]
    [InlineData("答案是 12。", "12", "answer is …")]
    [InlineData(@"\frac{1}{2}", @"\frac{1}{2}", "whole text")]
    [InlineData("$x+1$", "x+1", "whole text")]
    [InlineData("It costs $3$ or rather $4$ in all", "4", "last formula")]
    [InlineData("So\n$$x = 5$$", "x = 5", "last formula")]
    [InlineData("We get 3 and then 42 apples in the basket", "42", "last number")]
    public void An_answer_is_found_by_the_first_rule_that_finds_one(string text, string answer, string rule)
    {
        var found = FinalAnswer.Find(text);

        Assert.Equal((answer, rule), (found?.Value, found?.Rule));
    }

    [Theory]
    [InlineData("I do not know.")]
    [InlineData("")]
    [InlineData(@"\boxed{}")]
    public void A_text_without_any_has_no_answer(string text) => Assert.Null(FinalAnswer.Find(text));

    [Fact]
    public void A_formula_or_a_number_that_nothing_calls_the_answer_is_a_loose_find()
    {
        Assert.True(FinalAnswer.Find("It is $4$ here")!.Value.Loose);
        Assert.True(FinalAnswer.Find("It is 4 here")!.Value.Loose);
        Assert.False(FinalAnswer.Find("The answer is 4")!.Value.Loose);
    }
}
