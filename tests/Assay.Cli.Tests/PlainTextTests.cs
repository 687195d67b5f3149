using System.Globalization;
using System.Text;
using CsCheck;

namespace Assay.Cli.Tests;

public sealed class PlainTextTests
{
    private const string Suspicious = "\e[]\a\\\u009b\u202e;m";

    [Theory]
    [InlineData("\e[31mred\e[0m", "red")]
    [InlineData("\e[2J\e[1;1Htop", "top")]
    [InlineData("\u009b31mred", "red")]
    public void Control_sequences_are_gone(string text, string shown) => Assert.Equal(shown, PlainText.Line(text));

    [Theory]
    [InlineData("\e]0;title\aafter", "after")]
    [InlineData("\e]8;;http://evil\e\\link\e]8;;\e\\", "link")]
    [InlineData("\eP1$q\e\\after", "after")]
    [InlineData("\e]52;c;never ended", "")]
    public void Strings_to_the_terminal_are_gone_with_what_is_in_them(string text, string shown) =>
        Assert.Equal(shown, PlainText.Line(text));

    [Theory]
    [InlineData("\ec", "")]
    [InlineData("\e(B", "")]
    [InlineData("a\e", "a")]
    public void Short_escapes_are_gone(string text, string shown) => Assert.Equal(shown, PlainText.Line(text));

    [Theory]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u200fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u0000b")]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\u2028b")]
    [InlineData("a\ufeffb")]
    [InlineData("a\U000e0041b")]
    public void What_cannot_be_seen_is_a_blank(string text) => Assert.Equal("a b", PlainText.Line(text));

    [Theory]
    [InlineData("模型 é ü 😀")]
    [InlineData("👩\u200d🔬")]
    public void Letters_and_signs_of_all_scripts_stay(string text) => Assert.Equal(text, PlainText.Line(text));

    [Fact]
    public void Lines_keep_their_breaks_and_tabulators_become_blanks() =>
        Assert.Equal("a\nb\n    c", PlainText.Lines("a\r\nb\r\tc"));

    [Fact]
    public void No_control_character_survives_whatever_comes_in() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char[Suspicious])]
            .Sample(text =>
                PlainText.Line(text).EnumerateRunes().All(IsShown)
                && PlainText.Lines(text).EnumerateRunes().All(rune => rune.Value is '\n' || IsShown(rune))
            );

    private static bool IsShown(Rune rune) =>
        rune.Value is 0x200d
        || Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
