using System.Collections.Immutable;
using Assay.Benchmarks;

namespace Assay.Models;

/// <summary>
/// What a model is asked: a text to generate or continuations to score. Together with the model's identity its
/// canonical JSON is the key of the answer cache (see <see cref="RequestKey"/>).
/// </summary>
public abstract record ModelRequest
{
    private protected ModelRequest() { }

    /// <summary>
    /// The sample behind the request. Never sent to a model and no part of the cache key: recorded answers are found by
    /// it, and baselines choose from its candidates.
    /// </summary>
    public required RequestOrigin Origin { get; init; }

    /// <summary>
    /// Parts of the text (of a chat: of its last message) that lose their beginning, one after the other, where the whole is too long
    /// for the context of a model that cuts. A model that does not know its context (a server) gets all of it.
    /// </summary>
    public ImmutableArray<Range> Cuttable { get; init; } = [];
}

/// <summary>Asks for a text.</summary>
public sealed record GenerateRequest : ModelRequest
{
    /// <summary>A chat; the model's own chat template applies. Empty when <see cref="Text"/> is given.</summary>
    public ImmutableArray<Message> Messages { get; init; } = [];

    /// <summary>A raw text to continue, without any chat template; null when <see cref="Messages"/> is given.</summary>
    public string? Text { get; init; }

    /// <summary>How to sample.</summary>
    public GenerationOptions Options { get; init; } = new();
}

/// <summary>
/// Asks for the log-probability of each continuation after the context. Trailing blanks of the context belong to the
/// continuation; context and continuation are encoded as one text, cut from the left when too long, and the log-softmax
/// is summed over the tokens behind the context (EleutherAI/lm-evaluation-harness, <c>TemplateLM._encode_pair</c>).
/// </summary>
public sealed record LikelihoodRequest : ModelRequest
{
    /// <summary>The text before the continuations.</summary>
    public required string Context { get; init; }

    /// <summary>The texts to score, in the order of the sample's choices.</summary>
    public required ImmutableArray<string> Continuations { get; init; }
}

/// <summary>Where a request comes from.</summary>
/// <param name="Sample">The sample asked about.</param>
/// <param name="Repeat">0 for the first time it is asked, 1 for the second…</param>
/// <param name="Candidates">Answers that someone without knowledge could give (letters of a choice); may be empty.</param>
/// <param name="Pool">The few-shot split of the sample's subset, read when first used; empty where there is none.</param>
public sealed record RequestOrigin(
    Sample Sample,
    int Repeat,
    ImmutableArray<string> Candidates,
    Lazy<IReadOnlyList<Sample>> Pool
);
