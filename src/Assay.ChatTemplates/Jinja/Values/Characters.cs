using System.Globalization;
using System.Text;

namespace Assay.ChatTemplates.Jinja.Values;

/// <summary>
/// Texts as Python sees them: rows of code points. A text without surrogates, the usual case, is counted and cut as it is.
/// </summary>
internal static class Characters
{
    /// <summary>Python's white space: Unicode's, and the four separators of ASCII.</summary>
    public static bool IsSpace(this char character) =>
        char.IsWhiteSpace(character) || character is >= '\x1c' and <= '\x1f';

    public static bool IsSpaces(this ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!character.IsSpace())
            {
                return false;
            }
        }
        return true;
    }

    public static string TrimEndSpaces(this string text)
    {
        var end = text.Length;
        while (end > 0 && text[end - 1].IsSpace())
        {
            end--;
        }
        return text[..end];
    }

    public static string TrimStartSpaces(this string text)
    {
        var start = 0;
        while (start < text.Length && text[start].IsSpace())
        {
            start++;
        }
        return text[start..];
    }

    /// <summary>How many code points; a lone surrogate counts as one.</summary>
    public static int Count(string text)
    {
        var pairs = 0;
        for (var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF'); at >= 0 && at + 1 < text.Length; at++)
        {
            pairs += char.IsSurrogatePair(text[at], text[at + 1]) ? 1 : 0;
        }
        return text.Length - pairs;
    }

    /// <summary>Where the code point of a number begins, counted in <see cref="char"/>s.</summary>
    public static int Offset(string text, int codePoint)
    {
        if (!HasPairs(text))
        {
            return codePoint;
        }
        var at = 0;
        for (var count = 0; count < codePoint; count++)
        {
            at += Length(text, at);
        }
        return at;
    }

    /// <summary>The number of the code point that begins at an offset.</summary>
    public static int Number(string text, int offset) => HasPairs(text) ? Count(text[..offset]) : offset;

    /// <summary>Each code point as a text of its own.</summary>
    public static IEnumerable<string> Each(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            var length = Length(text, at);
            yield return text.Substring(at, length);
            at += length;
        }
    }

    /// <summary>Upper-cases the first letter of each run of letters and lower-cases the others: Python's <c>str.title</c>.</summary>
    public static string Title(string text)
    {
        var title = new StringBuilder(text.Length);
        var inside = false;
        foreach (var character in text)
        {
            title.Append(inside ? char.ToLowerInvariant(character) : char.ToUpperInvariant(character));
            inside = char.IsLetter(character);
        }
        return title.ToString();
    }

    public static string Capitalize(string text) =>
        text.Length == 0 ? text : text[..1].ToUpperInvariant() + text[1..].ToLowerInvariant();

    /// <summary>Whether Python's repr shows a character as it is.</summary>
    public static bool IsPrintable(Rune rune) =>
        rune.Value == ' '
        || Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator
            );

    private static bool HasPairs(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDBFF');

    private static int Length(string text, int at) =>
        at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
}
