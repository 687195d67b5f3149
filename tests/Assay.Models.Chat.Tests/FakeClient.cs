using Microsoft.Extensions.AI;

namespace Assay.Models.Chat.Tests;

/// <summary>A client that gives what a test says, and remembers what it was asked.</summary>
internal sealed class FakeClient(Func<CancellationToken, Task<ChatResponse>> respond) : IChatClient
{
    public FakeClient(ChatResponse response)
        : this(_ => Task.FromResult(response)) { }

    public FakeClient(Exception failure)
        : this(_ => Task.FromException<ChatResponse>(failure)) { }

    public List<ChatMessage> Messages { get; } = [];

    public ChatOptions? Options { get; private set; }

    public bool Disposed { get; private set; }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        Messages.AddRange(messages);
        Options = options;
        return respond(cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => Disposed = true;
}
