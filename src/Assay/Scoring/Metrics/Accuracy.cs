using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Assay.Scoring.Metrics;

/// <summary>1 where the answer is a reference, character by character, blanks at both ends aside.</summary>
public sealed class Accuracy : IAnswerMetric
{
    /// <inheritdoc/>
    public string Name => "accuracy";

    /// <inheritdoc/>
    public string Summary => "1 if the answer is a reference, character by character (blanks at both ends aside).";

    /// <inheritdoc/>
    public double Score(string answer, ImmutableArray<string> references)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return references.Any(reference => answer.AsSpan().Trim().SequenceEqual(reference.AsSpan().Trim())) ? 1 : 0;
    }

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new Accuracy());
}
