using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Assay.Scoring.Metrics;

/// <summary>1 where a reference occurs in the answer, in letters of any case.</summary>
public sealed class Contains : IAnswerMetric
{
    /// <inheritdoc/>
    public string Name => "contains";

    /// <inheritdoc/>
    public string Summary => "1 if a reference occurs in the answer, upper or lower case.";

    /// <inheritdoc/>
    public double Score(string answer, ImmutableArray<string> references)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return references.Any(reference => answer.Contains(reference.Trim(), StringComparison.OrdinalIgnoreCase))
            ? 1
            : 0;
    }

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new Contains());
}
