using System.Collections.Immutable;

namespace Assay.Scoring.Text;

/// <summary>
/// The harmonic mean of precision and recall over the words of two texts, each word as often as it stands there (SQuAD's and TriviaQA's
/// <c>f1_score</c>).
/// </summary>
public static class WordF1
{
    // hotpotqa/hotpot <c>hotpot_evaluate_v1.py</c>, which recorded scores of "squad" follow.
    private static readonly string[] Closed = ["yes", "no", "noanswer"];

    /// <summary>From 0 (no word in common) to 1.</summary>
    public static double Of(ImmutableArray<string> prediction, ImmutableArray<string> reference)
    {
        var left = reference.CountBy(word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var common = 0;
        foreach (var word in prediction)
        {
            if (left.TryGetValue(word, out var count) && count > 0)
            {
                left[word] = count - 1;
                common++;
            }
        }
        if (common == 0)
        {
            return 0;
        }
        var precision = common / (double)prediction.Length;
        var recall = common / (double)reference.Length;
        return 2 * precision * recall / (precision + recall);
    }

    /// <summary>The same, but 0 when one side is exactly yes, no or noanswer and the other is not the same.</summary>
    public static double WithClosedAnswers(string prediction, string reference) =>
        prediction != reference
        && (Closed.Contains(prediction, StringComparer.Ordinal) || Closed.Contains(reference, StringComparer.Ordinal))
            ? 0
            : Of(AnswerNormaliser.Words(prediction), AnswerNormaliser.Words(reference));
}
