using System.Collections.Immutable;

namespace Assay.Models;

/// <summary>What a model answered.</summary>
public abstract record ModelAnswer
{
    private protected ModelAnswer() { }

    /// <summary>Tokens spent.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>From the request's start to the whole answer; null when it was not measured (recorded answers).</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>How many tokens were cut from the beginning of a request that was too long for the model's context.</summary>
    public int CutTokens { get; init; }
}

/// <summary>A generated text.</summary>
/// <param name="Text">The answer proper, without reasoning that the server sent apart.</param>
public sealed record Generated(string Text) : ModelAnswer
{
    /// <summary>Reasoning that the server sent beside the answer (<c>reasoning_content</c>).</summary>
    public string? Reasoning { get; init; }

    /// <summary>Why the text ended: <c>stop</c>, <c>length</c>, …; null when the server did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>From the request's start to the first content of a streamed answer.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }
}

/// <summary>The scores of a request's continuations, in their order.</summary>
public sealed record Likelihoods(ImmutableArray<Likelihood> Choices) : ModelAnswer;

/// <summary>The score of one continuation.</summary>
/// <param name="LogProb">Sum of natural-log probabilities of the continuation's tokens.</param>
/// <param name="Tokens">How many tokens the continuation has; 0 when unknown.</param>
/// <param name="Greedy">Whether each token was the most probable one; null when unknown.</param>
public readonly record struct Likelihood(double LogProb, int Tokens = 0, bool? Greedy = null);

/// <summary>Tokens of one exchange; 0 when the server does not count.</summary>
public readonly record struct TokenUsage(long Input, long Output)
{
    /// <summary>Input and output together.</summary>
    public long Total => Input + Output;

    /// <summary>Adds up.</summary>
    public static TokenUsage operator +(TokenUsage a, TokenUsage b) => Add(a, b);

    /// <summary>Adds up.</summary>
    public static TokenUsage Add(TokenUsage a, TokenUsage b) => new(a.Input + b.Input, a.Output + b.Output);
}
