using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Scoring.Extraction;

namespace Assay.Scoring.Metrics;

/// <summary>1 where a reference, which is a regular expression, matches somewhere in the answer.</summary>
public sealed class MatchesPattern : IAnswerMetric
{
    /// <inheritdoc/>
    public string Name => "regex";

    /// <inheritdoc/>
    public string Summary => "1 if a reference, which is a regular expression, matches somewhere in the answer.";

    /// <inheritdoc/>
    public double Score(string answer, ImmutableArray<string> references) =>
        references.Any(reference => Unfit(reference) is null && new BoundedRegex(reference).Finds(answer)) ? 1 : 0;

    /// <inheritdoc/>
    public string? Unfit(string reference) =>
        BoundedRegex.Complaint(reference) is { } complaint ? $"is no regular expression ({complaint})" : null;

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new MatchesPattern());
}
