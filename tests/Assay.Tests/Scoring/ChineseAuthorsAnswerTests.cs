using Assay.Scoring.Extraction;
using CsCheck;

namespace Assay.Tests.Scoring;

/// <summary>The rules of the authors of C-Eval and CMMLU.</summary>
public sealed class ChineseAuthorsAnswerTests
{
    private const int Large = 100_000;
    private const int HangGuard = 120_000;

    [Theory]
    [InlineData("B", "first letter", "B")]
    [InlineData("B选项说的是C", "first letter", "B")]
    [InlineData("答案选项为：C", "authors' pattern", "C")]
    [InlineData("答案为选项 C", "authors' pattern", "C")]
    [InlineData("故选择：C", "authors' pattern", "C")]
    [InlineData("故选C，不选D", "authors' pattern", "C")]
    [InlineData("所以C选项正确", "authors' pattern", "C")]
    [InlineData("选项C是正确的", "authors' pattern", "C")]
    [InlineData("因此C符合题意", "authors' pattern", "C")]
    [InlineData("答案选项：C", "authors' pattern", "C")]
    [InlineData("答案为大腿，即C", "authors' pattern", "C")]
    [InlineData("因为A和C都对，C当选", "last letter before 当选", "C")]
    [InlineData("由A可知C的说法正确，D错", "last letter before 正确", "C")]
    [InlineData("我想是：C", "是X", "C")]
    [InlineData("只有大腿（C）", "only letter", "C")]
    public void Cmmlu(string text, string rule, string letter) =>
        Assert.Equal(new Extracted(letter, rule), CmmluAnswer.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("我不知道")]
    [InlineData("不是：A也不是：B")]
    public void Where_the_authors_of_cmmlu_draw_a_letter_there_is_none(string text) =>
        Assert.Null(CmmluAnswer.Of(text));

    [Theory]
    [InlineData("选B", "B")]
    [InlineData("选项B正确", "B")]
    [InlineData("我认为答案是选项 B", "B")]
    [InlineData("答案应为B", "B")]
    [InlineData("正确的一项是B", "B")]
    [InlineData("答案：B", "B")]
    [InlineData("答案是A，答案是B", "B")]
    [InlineData("答案：A，答案是B", "B")]
    public void Ceval_without_examples(string text, string letter) =>
        Assert.Equal(letter, CEvalAnswer.OfText(text)?.Value);

    [Theory]
    [InlineData("")]
    [InlineData("我选B")]
    [InlineData("答案是Ｂ")]
    public void Ceval_reads_no_more_than_its_patterns(string text) => Assert.Null(CEvalAnswer.OfText(text));

    [Fact]
    public void No_text_makes_them_fail() =>
        Gen.String.Sample(text =>
        {
            CmmluAnswer.Of(text);
            CEvalAnswer.OfText(text);
            CEvalAnswer.OfThought(text);
            CEvalAnswer.Exact(text);
        });

    [Theory(Timeout = HangGuard)]
    [InlineData("答案是")]
    [InlineData("答案为")]
    [InlineData("答案")]
    [InlineData("选")]
    [InlineData("A")]
    [InlineData("A 正")]
    [InlineData("选项")]
    [InlineData("是：")]
    [InlineData("\n")]
    public async Task Hostile_texts_are_read_in_a_moment(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, Large / part.Length));

        var error = await Task.Run(
            () =>
                Record.Exception(() =>
                {
                    CmmluAnswer.Of(" " + text);
                    CEvalAnswer.OfText(text);
                    CEvalAnswer.OfThought(text);
                    CEvalAnswer.Exact(text);
                }),
            TestContext.Current.CancellationToken
        );

        Assert.Null(error);
    }
}
