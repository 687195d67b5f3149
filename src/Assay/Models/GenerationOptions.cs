using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Models;

/// <summary>How a text is sampled. A null means "the server's own default" and is not sent.</summary>
public sealed record GenerationOptions
{
    /// <summary>The most tokens an answer may have. Default 512, as in the early platform.</summary>
    public int? MaxTokens { get; init; } = 512;

    /// <summary>0 is greedy.</summary>
    public double? Temperature { get; init; } = 0;

    /// <summary>Nucleus sampling: the smallest set of tokens with at least this probability mass.</summary>
    public double? TopP { get; init; }

    /// <summary>Sampling from the k most probable tokens.</summary>
    public int? TopK { get; init; }

    /// <summary>Sampling from tokens with at least this share of the most probable one's probability.</summary>
    public double? MinP { get; init; }

    /// <summary>Divides (multiplies when negative) the logits of tokens seen before; 1 changes nothing.</summary>
    public double? RepetitionPenalty { get; init; }

    /// <summary>Subtracted once from the logits of tokens seen before.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>Subtracted from a token's logit for each time it was seen.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>Seed of the sampler.</summary>
    public long? Seed { get; init; }

    /// <summary>Strings at which the answer ends (not part of it).</summary>
    public ImmutableArray<string> Stop { get; init; } = [];

    /// <summary>Body fields passed to the server as they are.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Extra { get; init; } =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>Whether two answers to one request may differ, so that repeats are worth asking for.</summary>
    public bool Samples => Temperature is null or > 0;
}
