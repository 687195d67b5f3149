using System.Text;

namespace Assay.Scoring.Metrics;

/// <summary>
/// Texts as SQuAD compares them (rajpurkar/SQuAD-explorer, <c>evaluate-v1.1.py</c>): in small letters, without ASCII punctuation, without
/// the words a, an and the, single blanks between words.
/// </summary>
internal static class SquadText
{
    /// <summary>The words that are compared.</summary>
    public static List<string> Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!(char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c))))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }
        return
        [
            .. plain
                .ToString()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word is not ("a" or "an" or "the")),
        ];
    }
}
