using System.Globalization;
using System.Text;

namespace Assay.Tokenizers.Normalizers;

/// <summary>BERT's: cleans the text, puts blanks around Chinese characters, drops accents, lowers.</summary>
internal sealed class BertNormalizer(bool clean, bool spaceChinese, bool stripAccents, bool lowercase) : INormalizer
{
    private static readonly NormalizerSequence noAccents = new([new UnicodeForm(Form.Nfd), new StripMarks()]);
    private static readonly Lowercase lower = new();

    public string Normalize(string text, bool atStart)
    {
        text = clean ? Runes.Map(text, Clean) : text;
        text = spaceChinese ? Runes.Map(text, SpaceChinese) : text;
        text = stripAccents ? noAccents.Normalize(text, atStart) : text;
        return lowercase ? lower.Normalize(text, atStart) : text;
    }

    private static void Clean(Rune rune, StringBuilder to)
    {
        if (rune.Value is '\t' or '\n' or '\r')
        {
            to.Append(' ');
        }
        else if (rune.Value is not (0 or 0xFFFD) && !IsControl(rune))
        {
            _ = Rune.IsWhiteSpace(rune) ? to.Append(' ') : to.Append(rune);
        }
    }

    private static bool IsControl(Rune rune) =>
        Runes.Category(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned;

    private static void SpaceChinese(Rune rune, StringBuilder to)
    {
        if (IsChinese(rune.Value))
        {
            to.Append(' ').Append(rune).Append(' ');
        }
        else
        {
            to.Append(rune);
        }
    }

    // The blocks of CJK ideographs that BERT names.
    private static bool IsChinese(int code) =>
        code
            is (>= 0x4E00 and <= 0x9FFF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x20000 and <= 0x2A6DF)
                or (>= 0x2A700 and <= 0x2B73F)
                or (>= 0x2B740 and <= 0x2B81F)
                or (>= 0x2B920 and <= 0x2CEAF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x2F800 and <= 0x2FA1F);

    private sealed class StripMarks : INormalizer
    {
        public string Normalize(string text, bool atStart) =>
            Runes.Map(
                text,
                static (rune, to) =>
                {
                    if (Runes.Category(rune) != UnicodeCategory.NonSpacingMark)
                    {
                        to.Append(rune);
                    }
                }
            );
    }
}
