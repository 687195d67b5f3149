using System.Collections.Immutable;
using Assay.Scoring.Extraction;

namespace Assay.Scoring;

/// <summary>What became of a sample.</summary>
public enum ScoreStatus
{
    /// <summary>An answer was found in the model's text and scored.</summary>
    Scored,

    /// <summary>The model answered, but no answer could be extracted. Counts as wrong and is reported.</summary>
    Unanswerable,

    /// <summary>
    /// The model answered, but the authors keep the reference to themselves (<see cref="Benchmarks.Sample.Withheld"/>). Counts as nothing.
    /// </summary>
    Unscored,

    /// <summary>The model gave no answer. Never counted as wrong; above a threshold there is no headline score.</summary>
    Failed,
}

/// <summary>Why a text has no answer in it.</summary>
public enum NoAnswer
{
    /// <summary>The model declined to answer.</summary>
    Refused,

    /// <summary>The text was cut off at the most tokens allowed.</summary>
    Truncated,
}

/// <summary>One metric's value for one sample, usually 0 or 1.</summary>
public readonly record struct MetricValue(string Metric, double Value)
{
    /// <summary>How often the value counts in the mean: a sample's bytes, for bits per byte.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Whether the report shows the exponential of the mean: perplexity, of a mean negative log-likelihood.</summary>
    public bool Exponential { get; init; }
}

/// <summary>A sample's score, explained.</summary>
public sealed record Score
{
    /// <summary>What became of the sample.</summary>
    public required ScoreStatus Status { get; init; }

    /// <summary>Values by metric, the primary metric first. Empty when failed or unscored.</summary>
    public required ImmutableArray<MetricValue> Values { get; init; }

    /// <summary>The answer found in the text.</summary>
    public string? Extracted { get; init; }

    /// <summary>The name of the rule that found it.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether that rule guesses; see <see cref="Extraction.Extracted.Loose"/>.</summary>
    public bool Loose { get; init; }

    /// <summary>Why a text has no answer in it, where that can be told.</summary>
    public NoAnswer? Why { get; init; }

    /// <summary>The reference it was compared with.</summary>
    public required string Gold { get; init; }

    /// <summary>Why the sample failed.</summary>
    public string? Error { get; init; }

    /// <summary>How a program came out (<c>passed</c>, <c>wrong</c>, <c>time-out</c>, …); null for what is no program.</summary>
    public string? Outcome { get; init; }

    /// <summary>The check that failed, the error that was raised.</summary>
    public string? Detail { get; init; }

    /// <summary>An answer that was found and compared.</summary>
    /// <param name="gold">The reference.</param>
    /// <param name="found">The answer and the rule that found it.</param>
    /// <param name="values">Values by metric, the primary one first.</param>
    public static Score Judged(string gold, Extracted found, params ImmutableArray<MetricValue> values) =>
        new()
        {
            Status = ScoreStatus.Scored,
            Values = values,
            Extracted = found.Value,
            Rule = found.Rule,
            Loose = found.Loose,
            Gold = gold,
        };

    /// <summary>A text in which no answer could be found: 0 in each metric.</summary>
    public static Score NothingFound(string gold, params ImmutableArray<string> metrics) =>
        new()
        {
            Status = ScoreStatus.Unanswerable,
            Values = [.. metrics.Select(metric => new MetricValue(metric, 0))],
            Gold = gold,
        };

    /// <summary>
    /// The score under an extractor: with a strict one, an answer that a loose rule found counts as none at all. It stays to be seen.
    /// </summary>
    public Score Under(Extractor extractor) =>
        extractor == Extractor.Strict && Loose && Status != ScoreStatus.Unscored
            ? this with
            {
                Status = ScoreStatus.Unanswerable,
                Values = [.. Values.Select(value => value with { Value = 0 })],
            }
            : this;

    /// <summary>The score without its values, of a sample whose reference is withheld.</summary>
    public Score WithoutReference() => this with { Status = ScoreStatus.Unscored, Values = [] };

    /// <summary>A sample that the model did not answer.</summary>
    public static Score Failure(string gold, string error) =>
        new()
        {
            Status = ScoreStatus.Failed,
            Values = [],
            Gold = gold,
            Error = error,
        };
}
