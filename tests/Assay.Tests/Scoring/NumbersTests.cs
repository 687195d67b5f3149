using Assay.Scoring.Extraction;

namespace Assay.Tests.Scoring;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("…so 1,234 dollars.", "1234")]
    [InlineData("-3", "-3")]
    [InlineData("+3", "3")]
    [InlineData("−3 °C", "-3")]
    [InlineData("a loss of –3", "-3")]
    [InlineData("10–18", "18")]
    [InlineData("x = -3", "-3")]
    [InlineData("3-4", "4")]
    [InlineData("(5)-2", "2")]
    [InlineData("-$3", "-3")]
    [InlineData("$-3", "-3")]
    [InlineData("$18.00", "18.00")]
    [InlineData(@"\$18", "18")]
    [InlineData("18%", "18")]
    [InlineData("**18**", "18")]
    [InlineData("18 eggs.", "18")]
    [InlineData(".5", ".5")]
    [InlineData("1,234,567.89", "1234567.89")]
    [InlineData("1,23", "23")]
    [InlineData("1,2345", "2345")]
    [InlineData("1,234,", "1234")]
    [InlineData("１，２３４", "1234")]
    [InlineData("1{,}234", "1234")]
    [InlineData(@"1\,234", "1234")]
    [InlineData("1\u202F234", "1234")]
    [InlineData("1\u00A0234", "1234")]
    [InlineData("1 234", "234")]
    [InlineData("5 1/2", "2")]
    [InlineData("the 5th", "5")]
    [InlineData("none", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    public void The_last_number_of_a_text(string text, string? number) => Assert.Equal(number, Numbers.Last(text));

    [Theory]
    [InlineData(@"It is \boxed{18}, after 3 days.", "18", @"last \boxed{}")]
    [InlineData(@"\boxed{12} then \boxed{18}", "18", @"last \boxed{}")]
    [InlineData(@"\boxed{18} \boxed{none}", "18", @"last \boxed{}")]
    [InlineData(@"\boxed{\$18}", "18", @"last \boxed{}")]
    [InlineData(@"\boxed{18 \text{ dollars}}", "18", @"last \boxed{}")]
    [InlineData(@"\boxed{\frac{1}{2}}", "0.5", @"fraction in the last \boxed{}")]
    [InlineData(@"\boxed{-\dfrac{3}{4} \text{ m}}", "-0.75", @"fraction in the last \boxed{}")]
    [InlineData(@"\boxed{\frac12}", "0.5", @"fraction in the last \boxed{}")]
    [InlineData(@"\boxed{3/4}", "0.75", @"fraction in the last \boxed{}")]
    [InlineData(@"\boxed{1/0}", "0", @"last \boxed{}")]
    [InlineData("#### 1. First step\n9 * 2 = 18", "18", "last number")]
    [InlineData("The answer is 18. (She sells 9 eggs at $2.)", "2", "last number")]
    [InlineData("The answer is 3.5 and then 4", "4", "answer is N")]
    [InlineData("The answer is 9 * 2 = 18", "18", "answer is N")]
    [InlineData("So she makes 18 dollars.", "18", "last number")]
    public void The_number_that_a_worked_solution_settles_on(string text, string number, string rule) =>
        Assert.Equal((number, rule), Numbers.Find(text) is { } found ? (found.Value, found.Rule) : ("", ""));

    [Theory]
    [InlineData("So she makes 18 dollars.", true)]
    [InlineData("The answer is 18. (She sells 9 eggs at $2.)", true)]
    [InlineData("The answer is 18.", false)]
    [InlineData("Answer: $18", false)]
    [InlineData("#### 18", false)]
    [InlineData("所以答案是 18", false)]
    [InlineData("18", false)]
    [InlineData(@"\boxed{18}", false)]
    public void A_last_number_that_nothing_calls_the_answer_is_a_loose_find(string text, bool loose) =>
        Assert.Equal(loose, Numbers.Find(text)!.Value.Loose);

    [Theory]
    [InlineData("I do not know.")]
    [InlineData(@"\boxed{}")]
    public void A_text_without_digits_settles_on_nothing(string text) => Assert.Null(Numbers.Find(text));

    [Theory]
    [InlineData("3", "3.0", true)]
    [InlineData("3", "3.00005", true)]
    [InlineData("3", "3.001", false)]
    [InlineData("-3", "3", false)]
    [InlineData(".5", "0.5", true)]
    [InlineData("3", "three", false)]
    [InlineData("three", "three", false)]
    public void Numbers_are_equal_within_a_ten_thousandth(string a, string b, bool equal) =>
        Assert.Equal(equal, Numbers.AreEqual(a, b));
}
