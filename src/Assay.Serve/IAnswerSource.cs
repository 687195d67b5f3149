using System.Collections.Immutable;
using Assay.Models;

namespace Assay.Serve;

/// <summary>Where a server's answers come from: a model, or a recording. Called from several threads at once.</summary>
public interface IAnswerSource : IAsyncDisposable
{
    /// <summary>The name that clients know it by.</summary>
    string Name { get; }

    /// <summary>The model behind it, for tokens and their log-probabilities; null where there is none.</summary>
    IServedModel? Model { get; }

    /// <summary>Makes a prompt ready to be answered.</summary>
    /// <exception cref="ServeException">It cannot be answered: too long, empty, not recorded.</exception>
    IOpenedPrompt Open(ServedPrompt prompt, Sampling sampling);
}

/// <summary>A prompt that is ready to be answered.</summary>
public interface IOpenedPrompt
{
    /// <summary>How many tokens it has; 0 when unknown.</summary>
    long TokenCount { get; }

    /// <summary>Its tokens; none where there is no model.</summary>
    ImmutableArray<int> Ids { get; }

    /// <summary>Answers it, piece by piece; the last piece has a reason.</summary>
    /// <param name="choice">0 for its first answer, 1 for the second…</param>
    /// <param name="cancellationToken">Stops the work.</param>
    IAsyncEnumerable<AnswerPiece> AnswerAsync(int choice, CancellationToken cancellationToken);
}

/// <summary>What is to be continued.</summary>
public abstract record ServedPrompt
{
    private ServedPrompt() { }

    /// <summary>A chat.</summary>
    public sealed record Chat(ImmutableArray<Message> Messages) : ServedPrompt;

    /// <summary>A raw text.</summary>
    public sealed record Raw(string Text) : ServedPrompt;

    /// <summary>Tokens as they are.</summary>
    public sealed record Tokens(ImmutableArray<int> Ids) : ServedPrompt;
}

/// <summary>How a prompt is answered.</summary>
/// <param name="Options">How to sample, and what ends the answer. No limit of tokens: as many as there is room for.</param>
public sealed record Sampling(GenerationOptions Options)
{
    /// <summary>How many of the best tokens are told with each; 0 for its own log-probability only, -1 for none at all.</summary>
    public int TopLogProbs { get; init; } = -1;

    /// <summary>Whether the tokens that end a text are never chosen.</summary>
    public bool IgnoreEos { get; init; }
}

/// <summary>A piece of an answer, in whole characters.</summary>
/// <param name="Text">What the answer goes on with.</param>
public readonly record struct AnswerPiece(string Text)
{
    /// <summary>The token behind it; null where there is no model.</summary>
    public ServedToken? Token { get; init; }

    /// <summary>What the reasoning beside the answer goes on with.</summary>
    public string? Reasoning { get; init; }

    /// <summary>How many tokens it counts for.</summary>
    public long TokenCount { get; init; }

    /// <summary>On the last piece: why the answer ended.</summary>
    public string? FinishReason { get; init; }
}
