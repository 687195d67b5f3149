using Assay.Cli.Printing;
using CsCheck;

namespace Assay.Cli.Tests.Printing;

public sealed class WrappingTests
{
    [Fact]
    public void Prose_is_broken_at_blanks() => Assert.Equal(["one two", "three"], Wrapping.Wrap("one two three", 8));

    [Fact]
    public void A_word_wider_than_a_line_stays_whole() =>
        Assert.Equal(["at", "/a/long/path", "it is"], Wrapping.Wrap("at /a/long/path it is", 6));

    [Fact]
    public void Wide_characters_take_two_columns() =>
        Assert.Equal(["模型 模型", "模型"], Wrapping.Wrap("模型 模型 模型", 9));

    [Fact]
    public void No_line_of_short_words_is_too_wide_and_no_word_is_lost() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 10].Array[1, 30], Gen.Int[10, 60])
            .Sample(
                (words, width) =>
                {
                    var lines = Wrapping.Wrap(string.Join(' ', words), width);
                    return lines.All(line => line.Length <= width)
                        && string.Join(' ', lines) == string.Join(' ', words);
                }
            );

    [Fact]
    public void A_text_stands_beside_its_term() =>
        Assert.Equal(
            ["  --flag  What it does, told in", "          some more words."],
            Wrapping.Entry("--flag", "What it does, told in some more words.", 2, 10, 35)
        );

    [Fact]
    public void A_text_stands_below_a_long_term() =>
        Assert.Equal(
            ["  --a-long-flag", "          What it does."],
            Wrapping.Entry("--a-long-flag", "What it does.", 2, 10, 36)
        );

    [Fact]
    public void Where_there_is_no_room_beside_a_term_texts_stand_below_it() =>
        Assert.Equal(["  --flag", "      What it does."], Wrapping.Entry("--flag", "What it does.", 2, 30, 40));
}
