using System.Collections.Immutable;

namespace Assay.Scoring.Text;

/// <summary>
/// BLEU of one text by one reference without smoothing, as NLTK's <c>sentence_bleu</c> (nltk/nltk <c>nltk/translate/bleu_score.py</c>), 0 to 1.
/// Where an order has no match, NLTK computes with the smallest double and gives about 1e-77; here it is 0.
/// </summary>
/// <param name="Alone">
/// For each order the brevity penalty times the precision of that order alone: NLTK's with weights (0, 1, 0, 0) and the like, which the
/// early platform calls BLEU-2 (modelscope/evalscope v0.2.5, <c>bleu_ngram_one_sample</c>).
/// </param>
/// <param name="Cumulative">
/// For each order n the brevity penalty times the geometric mean of the precisions up to n: what the literature calls BLEU-n.
/// </param>
public sealed record SentenceBleu(ImmutableArray<double> Alone, ImmutableArray<double> Cumulative)
{
    private const int Orders = 4;

    /// <summary>Compares the tokens of two texts.</summary>
    public static SentenceBleu Of(IReadOnlyList<string> hypothesis, IReadOnlyList<string> reference)
    {
        var statistics = BleuStatistics.Of(hypothesis, [reference], Orders);
        var alone = ImmutableArray.CreateBuilder<double>(Orders);
        var cumulative = ImmutableArray.CreateBuilder<double>(Orders);
        var logarithms = 0.0;
        for (var n = 0; n < Orders; n++)
        {
            var precision = (double)statistics.Correct[n] / Math.Max(1, statistics.Total[n]);
            logarithms += Math.Log(precision);
            alone.Add(statistics.BrevityPenalty * precision);
            cumulative.Add(statistics.BrevityPenalty * Math.Exp(logarithms / (n + 1)));
        }
        return new(alone.MoveToImmutable(), cumulative.MoveToImmutable());
    }
}
