using System.Globalization;

namespace Assay.Serve;

/// <summary>Cuts a text as a model would stream it.</summary>
internal static class TextPieces
{
    private const int LongestWord = 16;

    /// <summary>
    /// Words with the blanks before them; what has no blanks is cut after some characters. Never inside what a reader takes for one
    /// character (an extended grapheme cluster of UAX #29).
    /// </summary>
    public static IEnumerable<string> Of(string text)
    {
        var (start, count, inWord) = (0, 0, false);
        for (var at = 0; at < text.Length; )
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
            var isBlank = char.IsWhiteSpace(text[at]);
            if ((inWord && isBlank) || count == LongestWord)
            {
                yield return text[start..at];
                (start, count) = (at, 0);
            }
            inWord = !isBlank;
            count++;
            at += length;
        }
        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
