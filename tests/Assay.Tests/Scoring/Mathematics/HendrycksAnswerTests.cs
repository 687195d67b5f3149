using Assay.Scoring.Mathematics;

namespace Assay.Tests.Scoring.Mathematics;

public sealed class HendrycksAnswerTests
{
    [Theory]
    [InlineData(@"so $\boxed{\frac{1}{2}}$.", @"\frac{1}{2}")]
    [InlineData(@"$\boxed{1}$, no, $\boxed{2}$", "2")]
    [InlineData(@"$\boxed{\{1, {2}\}}$", @"\{1, {2}\}")]
    [InlineData(@"$\boxed 5$ and so", "5")]
    [InlineData(@"\boxed{1} or $\boxed 5$ or \boxed{2}", "5")]
    [InlineData(@"$\fbox{7}$", "7")]
    [InlineData(@"\boxed{1", null)]
    [InlineData("no box", null)]
    [InlineData("", null)]
    public void The_answer_stands_in_the_last_box(string text, string? answer) =>
        Assert.Equal(answer, HendrycksAnswer.LastBoxed(text));

    [Theory]
    [InlineData("1\n2", "12")]
    [InlineData(@"10,\!080", "10,080")]
    [InlineData(@"\tfrac{1}{2}", @"\frac{1}{2}")]
    [InlineData(@"\dfrac{1}{2}", @"\frac{1}{2}")]
    [InlineData(@"\left(1,2\right)", "(1,2)")]
    [InlineData(@"90^\circ", "90")]
    [InlineData(@"90^{\circ}", "90")]
    [InlineData(@"\$5", "5")]
    [InlineData(@"5\text{ cm}", "5")]
    [InlineData(@"50\%", "50")]
    [InlineData("50%", "50")]
    [InlineData(".5", @"\frac{1}{2}")]
    [InlineData("0.5", @"\frac{1}{2}")]
    [InlineData("{.5}", "{0.5}")]
    [InlineData("x = .5", @"\frac{1}{2}")]
    [InlineData("x=5", "5")]
    [InlineData("xy=5", "5")]
    [InlineData("abc=5", "abc=5")]
    [InlineData("x=y=5", "x=y=5")]
    [InlineData(@"\sqrt3", @"\sqrt{3}")]
    [InlineData(@"\sqrt{3}", @"\sqrt{3}")]
    [InlineData(@"\frac12", @"\frac{1}{2}")]
    [InlineData(@"\frac1{72}", @"\frac{1}{72}")]
    [InlineData(@"\frac{72}1", @"\frac{72}1")]
    [InlineData(@"\frac9", @"\frac9")]
    [InlineData("3/4", @"\frac{3}{4}")]
    [InlineData("-3/4", @"\frac{-3}{4}")]
    [InlineData("03/4", "03/4")]
    [InlineData("a/4", "a/4")]
    [InlineData("", "")]
    public void The_normal_form_follows_the_authors_steps(string text, string normal) =>
        Assert.Equal(normal, HendrycksAnswer.Normal(text));

    [Theory]
    [InlineData(@"\sqrt")]
    [InlineData(@"\frac")]
    [InlineData(@"1\text{ a}2\text{ b}")]
    public void Where_the_authors_code_fails_there_is_none(string text)
    {
        Assert.Null(HendrycksAnswer.Normal(text));
        Assert.True(HendrycksAnswer.AreEqual(text, text));
        Assert.False(HendrycksAnswer.AreEqual(text, text + " "));
    }

    [Theory]
    [InlineData("50%", "50", true, false)]
    [InlineData("x/2 ", "x/2", true, false)]
    [InlineData("1/2", @"\frac{1}{2}", true, true)]
    public void The_harness_differs_in_two_steps(string one, string other, bool authors, bool harness) =>
        Assert.Equal(
            (authors, harness),
            (HendrycksAnswer.AreEqual(one, other), HendrycksAnswer.AreEqual(one, other, harness: true))
        );
}
