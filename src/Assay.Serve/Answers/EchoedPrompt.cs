using System.Collections.Immutable;
using Assay.Serve.Requests;

namespace Assay.Serve.Answers;

/// <summary>What a completion with <c>echo</c> begins with.</summary>
/// <param name="Text">The prompt: as it was sent, or as its tokens read.</param>
/// <param name="Scores">How probable each of its tokens is; none where that was not asked for.</param>
internal sealed record EchoedPrompt(string Text, ImmutableArray<TokenScore?> Scores)
{
    public static EchoedPrompt None { get; } = new("", []);

    /// <summary>What each of a request's answers begins with, prompt by prompt.</summary>
    public static async Task<EchoedPrompt[]> AllAsync(
        CompletionRequest request,
        ImmutableArray<IOpenedPrompt> prompts,
        IServedModel? model,
        CancellationToken cancellationToken
    ) =>
        request.Echo
            ? await Task.WhenAll(
                prompts.Select((prompt, i) => OfAsync(request, request.Prompts[i], prompt, model, cancellationToken))
            )
            : [.. prompts.Select(_ => None)];

    private static async Task<EchoedPrompt> OfAsync(
        CompletionRequest request,
        ServedPrompt asked,
        IOpenedPrompt prompt,
        IServedModel? model,
        CancellationToken cancellationToken
    )
    {
        var text = asked is ServedPrompt.Raw raw ? raw.Text : model!.Decode(prompt.Ids);
        return new EchoedPrompt(
            text,
            request.LogProbs
                ? await model!.ScorePromptAsync(prompt.Ids, request.Sampling.TopLogProbs, cancellationToken)
                : []
        );
    }
}
