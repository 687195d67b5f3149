using Assay.Scoring.Mathematics;

namespace Assay.Tests.Scoring.Mathematics;

public sealed class MathEqualityTests
{
    [Theory]
    [InlineData("0.5", @"\frac{1}{2}")]
    [InlineData("1.5", @"\frac{3}{2}")]
    [InlineData("3/2", "1.5")]
    [InlineData("0.3333", @"\frac{1}{3}")]
    [InlineData("0.0833333333333333", @"\frac{1}{12}")]
    [InlineData("3.1416", @"\pi")]
    [InlineData("3.1415", @"\pi")]
    [InlineData("18.9", @"\$18.90")]
    [InlineData("10000", "10{,}000")]
    [InlineData("50,625", "50625")]
    [InlineData("11111111100", @"11,\! 111,\! 111,\! 100")]
    [InlineData("0.0000672", @".0000672")]
    [InlineData(@"6.72\times 10^{-5}", @".0000672")]
    [InlineData("1.2e3", "1200")]
    [InlineData("0.(3)", "0.(3)")]
    [InlineData(@"\frac{1}{3}", @"0.\overline{3}")]
    [InlineData(@"\frac{41}{333}", @"0.\overline{123}")]
    [InlineData("−5", "-5")]
    [InlineData("5.", "5")]
    [InlineData("２", "2")]
    public void Numbers_are_equal_however_they_are_written(string answer, string reference) =>
        Assert.True(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData("9999", "10{,}000")]
    [InlineData("9999.857142857143", "10000")]
    [InlineData("1.39", "12")]
    [InlineData("0.33", @"\frac{1}{3}")]
    [InlineData("3.14", @"\pi")]
    [InlineData("0.3334", @"\frac{1}{3}")]
    [InlineData("0.5", "50")]
    [InlineData("10000", "9999.9")]
    [InlineData("0", "0.00001")]
    [InlineData("-5", "5")]
    [InlineData("1", "")]
    [InlineData("", "1")]
    public void Other_numbers_are_not(string answer, string reference) =>
        Assert.False(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData(@"50\%", "50")]
    [InlineData("50%", "0.5")]
    [InlineData("0.5", @"50\%")]
    [InlineData(@"12.5 \text{ percent}", @"12.5\%")]
    public void A_percent_sign_may_be_left_out_or_worked_out(string answer, string reference) =>
        Assert.True(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData("5 cm", @"5 \text{ cm}")]
    [InlineData("15", @"15\mbox{ cm}^2")]
    [InlineData("864 square inches", @"864 \mbox{ inches}^2")]
    [InlineData("5.4", @"5.4 \text{ cents}")]
    [InlineData(@"\frac{270}{7}", @"\frac{270}7\text{ degrees}")]
    [InlineData(@"90^\circ", "90")]
    [InlineData("90°", @"90^{\circ}")]
    [InlineData("32348", @"\$32,\!348")]
    public void Units_and_degrees_are_not_compared(string answer, string reference) =>
        Assert.True(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData(@"12\frac{3}{5}", @"\frac{63}{5}")]
    [InlineData("12 3/5", "12.6")]
    [InlineData(@"-1\frac{1}{2}", "-1.5")]
    [InlineData(@"137 \frac{1}{2}", "137.5")]
    public void A_mixed_number_is_the_sum_of_its_parts(string answer, string reference) =>
        Assert.True(MathEquality.AreEqual(answer, reference));

    [Fact]
    public void A_number_before_a_fraction_with_a_variable_is_a_product() =>
        Assert.True(MathEquality.AreEqual(@"2\frac{x}{3}", @"\frac{2x}{3}"));

