namespace Assay.Scoring.Extraction;

/// <summary>"A" and "I" as English words instead of labels.</summary>
internal static class Article
{
    private static readonly string[] Conjunctions = ["because", "since", "as", "is", "and", "but", "for", "due"];

    /// <summary>Whether the letter at a place is followed by a word or number it may belong to, as in "A good question".</summary>
    public static bool Stands(string text, int at)
    {
        if (
            text[at] is not ('A' or 'I')
            || at + 2 >= text.Length
            || text[at + 1] != ' '
            || !char.IsLetterOrDigit(text[at + 2])
        )
        {
            return false;
        }
        var rest = text.AsSpan(at + 2);
        foreach (var word in Conjunctions)
        {
            if (
                rest.StartsWith(word, StringComparison.Ordinal)
                && (rest.Length == word.Length || !char.IsLetter(rest[word.Length]))
            )
            {
                return text[at] == 'I';
            }
        }
        return true;
    }
}
