using System.Collections.Immutable;
using Assay.Models.OpenAi.Echo;

namespace Assay.Models.OpenAi;

/// <summary>
/// A model behind an OpenAI-compatible server: chats through <c>chat/completions</c>, raw text through <c>completions</c>,
/// log-likelihoods through <c>completions</c> with <c>echo</c> and <c>logprobs</c>.
/// </summary>
public sealed class OpenAiModel : ILikelihoodModel
{
    private readonly OpenAiClient client;
    private readonly OpenAiModelOptions options;
    private readonly ServerCheck check;
    private readonly EchoScorer scorer;
    private Dialect dialect = new();

    /// <param name="client">The server; disposed of with the model.</param>
    /// <param name="options">Which of its models, and how it is asked.</param>
    public OpenAiModel(OpenAiClient client, OpenAiModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        this.client = client;
        this.options = options;
        scorer = new EchoScorer(client, options.Model);
        check = new ServerCheck(client, options.Model, scorer);
        Identity = new ModelIdentity(options.Model, "openai")
        {
            Details = options.Details.SetItem("url", client.Address.ToString()),
        };
    }

    /// <inheritdoc/>
    public ModelIdentity Identity { get; }

    /// <inheritdoc/>
    public ValueTask PrepareAsync(ModelNeeds needs, CancellationToken cancellationToken) =>
        check.RunAsync(needs, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        while (true)
        {
            var spoken = dialect;
            try
            {
                var body = RequestJson.Generate(options.Model, request, options.Stream, spoken);
                var endpoint = request.Text is null ? "chat/completions" : "completions";
                var answer = await client.CompleteAsync(endpoint, body, cancellationToken: cancellationToken);
                return new Generated(answer.Text)
                {
                    Reasoning = answer.Reasoning,
                    FinishReason = answer.FinishReason,
                    Usage = answer.Usage,
                    Latency = answer.Latency,
                    TimeToFirstToken = answer.TimeToFirstToken,
                };
            }
            catch (ModelException e) when (spoken.After(e) is not null)
            {
                dialect = spoken.After(e)!;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<Likelihoods> ScoreAsync(LikelihoodRequest request, CancellationToken cancellationToken) =>
        scorer.ScoreAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Extra body fields that a request cannot have, because the client sets them itself.</summary>
    public static IReadOnlySet<string> OwnFields => RequestJson.Own;
}

/// <summary>Which model of a server, and how it is asked.</summary>
/// <param name="Model">The name that the server knows it by.</param>
public sealed record OpenAiModelOptions(string Model)
{
    /// <summary>Have the answers streamed, which also tells the time to the first token.</summary>
    public bool Stream { get; init; }

    /// <summary>What the caller knows to change answers, for the model's identity; the address is added.</summary>
    public ImmutableSortedDictionary<string, string> Details { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
