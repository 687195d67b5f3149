using Assay.Scoring.Extraction;

namespace Assay.Tests.Scoring;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("I'm sorry, but I can't help with that.")]
    [InlineData("I cannot answer this question.")]
    [InlineData("  As an AI language model, I have no opinion.")]
    [InlineData("I apologize, but this is not something I discuss.")]
    [InlineData("抱歉，我无法回答这个问题。")]
    [InlineData("作为一个人工智能，我没有看法。")]
    public void Declining_is_recognised(string text) => Assert.True(Refusal.IsIn(text));

    [Theory]
    [InlineData("The answer is B.")]
    [InlineData("He can't assist her, so the answer is 4.")]
    [InlineData("We cannot divide by zero.")]
    [InlineData("")]
    public void Answering_is_no_refusal(string text) => Assert.False(Refusal.IsIn(text));

    [Fact]
    public void A_refusal_quoted_far_down_in_a_text_is_none() =>
        Assert.False(Refusal.IsIn(new string('x', 500) + " I'm sorry"));
}
