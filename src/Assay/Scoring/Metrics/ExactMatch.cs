using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Scoring.Text;

namespace Assay.Scoring.Metrics;

/// <summary>1 where the answer is a reference after <see cref="AnswerNormaliser.Squad"/> (rajpurkar/SQuAD-explorer, <c>evaluate-v1.1.py</c>).</summary>
public sealed class ExactMatch : IAnswerMetric
{
    /// <inheritdoc/>
    public string Name => "exact_match";

    /// <inheritdoc/>
    public string Summary =>
        "1 if the answer is a reference; case, punctuation and the words a, an, the do not count (as SQuAD).";

    /// <inheritdoc/>
    public double Score(string answer, ImmutableArray<string> references)
    {
        var normal = AnswerNormaliser.Squad(answer);
        return references.Any(reference => AnswerNormaliser.Squad(reference) == normal) ? 1 : 0;
    }

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new ExactMatch());
}
