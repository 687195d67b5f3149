using System.Globalization;
using System.Text;

namespace Assay.Tokenizers.Patterns;

/// <summary>Classes of characters as the Rust tokenizers have them.</summary>
internal static class CharacterClasses
{
    /// <summary>What a regular expression calls \w: letters, marks, digits, connectors.</summary>
    public static bool IsWord(Rune rune) =>
        CharUnicodeInfo.GetUnicodeCategory(rune.Value)
            is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.ConnectorPunctuation
        // Circled letters are alphabetic, and the two joiners count as well.
        || rune.Value
            is (>= 0x24B6 and <= 0x24E9)
                or (>= 0x1F130 and <= 0x1F149)
                or (>= 0x1F150 and <= 0x1F169)
                or (>= 0x1F170 and <= 0x1F189)
                or 0x200C
                or 0x200D;

    public static bool IsMark(Rune rune) =>
        CharUnicodeInfo.GetUnicodeCategory(rune.Value)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    /// <summary>Unicode's punctuation and all that ASCII has besides letters, digits and blanks.</summary>
    public static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune) || (rune.IsAscii && Rune.IsSymbol(rune));

    /// <summary>Digits and numbers of every kind.</summary>
    public static bool IsNumeric(Rune rune) => Rune.IsNumber(rune);

    /// <summary>Whether the text ends with a character of a word.</summary>
    public static bool IsWordBefore(ReadOnlySpan<char> text)
    {
        Rune.DecodeLastFromUtf16(text, out var rune, out _);
        return !text.IsEmpty && IsWord(rune);
    }

    /// <summary>Whether the text begins with a character of a word.</summary>
    public static bool IsWordAfter(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out var rune, out _);
        return !text.IsEmpty && IsWord(rune);
    }
}
