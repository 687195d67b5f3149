using Assay.Scoring.Text;

namespace Assay.Tests.Scoring.Text;

public sealed class BleuTokenizerTests
{
    [Theory]
    [InlineData("Hello, world.", "Hello , world .")]
    [InlineData("It costs 1,234.50.", "It costs 1,234.50 .")]
    [InlineData("pages 5-7, well-known", "pages 5 - 7 , well-known")]
    [InlineData("wasn't (so) bad!", "wasn't ( so ) bad !")]
    [InlineData("&quot;A&quot; &amp; B<skipped>", "\" A \" & B")]
    [InlineData("hyphen-\nated\nline", "hyphenated line")]
    public void Mteval_13a(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', BleuTokenizer.Mteval13a.Tokenize(text)));

    [Theory]
    [InlineData("Hello, world.", "Hello , world .")]
    [InlineData("“Yes” – 5,5 €", "“ Yes ” – 5,5 €")]
    [InlineData("well-known 😀!", "well - known 😀 !")]
    [InlineData("in 1999.", "in 1999.")]
    public void International_punctuation(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', BleuTokenizer.International.Tokenize(text)));

    [Theory]
    [InlineData("我爱GPT-4。", "我 爱 GPT-4 。")]
    [InlineData("第3.5章，完", "第 3.5 章 ， 完")]
    public void Chinese_characters_stand_alone(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', BleuTokenizer.Chinese.Tokenize(text)));

    [Fact]
    public void Characters_are_code_points_and_blanks_are_none() =>
        Assert.Equal(["a", "😀", "b"], BleuTokenizer.Character.Tokenize("a😀 b"));
}
