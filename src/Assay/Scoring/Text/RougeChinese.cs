using System.Text;

namespace Assay.Scoring.Text;

/// <summary>
/// ROUGE as the package rouge_chinese defines it (Isaac-JL-Chen/rouge_chinese), which the early platform uses for every language: ROUGE-1 and
/// ROUGE-2 count each different n-gram once, ROUGE-L is the longest common subsequence of the whole texts, and F has 10⁻⁸ added to its
/// denominator.
/// </summary>
/// <remarks>ROUGE-L takes tokens × tokens / 64 steps, of <see cref="Rouge.LongestCompared"/> tokens of each text at most.</remarks>
public static class RougeChinese
{
    /// <summary>Different n-grams that both have.</summary>
    public static RougeValue N(int n, IReadOnlyList<string> reference, IReadOnlyList<string> prediction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var index = new NgramIndex<string>();
        var theirs = index.Add(reference, n)[n - 1].ToHashSet();
        var own = index.Add(prediction, n)[n - 1].ToHashSet();
        return Value(own.Count(theirs.Contains), own.Count, theirs.Count);
    }

    /// <summary>The longest common subsequence.</summary>
    public static RougeValue L(IReadOnlyList<string> reference, IReadOnlyList<string> prediction)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        return Value(LongestCommonSubsequence.Length(reference, prediction), prediction.Count, reference.Count);
    }

    /// <summary>
    /// The words of a text that is not Chinese: what stands between white space, and between a mark that ends a sentence (。！？?, six dots,
    /// two ellipses) and what follows without a blank, unless that is a closing quote.
    /// </summary>
    public static IReadOnlyList<string> Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parted = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            parted.Append(text[i]);
            if (EndsSentence(text.AsSpan(0, i + 1)) && i + 1 < text.Length && text[i + 1] is not ('”' or '’'))
            {
                // The next character is passed over, too: of two marks in a row, the first one parts.
                parted.Append('\n').Append(text[++i]);
            }
        }
        return Text.Words.Split(parted.ToString());
    }

    private static bool EndsSentence(ReadOnlySpan<char> text) =>
        text[^1] is '。' or '！' or '？' or '?'
        || text.EndsWith("......", StringComparison.Ordinal)
        || text.EndsWith("……", StringComparison.Ordinal);

    private static RougeValue Value(int hits, int prediction, int reference)
    {
        var (precision, recall, _) = RougeValue.Of(hits, prediction, reference);
        return new(precision, recall, 2 * (precision * recall / (precision + recall + 1e-8)));
    }
}
