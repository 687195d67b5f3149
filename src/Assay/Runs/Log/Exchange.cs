using Assay.Benchmarks;
using Assay.Models;

namespace Assay.Runs.Log;

/// <summary>One sample's way through the pipeline: what was asked and what came back.</summary>
public sealed record Exchange
{
    /// <summary>The subset.</summary>
    public required SubsetTask Task { get; init; }

    /// <summary>The sample.</summary>
    public required Sample Sample { get; init; }

    /// <summary>0 for the first time the sample is asked.</summary>
    public required int Repeat { get; init; }

    /// <summary>What was asked.</summary>
    public required ModelRequest Request { get; init; }

    /// <summary>The request's hash (see <see cref="RequestKey.PromptHash"/>).</summary>
    public required string PromptHash { get; init; }

    /// <summary>The key in the answer cache; null when the answer is not worth keeping.</summary>
    public string? CacheKey { get; init; }

    /// <summary>The answer; null when there is none.</summary>
    public ModelAnswer? Answer { get; init; }

    /// <summary>Why there is no answer.</summary>
    public string? Error { get; init; }

    /// <summary>Where the answer came from.</summary>
    public AnswerSource Source { get; init; }
}
