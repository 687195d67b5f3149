using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Scoring.Text;

namespace Assay.Scoring.Metrics;

/// <summary>
/// The harmonic mean of precision and recall over the words of answer and reference, the best over all references
/// (rajpurkar/SQuAD-explorer, <c>evaluate-v1.1.py</c>, <c>f1_score</c>).
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
        var words = WordsOf(answer);
        return references.IsEmpty ? 0 : references.Max(reference => Text.WordF1.Of(words, WordsOf(reference)));
    }

    private static ImmutableArray<string> WordsOf(string text) => AnswerNormaliser.Words(AnswerNormaliser.Squad(text));

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new WordF1());
}
