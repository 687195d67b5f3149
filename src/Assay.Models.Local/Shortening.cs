using System.Collections.Immutable;
using System.Text;

namespace Assay.Models.Local;

/// <summary>Shortens a text that is too long for a model where its request says that it may be shortened.</summary>
internal static class Shortening
{
    private const int LongestWord = 32;

    /// <summary>
    /// The text with so much of its parts cut from their beginnings as it takes to fit, a word at a time; without them where that is
    /// not enough.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="parts">What may be cut, one after the other; they do not overlap.</param>
    /// <param name="fits">Whether a text is short enough.</param>
    public static string Of(string text, ImmutableArray<Range> parts, Func<string, bool> fits)
    {
        var cut = new List<Range>();
        foreach (var part in parts)
        {
            var (start, length) = part.GetOffsetAndLength(text.Length);
            if (!fits(Without(text, [.. cut, start..(start + length)])))
            {
                cut.Add(start..(start + length));
                continue;
            }
            var (tooLittle, enough) = (0, length);
            while (enough - tooLittle > 1)
            {
                var middle = (tooLittle + enough) / 2;
                (tooLittle, enough) = fits(Without(text, [.. cut, start..(start + middle)]))
                    ? (tooLittle, middle)
                    : (middle, enough);
            }
            return Without(text, [.. cut, start..WordFrom(text, start + enough, start + length)]);
        }
        return Without(text, cut);
    }

    private static string Without(string text, IEnumerable<Range> cut)
    {
        var kept = new StringBuilder(text.Length);
        var at = 0;
        foreach (var range in cut.OrderBy(range => range.Start.Value))
        {
            kept.Append(text, at, range.Start.Value - at);
            at = range.End.Value;
        }
        return kept.Append(text, at, text.Length - at).ToString();
    }

    // The next beginning of a word; in scripts without blanks the next character.
    private static int WordFrom(string text, int from, int end)
    {
        var blank = char.IsWhiteSpace(text[from - 1])
            ? 0
            : text.AsSpan(from, Math.Min(LongestWord, end - from)).IndexOfAny(" \n\t");
        var at = blank < 0 ? from : from + blank;
        while (at < end && (char.IsWhiteSpace(text[at]) || char.IsLowSurrogate(text[at])))
        {
            at++;
        }
        return at;
    }
}
