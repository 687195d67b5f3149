using Microsoft.Extensions.AI;

namespace Assay.Models.Chat;

/// <summary>
/// Any <see cref="IChatClient"/> as a model. Such clients answer chats only: raw text and log-likelihoods they cannot say.
/// Extra body fields go to <see cref="ChatOptions.AdditionalProperties"/>; what becomes of them is up to the client.
/// </summary>
public sealed class ChatClientModel : IModel
{
    private readonly IChatClient client;
    private readonly ChatClientModelOptions options;
    private readonly ChatFailures failures;

    /// <param name="client">The client; disposed of with the model.</param>
    /// <param name="options">Who answers, and how it is asked.</param>
    public ChatClientModel(IChatClient client, ChatClientModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        this.client = client;
        this.options = options;
        failures = new ChatFailures(options);
    }

    /// <inheritdoc/>
    public ModelIdentity Identity => options.Identity;

    /// <inheritdoc/>
    public ValueTask PrepareAsync(ModelNeeds needs, CancellationToken cancellationToken) =>
        needs.HasFlag(ModelNeeds.Likelihood)
            ? throw Cannot(
                "gives no log-likelihoods",
                "run with \"mode\": \"generate\" in --dataset-args, or reach the model through --api-url"
            )
        : needs.HasFlag(ModelNeeds.RawText)
            ? throw Cannot(
                "answers chats and continues no raw text",
                "leave --template-type out, or reach the model through --api-url"
            )
        : ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask<Generated> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Text is not null)
        {
            throw new ModelException($"{Identity.Name} continues no raw text", ModelFailure.Fatal);
        }
        using var limit = new CancellationTokenSource(options.Timeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var messages = ChatMapping.Messages(request);
        var asked = ChatMapping.Options(request.Options, options.OptionNames);
        try
        {
            return options.Stream
                ? await StreamAsync(messages, asked, either.Token)
                : await AskAsync(messages, asked, either.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (e is not ModelException)
        {
            throw failures.Of(e, timedOut: limit.IsCancellationRequested);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Generated> AskAsync(List<ChatMessage> messages, ChatOptions asked, CancellationToken token)
    {
        var started = options.Time.GetTimestamp();
        var response = await client.GetResponseAsync(messages, asked, token);
        return response.Messages.Count > 0
            ? ChatMapping.Generated(response) with
            {
                Latency = options.Time.GetElapsedTime(started),
            }
            : throw failures.Cut();
    }

    private async Task<Generated> StreamAsync(List<ChatMessage> messages, ChatOptions asked, CancellationToken token)
    {
        var started = options.Time.GetTimestamp();
        TimeSpan? first = null;
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(messages, asked, token))
        {
            if (first is null && ChatMapping.HasContent(update))
            {
                first = options.Time.GetElapsedTime(started);
            }
            updates.Add(update);
        }
        var answer = ChatMapping.Generated(updates.ToChatResponse());
        // A stream that does not say why it ended was cut, however well it reads.
        return answer.FinishReason is not null
            ? answer with
            {
                Latency = options.Time.GetElapsedTime(started),
                TimeToFirstToken = first,
            }
            : throw failures.Cut();
    }

    private InputException Cannot(string what, string remedy) =>
        new($"this backend {what}", $"model '{Identity.Name}'", remedy);
}
