using System.Globalization;
using CsCheck;

namespace Assay.Serve.Tests;

public sealed class TextPiecesTests
{
    private static readonly Gen<string> Texts = Gen.Char["ab \n日\u0301\u200d\ud83d\udc4b\ud83d\udc69"]
        .Array[0, 60]
        .Select(characters => new string(characters));

    [Fact]
    public void Words_come_with_the_blanks_before_them() =>
        Assert.Equal(["One", " two,", "\n\nthree", " "], TextPieces.Of("One two,\n\nthree "));

    [Fact]
    public void What_has_no_blanks_is_cut() =>
        Assert.Equal([16, 16, 8], TextPieces.Of(new string('日', 40)).Select(x => x.Length));

    [Fact]
    public void A_family_stays_together() => Assert.Equal(["👩‍👩‍👧"], TextPieces.Of("👩‍👩‍👧"));

    [Fact]
    public void Nothing_has_no_pieces() => Assert.Empty(TextPieces.Of(""));

    [Fact]
    public void Pieces_make_the_text_again() => Texts.Sample(text => string.Concat(TextPieces.Of(text)) == text);

    [Fact]
    public void No_piece_begins_within_a_character() =>
        Texts.Sample(text =>
        {
            var borders = StringInfo.ParseCombiningCharacters(text).ToHashSet();
            var at = 0;
            foreach (var piece in TextPieces.Of(text))
            {
                Assert.Contains(at, borders);
                at += piece.Length;
            }
        });
}
