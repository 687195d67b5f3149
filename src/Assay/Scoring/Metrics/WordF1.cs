using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Assay.Scoring.Metrics;

/// <summary>
/// The harmonic mean of precision and recall over the words of answer and reference, each word as often as it occurs in both; the
/// best over all references (rajpurkar/SQuAD-explorer, <c>evaluate-v1.1.py</c>, <c>f1_score</c>).
/// </summary>
public sealed class WordF1 : IAnswerMetric
{
    /// <inheritdoc/>
    public string Name => "f1";

    /// <inheritdoc/>
    public string Summary => "F1 over the words of answer and reference, the best over all references (as SQuAD).";

    /// <inheritdoc/>
    public double Score(string answer, ImmutableArray<string> references)
    {
        var words = SquadText.Words(answer);
        return references.IsEmpty ? 0 : references.Max(reference => F1(words, SquadText.Words(reference)));
    }

    private static double F1(List<string> answer, List<string> reference)
    {
        var left = reference
            .GroupBy(word => word, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var common = 0;
        foreach (var word in answer)
        {
            if (left.GetValueOrDefault(word) is > 0 and var count)
            {
                left[word] = count - 1;
                common++;
            }
        }
        return common == 0 ? 0 : 2.0 * common / (answer.Count + reference.Count);
    }

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new WordF1());
}
