using System.Globalization;
using System.Text;
using Assay.Tokenizers.Patterns;

namespace Assay.Tokenizers.Normalizers;

/// <summary>Puts a text in front, unless there is nothing behind it.</summary>
internal sealed class Prepend(string prefix) : INormalizer
{
    public string Normalize(string text, bool atStart) => text.Length == 0 ? text : prefix + text;
}

/// <summary>Puts another text for all that a pattern matches.</summary>
internal sealed class Replace(TextPattern pattern, string content) : INormalizer
{
    public string Normalize(string text, bool atStart) => pattern.Replace(text, content);
}

/// <summary>Drops white space at the ends.</summary>
internal sealed class Strip(bool left, bool right) : INormalizer
{
    public string Normalize(string text, bool atStart)
    {
        text = left ? text.TrimStart() : text;
        return right ? text.TrimEnd() : text;
    }
}

/// <summary>Drops all marks; of use after a decomposition.</summary>
internal sealed class StripAccents : INormalizer
{
    public string Normalize(string text, bool atStart) =>
        Runes.Map(
            text,
            static (rune, to) =>
            {
                if (!CharacterClasses.IsMark(rune))
                {
                    to.Append(rune);
                }
            }
        );
}

/// <summary>Small letters, each character by itself.</summary>
internal sealed class Lowercase : INormalizer
{
    public string Normalize(string text, bool atStart)
    {
        // The one character whose small form is two, whatever the language.
        return text.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal);
    }
}

/// <summary>The byte alphabet in place of the text.</summary>
internal sealed class ByteLevelNormalizer : INormalizer
{
    public string Normalize(string text, bool atStart) => ByteAlphabet.Map(text);
}

/// <summary>
/// The rules for machine translation that SentencePiece calls nmt: control characters go, unusual blanks become plain ones.
/// </summary>
internal sealed class Nmt : INormalizer
{
    public string Normalize(string text, bool atStart) =>
        Runes.Map(
            text,
            static (rune, to) =>
            {
                if (IsBlank(rune.Value))
                {
                    to.Append(' ');
                }
                else if (!IsDropped(rune.Value))
                {
                    to.Append(rune);
                }
            }
        );

    private static bool IsDropped(int code) =>
        code is (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F;

    private static bool IsBlank(int code) =>
        code
            is 0x09
                or 0x0A
                or 0x0C
                or 0x0D
                or 0x1680
                or (>= 0x200B and <= 0x200F)
                or 0x2028
                or 0x2029
                or 0x2581
                or 0xFEFF
                or 0xFFFD;
}

/// <summary>Walks over the characters of a text, none of them cut.</summary>
internal static class Runes
{
    public static string Map(string text, Action<Rune, StringBuilder> write)
    {
        var to = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            write(rune, to);
        }
        return to.ToString();
    }

    public static UnicodeCategory Category(Rune rune) => CharUnicodeInfo.GetUnicodeCategory(rune.Value);
}
