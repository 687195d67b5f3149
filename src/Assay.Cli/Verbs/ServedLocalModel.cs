using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Models;
using Assay.Models.Local;
using Assay.Serve;

namespace Assay.Cli.Verbs;

/// <summary>A model folder as a server needs it.</summary>
internal sealed class ServedLocalModel(LocalModel model, string name) : IServedModel
{
    public string Name => name;

    public int ContextLength => model.ContextLength;

    public ImmutableArray<int> Encode(string text) => model.Encode(text);

    public string Decode(ImmutableArray<int> ids) => model.Tokenizer.Decode(Known(ids).AsSpan());

    public ReadOnlyMemory<byte> BytesOf(int id) =>
        model.Tokenizer.IsSpecial(Known([id])[0]) ? default : model.Tokenizer.BytesOf(id);

    public string TokenText(int id) => model.Tokenizer.TokenText(Known([id])[0]);

    public ImmutableArray<int> EncodeChat(ImmutableArray<Message> messages) => model.EncodeChat(messages);

    public async IAsyncEnumerable<ServedToken> GenerateAsync(
        ServedRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var tokens = model.GenerateTokensAsync(
            new TokenRequest(
                request.Prompt,
                // A request does not say whether it was a chat; what ends a chat's answer ends no other text.
                request.Options with
                {
                    Stop = request.Options.Stop.AddRange(model.Template.Stop),
                }
            )
            {
                TopLogProbs = request.TopLogProbs,
                IgnoreEnds = request.IgnoreEos,
                Seed = request.Options.Seed,
            },
            cancellationToken
        );
        await foreach (var token in tokens)
        {
            yield return new ServedToken(
                token.Id,
                token.Text,
                token.Score is { } score ? new TokenScore(score.Id, score.LogProb, score.Top) : null,
                token.FinishReason
            );
        }
    }

    public async ValueTask<ImmutableArray<TokenScore?>> ScorePromptAsync(
        ImmutableArray<int> prompt,
        int top,
        CancellationToken cancellationToken
    )
    {
        if (prompt.Length < 2)
        {
            return [.. prompt.Select(_ => (TokenScore?)null)];
        }
        var scores = await model.ScoreTokensAsync(prompt[..1], [prompt[1..]], top, cancellationToken);
        return [null, .. scores[0].Select(score => (TokenScore?)new TokenScore(score.Id, score.LogProb, score.Top))];
    }

    public ValueTask DisposeAsync() => model.DisposeAsync();

    private ImmutableArray<int> Known(ImmutableArray<int> ids) =>
        ids.All(id => id >= 0 && id < model.VocabularySize)
            ? ids
            : throw new ModelException("the model has no such token", ModelFailure.Rejected);
}
