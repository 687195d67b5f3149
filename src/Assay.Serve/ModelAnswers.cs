using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Models;

namespace Assay.Serve;

/// <summary>Answers of a model.</summary>
/// <param name="model">The model; disposed of with this.</param>
public sealed class ModelAnswers(IServedModel model) : IAnswerSource
{
    /// <inheritdoc/>
    public string Name => model.Name;

    /// <inheritdoc/>
    public IServedModel? Model => model;

    /// <inheritdoc/>
    /// <remarks>
    /// An answer ends where the context does (<c>length</c>), however many tokens were asked for; a prompt that leaves no room for
    /// one is refused.
    /// </remarks>
    public IOpenedPrompt Open(ServedPrompt prompt, Sampling sampling)
    {
        ArgumentNullException.ThrowIfNull(sampling);
        var (ids, parameter) = prompt switch
        {
            ServedPrompt.Chat(var messages) => (Encode(messages), "messages"),
            ServedPrompt.Raw(var text) => (model.Encode(text), "prompt"),
            ServedPrompt.Tokens(var given) => (given, "prompt"),
            _ => throw new ArgumentException("an unknown kind of prompt", nameof(prompt)),
        };
        if (ids.IsEmpty)
        {
            throw ServeException.Wrong(parameter, "has no tokens");
        }
        var room = model.ContextLength - ids.Length;
        if (room < Math.Min(1, sampling.Options.MaxTokens ?? 1))
        {
            throw ServeException.Wrong(
                parameter,
                $"has {ids.Length} tokens; the model's context of {model.ContextLength} leaves no room for an answer",
                "context_length_exceeded"
            );
        }
        var options = sampling.Options with { MaxTokens = Math.Min(sampling.Options.MaxTokens ?? room, room) };
        return new OpenedPrompt(model, ids, sampling with { Options = options });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => model.DisposeAsync();

    private ImmutableArray<int> Encode(ImmutableArray<Message> messages)
    {
        try
        {
            return model.EncodeChat(messages);
        }
        catch (InputException e)
        {
            throw ServeException.Wrong("messages", $"do not fit the model's chat template: {e.Message}");
        }
    }

    private sealed class OpenedPrompt(IServedModel model, ImmutableArray<int> ids, Sampling sampling) : IOpenedPrompt
    {
        public long TokenCount => ids.Length;

        public ImmutableArray<int> Ids => ids;

        public async IAsyncEnumerable<AnswerPiece> AnswerAsync(
            int choice,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            if (sampling.Options.MaxTokens is 0)
            {
                yield return new AnswerPiece("") { FinishReason = "length" };
                yield break;
            }
            var request = new ServedRequest
            {
                Prompt = ids,
                // Choices of one request differ, and are the same again when the request is.
                Options = sampling.Options with
                {
                    Seed = sampling.Options.Seed + choice,
                },
                TopLogProbs = sampling.TopLogProbs,
                IgnoreEos = sampling.IgnoreEos,
            };
            await foreach (var token in model.GenerateAsync(request, cancellationToken))
            {
                yield return new AnswerPiece(token.Text)
                {
                    Token = token,
                    TokenCount = 1,
                    FinishReason = token.FinishReason,
                };
            }
        }
    }
}
