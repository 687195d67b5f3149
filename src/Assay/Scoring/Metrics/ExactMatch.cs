using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Assay.Scoring.Metrics;

/// <summary>1 where the answer is a reference in <see cref="SquadText"/>'s sense (rajpurkar/SQuAD-explorer, <c>evaluate-v1.1.py</c>).</summary>
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
        var words = SquadText.Words(answer);
        return references.Any(reference => SquadText.Words(reference).SequenceEqual(words)) ? 1 : 0;
    }

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new ExactMatch());
}