    [Theory]
    [InlineData(@"\sqrt{12}", @"2\sqrt{3}")]
    [InlineData(@"\frac{1}{\sqrt{3}}", @"\frac{\sqrt{3}}{3}")]
    [InlineData(@"11\sqrt2", @"11 \sqrt{2}")]
    [InlineData(@"\sqrt[3]{-8}", "-2")]
    [InlineData(@"8^{2/3}", "4")]
    [InlineData("2^10", "1024")]
    [InlineData(@"\frac{\pi}{6}", @"30\pi/180")]
    [InlineData(@"\sin 30^\circ", @"\frac12")]
    [InlineData(@"\log_2 8", "3")]
    [InlineData("5!", "120")]
    [InlineData(@"\binom{5}{2}", "10")]
    [InlineData(@"|{-3}|", "3")]
    [InlineData(@"\lfloor -\frac{3}{2} \rfloor", "-2")]
    [InlineData("(1+i)^2", "2i")]
    [InlineData(@"\frac{1}{1+i}", @"\frac{1-i}{2}")]
    [InlineData(@"e^{i\pi}", "-1")]
    public void Formulas_without_variables_are_worked_out(string answer, string reference) =>
        Assert.True(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData(@"\sqrt{100000000000000000001}", "10000000000")]
    [InlineData(@"\sqrt{100000000000000000001}", @"\sqrt{100000000000000000002}")]
    [InlineData("2^{300}", "2^{300}+1")]
    [InlineData("6-5i", "6+5i")]
    public void Close_numbers_are_told_apart(string answer, string reference) =>
        Assert.False(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData("(x+1)^2", "x^2+2x+1")]
    [InlineData("(a+5)(b+2)", "ab+2a+5b+10")]
    [InlineData(@"\frac{x}{7}+\frac{2}{7}", @"\frac{x+2}{7}")]
    [InlineData(@"\sec^2(y)", @"\tan^2(y)+1")]
    [InlineData("4a-2", "2(2a-1)")]
    [InlineData("0.5x", @"\frac{x}{2}")]
    [InlineData(@"\frac{x^2-1}{x-1}", "x+1")]
    [InlineData(@"2^{n+1}", @"2\cdot 2^n")]
    [InlineData("q + p", "p+q")]
    [InlineData(@"\theta/2", @"\frac{1}{2}\theta")]
    public void Formulas_with_variables_are_equal_when_they_agree_everywhere(string answer, string reference) =>
        Assert.True(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData("p-q", "q-p")]
    [InlineData("2k", "2n")]
    [InlineData("x^2", "x^3")]
    [InlineData("x^{1000}", "x^{1001}")]
    [InlineData(@"\sqrt{x^2}", "x")]
    [InlineData("0.33x", @"\frac{x}{3}")]
    [InlineData("x_1", "x_2")]
    [InlineData("x+0.0000001", "x")]
    [InlineData("ab", "a+b")]
    public void Formulas_that_differ_somewhere_are_not(string answer, string reference) =>
        Assert.False(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData(@"(3, \pi/2)", @"\left( 3, \frac{\pi}{2} \right)")]
    [InlineData("(1,4.5)", @"(1,\frac{9}{2})")]
    [InlineData("3,4", "(3,4)")]
    [InlineData("[1,2,3]", "(1,2,3)")]
    [InlineData("(0.6, 8/3]", @"\left(\frac{3}{5},\frac{8}{3}\right]")]
    [InlineData(@"(-\infty, 0]", "(-∞,0]")]
    [InlineData(@"(3,\infty)\cup(-\infty,2)", @"(-\infty, 2) \cup (3, \infty)")]
    [InlineData(@"[-2,7]", @"x \in [-2,7]")]
    [InlineData(@"\mathbb{R}", @"(-\infty,\infty)")]
    public void Points_and_intervals_are_compared_part_by_part(string answer, string reference) =>
        Assert.True(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData("(3,4)", "(3,4]")]
    [InlineData("[0,1]", "(0,1)")]
    [InlineData("(3,4)", "(4,3)")]
    [InlineData("(1,2)", "(1,2,3)")]
    [InlineData(@"(-\infty,0)", @"(\infty,0)")]
    [InlineData(@"(1,2)\cup(3,4)", "(1,2)")]
    public void Other_points_and_intervals_are_not_equal(string answer, string reference) =>
        Assert.False(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData("-2, 1", "1,-2")]
    [InlineData("3 and 5 and 7", "3, 5, 7")]
    [InlineData(@"\{3,2,1\}", @"\{1,2,3\}")]
    [InlineData("1,2,3", @"\{1,2,3\}")]
    [InlineData("200,100", "100,200")]
    [InlineData(@"1+\sqrt{19}, 1-\sqrt{19}", @"1 \pm \sqrt{19}")]
    [InlineData(@"\{-2, 1+\sqrt5, 1-\sqrt5\}", @"\{1\pm\sqrt{5},-2\}")]
    [InlineData(@"x=1 \text{ or } x=2", "2,1")]
    [InlineData(@"\emptyset", @"\{\}")]
    public void Sets_and_lists_of_answers_have_no_order(string answer, string reference) =>
        Assert.True(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData("1,1,2", "1,2,2")]
    [InlineData("1,2", "1,2,3")]
    [InlineData(@"1+\sqrt{19}", @"1 \pm \sqrt{19}")]
    public void Each_answer_counts_once(string answer, string reference) =>
        Assert.False(MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData(@"\begin{bmatrix}0.5&2\\3&4\end{bmatrix}", @"\begin{pmatrix} 1/2 & 2 \\ 3 & 4 \end{pmatrix}", true)]
    [InlineData(@"\begin{array}{c}1\\2\end{array}", @"\begin{pmatrix} 1 \\ 2 \\ \end{pmatrix}", true)]
    [InlineData(@"\begin{pmatrix}1&2\\3&4\end{pmatrix}", @"\begin{pmatrix}1&3\\2&4\end{pmatrix}", false)]
    [InlineData(@"\begin{pmatrix}1&2\end{pmatrix}", @"\begin{pmatrix}1\\2\end{pmatrix}", false)]
    public void Matrices_are_compared_cell_by_cell(string answer, string reference, bool equal) =>
        Assert.Equal(equal, MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData("x=5", "5", true)]
    [InlineData("5", "x=5", true)]
    [InlineData("f(x)=2x+3", "3+2x", true)]
    [InlineData("2x - y = -3", "y = 2x + 3", true)]
    [InlineData("5x - 7y + 11z = -4", "5x - 7y + 11z + 4 = 0", true)]
    [InlineData("y = 2x", "y = -2x", false)]
    [InlineData("x > 5", "5 < x", true)]
    [InlineData(@"1 < x \le 2", @"2 \geq x > 1", true)]
    [InlineData(@"x \ge 5", "x > 5", false)]
    [InlineData("2:3", "3:2", false)]
    public void Equations_and_inequalities_are_compared_by_what_they_say(string answer, string reference, bool equal) =>
        Assert.Equal(equal, MathEquality.AreEqual(answer, reference));

    [Theory]
    [InlineData("Evelyn", @"\text{Evelyn}", true)]
    [InlineData("evelyn", @"\text{Evelyn}", true)]
    [InlineData("Evelyn Smith", @"\text{Evelyn}", false)]
    [InlineData("Navin", @"\text{Evelyn}", false)]
    [InlineData(@"\text{east}", "east", true)]
    [InlineData("C", @"\text{(C)}", true)]
    [InlineData("(C)", "C", true)]
    [InlineData("The choice is C.", @"\text{(C)}", true)]
    [InlineData("D", @"\text{(C)}", false)]
    [InlineData("52_{8}", "52_8", true)]
    [InlineData("52", "52_8", false)]
    [InlineData("42", "52_8", false)]
    public void Words_letters_and_numerals_of_other_bases_are_compared_as_they_stand(
        string answer,
        string reference,
        bool equal
    ) => Assert.Equal(equal, MathEquality.AreEqual(answer, reference));
}
