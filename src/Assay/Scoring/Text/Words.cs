using System.Text;

namespace Assay.Scoring.Text;

/// <summary>White space as Python sees it, whose definitions the scorers follow.</summary>
internal static class Words
{
    /// <summary>Python's <c>str.isspace</c>: Unicode white space and the four separators U+001C to U+001F.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

    /// <summary>The same for a code point.</summary>
    public static bool IsSpace(Rune rune) => rune.IsBmp && IsSpace((char)rune.Value);

    /// <summary>Python's <c>str.split()</c>: what stands between white space.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsSpace(text[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                words.Add(text[start..i]);
                start = -1;
            }
        }
        return words;
    }

    /// <summary>Python's <c>str.strip()</c>.</summary>
    public static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }
        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }
        return text[start..end];
    }

    /// <summary>Whether a text has a Chinese character, as the early platform asks: U+4E00 to U+9FA5.</summary>
    public static bool AnyChinese(string text) => text.AsSpan().ContainsAnyInRange('\u4e00', '\u9fa5');
}
