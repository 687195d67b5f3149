using System.Collections.Immutable;
using Assay.Models.Local.Generation;

namespace Assay.Models.Local;

/// <summary>Asks a local model to continue tokens.</summary>
/// <param name="Prompt">The tokens, one at least.</param>
/// <param name="Options">How to sample, and what ends the text.</param>
public sealed record TokenRequest(ImmutableArray<int> Prompt, GenerationOptions Options)
{
    /// <summary>How many of the best tokens are told with each; -1 for not even its own log-probability.</summary>
    public int TopLogProbs { get; init; } = -1;

    /// <summary>Whether the model's end-of-text tokens are never chosen.</summary>
    public bool IgnoreEnds { get; init; }

    /// <summary>Seed of the sampler; null for a new one each time.</summary>
    public long? Seed { get; init; }
}

/// <summary>A generated token.</summary>
/// <param name="Id">The token.</param>
/// <param name="Text">The text that is complete with it; empty inside a character, or while it may belong to a stop string.</param>
/// <param name="Score">Its log-probability, where it was asked for.</param>
/// <param name="FinishReason">On the last token: <c>stop</c> or <c>length</c>.</param>
public readonly record struct GeneratedToken(int Id, string Text, TokenScore? Score, string? FinishReason);
