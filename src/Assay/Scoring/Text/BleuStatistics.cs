using System.Collections.Immutable;

namespace Assay.Scoring.Text;

/// <summary>What BLEU is computed from. Statistics of segments add up to those of a corpus.</summary>
/// <param name="Correct">Matching n-grams by order from 1 on, each at most as often as in the reference that has it most often.</param>
/// <param name="Total">The hypothesis' n-grams by order.</param>
/// <param name="Length">The hypothesis' tokens.</param>
/// <param name="ReferenceLength">Tokens of the reference closest in length, the shorter one of two equally close.</param>
/// <remarks>K. Papineni et al., "BLEU: a method for automatic evaluation of machine translation", ACL 2002.</remarks>
public sealed record BleuStatistics(
    ImmutableArray<int> Correct,
    ImmutableArray<int> Total,
    long Length,
    long ReferenceLength
)
{
    /// <summary>exp(1 − r/c) where the hypothesis (c) is shorter than the reference (r), else 1; 0 for an empty hypothesis.</summary>
    public double BrevityPenalty =>
        Length >= ReferenceLength ? 1
        : Length > 0 ? Math.Exp(1 - (double)ReferenceLength / Length)
        : 0;

    /// <summary>Compares a hypothesis with its references.</summary>
    /// <param name="hypothesis">Tokens.</param>
    /// <param name="references">Tokens of each reference, at least one.</param>
    /// <param name="orders">The longest n-grams to count.</param>
    public static BleuStatistics Of(
        IReadOnlyList<string> hypothesis,
        IReadOnlyCollection<IReadOnlyList<string>> references,
        int orders = 4
    )
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        ArgumentNullException.ThrowIfNull(references);
        var index = new NgramIndex<string>();
        var most = new Dictionary<int, int>[orders];
        foreach (var reference in references)
        {
            var theirs = index.Add(reference, orders);
            for (var n = 0; n < orders; n++)
            {
                var counts = NgramIndex<string>.Count(theirs[n]);
                most[n] = most[n] is { } before ? Most(before, counts) : counts;
            }
        }
        // A hypothesis may be long; what no reference has need not be counted.
        var own = index.Find(hypothesis, orders);
        return new(
            [.. own.Select((ngrams, n) => NgramIndex<string>.Overlap(NgramIndex<string>.Count(ngrams), most[n]))],
            [.. own.Select(ngrams => ngrams.Length)],
            hypothesis.Count,
            references
                .Select(reference => reference.Count)
                .OrderBy(length => Math.Abs(length - hypothesis.Count))
                .ThenBy(length => length)
                .First()
        );
    }

    /// <summary>Adds up.</summary>
    public static BleuStatistics operator +(BleuStatistics a, BleuStatistics b) => Add(a, b);

    /// <summary>Adds up.</summary>
    public static BleuStatistics Add(BleuStatistics a, BleuStatistics b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new(
            [.. a.Correct.Zip(b.Correct, (x, y) => x + y)],
            [.. a.Total.Zip(b.Total, (x, y) => x + y)],
            a.Length + b.Length,
            a.ReferenceLength + b.ReferenceLength
        );
    }

    private static Dictionary<int, int> Most(Dictionary<int, int> counts, Dictionary<int, int> others)
    {
        foreach (var (ngram, count) in others)
        {
            counts[ngram] = Math.Max(count, counts.GetValueOrDefault(ngram));
        }
        return counts;
    }
}
