using Assay.Scoring.Text;

namespace Assay.Tests.Scoring.Text;

public sealed class RougeChineseTests
{
    private static readonly string[] Reference = ["我", "是", "一", "个", "男", "孩"];
    private static readonly string[] Prediction = ["你", "是", "一", "个", "男", "孩"];

    [Fact]
    public void One_word_of_six_differs()
    {
        Assert.Equal(5 / 6.0, RougeChinese.N(1, Reference, Prediction).Recall, 12);
        Assert.Equal(4 / 5.0, RougeChinese.N(2, Reference, Prediction).Precision, 12);
        Assert.Equal(5 / 6.0, RougeChinese.L(Reference, Prediction).Recall, 12);
    }

    [Fact]
    public void A_word_counts_once_however_often_it_stands_there() =>
        Assert.Equal(1, RougeChinese.N(1, ["a", "b"], ["a", "a", "b", "b"]).Precision);

    // 2·(0.8·0.6)/(1.4 + 1e-8), a little less than 24/35.
    [Fact]
    public void F_has_a_hundred_millionth_in_its_denominator()
    {
        var f = RougeChinese.N(1, ["a", "b", "c", "d", "e"], ["a", "b", "c", "x"]).F;

        Assert.Equal(2 * (0.75 * 0.6 / (1.35 + 1e-8)), f, 15);
    }

    [Fact]
    public void Nothing_in_common_is_0() => Assert.Equal(0, RougeChinese.L(["a"], ["b"]).F);

    [Theory]
    [InlineData("Is it so?Yes it is", "Is|it|so?|Yes|it|is")]
    [InlineData("He said “so?” then", "He|said|“so?”|then")]
    [InlineData("Well......No", "Well......|No")]
    public void Words_end_at_blanks_and_at_ends_of_sentences(string text, string words) =>
        Assert.Equal(words, string.Join('|', RougeChinese.Words(text)));
}
