namespace Assay.Scoring.Text;

/// <summary>Precision, recall and their harmonic mean, 0 to 1.</summary>
public readonly record struct RougeValue(double Precision, double Recall, double F)
{
    internal static RougeValue Of(int hits, int prediction, int reference)
    {
        var precision = (double)hits / Math.Max(prediction, 1);
        var recall = (double)hits / Math.Max(reference, 1);
        return new(precision, recall, hits > 0 ? 2 * precision * recall / (precision + recall) : 0);
    }
}

/// <summary>
/// ROUGE as the package rouge-score defines it (google-research/google-research <c>rouge/rouge_scorer.py</c>; C.-Y. Lin, "ROUGE: a package for
/// automatic evaluation of summaries", 2004): texts in lower case, tokens of a–z and 0–9, and nothing else.
/// </summary>
/// <remarks>
/// ROUGE-1 and ROUGE-2 take linear time. ROUGE-L takes tokens × tokens / 64 steps, of <see cref="LongestCompared"/> tokens of each text at
/// most. <see cref="Lsum"/> takes a step for each pair of tokens and stops comparing further sentences of the prediction after
/// <see cref="MostPairs"/>; what is not compared counts as unmatched.
/// </remarks>
public sealed class Rouge
{
    /// <summary>How many tokens of each text ROUGE-L compares, from the beginning.</summary>
    public const int LongestCompared = LongestCommonSubsequence.Compared;

    /// <summary>How many pairs of tokens <see cref="Lsum"/> compares at most.</summary>
    public const int MostPairs = 1 << 25;

    private readonly bool stem;

    /// <param name="stem">Whether words of more than three letters are stemmed (<c>use_stemmer</c>).</param>
    public Rouge(bool stem = false) => this.stem = stem;

    /// <summary>ROUGE-N: common n-grams.</summary>
    /// <param name="n">1 for words, 2 for pairs of words…</param>
    /// <param name="reference">What should have been said.</param>
    /// <param name="prediction">What was said.</param>
    public RougeValue N(int n, string reference, string prediction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var index = new NgramIndex<string>();
        var theirs = index.Add(Tokens(reference), n)[n - 1];
        var own = index.Find(Tokens(prediction), n)[n - 1];
        var hits = NgramIndex<string>.Overlap(NgramIndex<string>.Count(theirs), NgramIndex<string>.Count(own));
        return RougeValue.Of(hits, own.Length, theirs.Length);
    }

    /// <summary>ROUGE-L: the longest common subsequence of the whole texts.</summary>
    public RougeValue L(string reference, string prediction)
    {
        var (theirs, own) = (Tokens(reference), Tokens(prediction));
        return RougeValue.Of(LongestCommonSubsequence.Length(theirs, own), own.Count, theirs.Count);
    }

    /// <summary>
    /// ROUGE-Lsum: for each line of the reference, the tokens that a longest common subsequence with any line of the prediction has; a
    /// token counts as often as both texts have it.
    /// </summary>
    public RougeValue Lsum(string reference, string prediction)
    {
        var (theirs, own) = (Lines(reference), Lines(prediction));
        var left = new Dictionary<string, (int Reference, int Prediction)>(StringComparer.Ordinal);
        foreach (var token in theirs.SelectMany(line => line))
        {
            var count = left.GetValueOrDefault(token);
            left[token] = count with { Reference = count.Reference + 1 };
        }
        foreach (var token in own.SelectMany(line => line))
        {
            var count = left.GetValueOrDefault(token);
            left[token] = count with { Prediction = count.Prediction + 1 };
        }
        var hits = 0;
        var pairs = 0L;
        foreach (var line in theirs)
        {
            foreach (var token in Union(line, own, ref pairs))
            {
                var (inReference, inPrediction) = left[token];
                if (inReference > 0 && inPrediction > 0)
                {
                    hits++;
                    left[token] = (inReference - 1, inPrediction - 1);
                }
            }
        }
        return RougeValue.Of(hits, own.Sum(line => line.Count), theirs.Sum(line => line.Count));
    }

    private static IEnumerable<string> Union(List<string> line, List<List<string>> others, ref long pairs)
    {
        var taken = new bool[line.Count];
        foreach (var other in others)
        {
            pairs += (long)line.Count * other.Count;
            if (pairs > MostPairs)
            {
                break;
            }
            Take(line, other, taken);
        }
        return line.Where((_, i) => taken[i]);
    }

    /// <summary>Marks one longest common subsequence: of several the one that rouge-score finds.</summary>
    private static void Take(List<string> a, List<string> b, bool[] taken)
    {
        var lengths = new int[a.Count + 1, b.Count + 1];
        for (var i = 1; i <= a.Count; i++)
        {
            for (var j = 1; j <= b.Count; j++)
            {
                lengths[i, j] =
                    a[i - 1] == b[j - 1] ? lengths[i - 1, j - 1] + 1 : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
            }
        }
        for (var (i, j) = (a.Count, b.Count); i > 0 && j > 0; )
        {
            if (a[i - 1] == b[j - 1])
            {
                taken[i - 1] = true;
                (i, j) = (i - 1, j - 1);
            }
            else if (lengths[i, j - 1] > lengths[i - 1, j])
            {
                j--;
            }
            else
            {
                i--;
            }
        }
    }

    private List<List<string>> Lines(string text) =>
        [.. text.Split('\n').Where(line => line.Length > 0).Select(Tokens)];

    private List<string> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.ToLowerInvariant();
        var tokens = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i])))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                var token = text[start..i];
                tokens.Add(stem && token.Length > 3 ? PorterStemmer.Stem(token) : token);
                start = -1;
            }
        }
        return tokens;
    }
}
