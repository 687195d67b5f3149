using System.Collections.Immutable;

namespace Assay.Scoring.Text;

/// <summary>What BLEU does about orders without a match (B. Chen, C. Cherry, "A systematic comparison of smoothing techniques for
/// sentence-level BLEU", WMT 2014).</summary>
public enum BleuSmoothing
{
    /// <summary>Nothing: the score is 0.</summary>
    None,

    /// <summary>A small number of matches instead of none (0.1 unless given).</summary>
    Floor,

    /// <summary>A number (1 unless given) is added to matches and n-grams from order 2 on.</summary>
    AddK,

    /// <summary>½, ¼, … of a match for the first, second, … such order, as NIST's mteval-v13a does.</summary>
    Exp,
}

/// <summary>
/// BLEU as sacreBLEU defines it (M. Post, "A call for clarity in reporting BLEU scores", WMT 2018; mjpost/sacrebleu
/// <c>sacrebleu/metrics/bleu.py</c>): the geometric mean of n-gram precisions up to order 4 times the brevity penalty, 0 to 100. White space
/// at the end of a text is dropped before it is tokenized.
/// </summary>
public sealed record SacreBleu
{
    private const int Orders = 4;

    /// <summary>How texts become tokens.</summary>
    public BleuTokenizer Tokenizer { get; init; } = BleuTokenizer.Mteval13a;

    /// <summary>Whether upper and lower case are the same.</summary>
    public bool Lowercase { get; init; }

    /// <summary>What to do about orders without a match.</summary>
    public BleuSmoothing Smoothing { get; init; } = BleuSmoothing.Exp;

    /// <summary>The number that <see cref="BleuSmoothing.Floor"/> and <see cref="BleuSmoothing.AddK"/> take; null for their defaults.</summary>
    public double? SmoothingValue { get; init; }

    /// <summary>
    /// Whether orders that the hypothesis is too short for are left out of the mean. sacreBLEU asks so for single sentences and not
    /// for a corpus.
    /// </summary>
    public bool EffectiveOrder { get; init; }

    /// <summary>The score of one text, 0 to 100.</summary>
    public double Sentence(string hypothesis, params IEnumerable<string> references) =>
        Score(Statistics(hypothesis, references));

    /// <summary>The score of many texts together, 0 to 100: their statistics are added up, not their scores.</summary>
    public double Corpus(IEnumerable<(string Hypothesis, ImmutableArray<string> References)> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return Score(
            segments.Aggregate(
                new BleuStatistics([0, 0, 0, 0], [0, 0, 0, 0], 0, 0),
                (sum, segment) => sum + Statistics(segment.Hypothesis, segment.References)
            )
        );
    }

    /// <summary>What one text contributes to a corpus.</summary>
    public BleuStatistics Statistics(string hypothesis, IEnumerable<string> references)
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        return BleuStatistics.Of(Tokens(hypothesis), [.. references.Select(Tokens)], Orders);
    }

    /// <summary>The score of statistics, 0 to 100.</summary>
    public double Score(BleuStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        if (statistics.Correct.All(correct => correct == 0))
        {
            return 0;
        }
        var value = SmoothingValue ?? (Smoothing == BleuSmoothing.Floor ? 0.1 : 1);
        var (halved, orders, logarithms) = (1.0, Orders, 0.0);
        for (var n = 0; n < Orders; n++)
        {
            var added = Smoothing == BleuSmoothing.AddK && n > 0 ? value : 0;
            var (correct, total) = (statistics.Correct[n] + added, statistics.Total[n] + added);
            if (total == 0)
            {
                // The orders from here on have no n-gram at all.
                return EffectiveOrder ? Mean(logarithms, orders) : 0;
            }
            orders = EffectiveOrder ? n + 1 : Orders;
            if (correct == 0)
            {
                correct = Smoothing switch
                {
                    BleuSmoothing.Exp => 1 / (halved *= 2),
                    BleuSmoothing.Floor => value,
                    _ => 0,
                };
                if (correct == 0)
                {
                    return 0;
                }
            }
            logarithms += Math.Log(100 * correct / total);
        }
        return Mean(logarithms, orders);

        // The mean of logarithms of 100 is not always that of 100.
        double Mean(double sum, int n) => statistics.BrevityPenalty * Math.Min(100, Math.Exp(sum / n));
    }

    private List<string> Tokens(string text)
    {
        var end = text.Length;
        while (end > 0 && Words.IsSpace(text[end - 1]))
        {
            end--;
        }
        text = text[..end];
        return Tokenizer.Tokenize(Lowercase ? text.ToLowerInvariant() : text);
    }
}
