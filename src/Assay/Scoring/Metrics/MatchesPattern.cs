using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Scoring.Extraction;

namespace Assay.Scoring.Metrics;

/// <summary>1 where a reference, which is a regular expression, matches somewhere in the answer.</summary>
public sealed class MatchesPattern : IAnswerMetric
{
    // Making an expression takes longer than using it; kept for as long as the sample is that has it.
    private static readonly ConditionalWeakTable<string, Reference> Expressions = [];

    /// <inheritdoc/>
    public string Name => "regex";

    /// <inheritdoc/>
    public string Summary => "1 if a reference, which is a regular expression, matches somewhere in the answer.";

    /// <inheritdoc/>
    public double Score(string answer, ImmutableArray<string> references) =>
        references.Any(reference => Expressions.GetValue(reference, Read) is { Expression: { } it } && it.Finds(answer))
            ? 1
            : 0;

    /// <inheritdoc/>
    public string? Unfit(string reference) =>
        BoundedRegex.Complaint(reference) is { } complaint ? $"is no regular expression ({complaint})" : null;

    private static Reference Read(string pattern) =>
        new(BoundedRegex.Complaint(pattern) is null ? new BoundedRegex(pattern) : null);

    [ModuleInitializer]
    internal static void Register() => AnswerMetrics.Add(new MatchesPattern());

    /// <param name="Expression">Null where the reference is none.</param>
    private sealed record Reference(BoundedRegex? Expression);
}
