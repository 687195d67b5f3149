using System.Collections.Immutable;
using Assay.Models;

namespace Assay.Serve;

/// <summary>A model as a server needs it: in tokens. Called from several threads at once.</summary>
public interface IServedModel : IAsyncDisposable
{
    /// <summary>The name that clients know it by.</summary>
    string Name { get; }

    /// <summary>The most tokens of a sequence, prompt and answer together.</summary>
    int ContextLength { get; }

    /// <summary>The tokens of a raw text, with the one that begins a text where the model wants it.</summary>
    ImmutableArray<int> Encode(string text);

    /// <summary>The text of tokens, without those that are no text.</summary>
    /// <exception cref="ModelException">The model has no such token (<see cref="ModelFailure.Rejected"/>).</exception>
    string Decode(ImmutableArray<int> ids);

    /// <summary>The bytes that a token adds to a text, which may be a part of a character; none for one that is no text.</summary>
    ReadOnlyMemory<byte> BytesOf(int id);

    /// <summary>A token as the vocabulary writes it.</summary>
    string TokenText(int id);

    /// <summary>The tokens of a chat, through the model's chat template, ready for the answer.</summary>
    /// <exception cref="InputException">The template refuses the chat.</exception>
    ImmutableArray<int> EncodeChat(ImmutableArray<Message> messages);

    /// <summary>
    /// Continues a prompt token by token; the last one has a reason. Stop strings are cut off by the model. What is asked at once may
    /// share passes.
    /// </summary>
    /// <exception cref="ModelException">There is no continuation, and why.</exception>
    IAsyncEnumerable<ServedToken> GenerateAsync(ServedRequest request, CancellationToken cancellationToken);

    /// <summary>The score of each token of a prompt behind those before it; null for the first one.</summary>
    /// <param name="prompt">The tokens, one at least.</param>
    /// <param name="top">How many of the best tokens are told at each place.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelException">There are no scores, and why.</exception>
    ValueTask<ImmutableArray<TokenScore?>> ScorePromptAsync(
        ImmutableArray<int> prompt,
        int top,
        CancellationToken cancellationToken
    );
}

/// <summary>Asks a model to continue a prompt.</summary>
public sealed record ServedRequest
{
    /// <summary>The tokens before the answer.</summary>
    public required ImmutableArray<int> Prompt { get; init; }

    /// <summary>How to sample, and what ends the answer. Without a seed, each answer is another.</summary>
    public required GenerationOptions Options { get; init; }

    /// <summary>How many of the best tokens are told with each; 0 for its own log-probability only, -1 for none at all.</summary>
    public int TopLogProbs { get; init; } = -1;

    /// <summary>Whether the tokens that end a text are never chosen.</summary>
    public bool IgnoreEos { get; init; }
}

/// <summary>A generated token.</summary>
/// <param name="Id">The token.</param>
/// <param name="Text">The text that is complete with it, in whole characters; empty while it may belong to a stop string.</param>
/// <param name="Score">Its log-probability, where that was asked for.</param>
/// <param name="FinishReason">On the last token: <c>stop</c> or <c>length</c>.</param>
public readonly record struct ServedToken(int Id, string Text, TokenScore? Score, string? FinishReason);

/// <summary>How probable a token was at its place.</summary>
/// <param name="Id">The token.</param>
/// <param name="LogProb">Its natural-log probability.</param>
/// <param name="Top">The best tokens at the place with theirs, the best first.</param>
public readonly record struct TokenScore(int Id, double LogProb, ImmutableArray<KeyValuePair<int, double>> Top);
