using System.ClientModel;
using System.ClientModel.Primitives;
using Assay.Testing;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Assay.Models.Chat.Tests;

/// <summary>A second provider's package through the same adapter: Microsoft.Extensions.AI.OpenAI.</summary>
public sealed class OpenAiPackageTests : IAsyncLifetime
{
    private ModelServer server = null!;

    public async ValueTask InitializeAsync() => server = await ModelServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_answers(bool stream)
    {
        server.Answer = prompt => "re: " + prompt;
        await using var model = Model(stream);

        var answer = await model.AskAsync("6 × 7?");

        Assert.Equal(("re: 6 × 7?", "stop"), (answer.Text, answer.FinishReason));
        Assert.Equal(5, answer.Usage.Input);
    }

    [Theory]
    [InlineData(401, ModelFailure.Fatal)]
    [InlineData(429, ModelFailure.Overloaded)]
    [InlineData(500, ModelFailure.Transient)]
    [InlineData(400, ModelFailure.Rejected)]
    public async Task Its_exceptions_are_told_apart(int status, ModelFailure kind)
    {
        server.Faults.Enqueue(Fault.Error(status, "no"));
        await using var model = Model();

        Assert.Equal(kind, (await model.FailAsync()).Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cut_answer_may_pass(bool stream)
    {
        server.Faults.Enqueue(Fault.Cut);
        await using var model = Model(stream);

        Assert.Equal(ModelFailure.Transient, (await model.FailAsync()).Failure);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable()
    {
        await using var model = Model(url: "http://127.0.0.1:1/v1");

        Assert.True((await model.FailAsync()).Unreachable);
    }

    private ChatClientModel Model(bool stream = false, string? url = null)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(url ?? server.Url),
            // The runner asks again.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        var client = new OpenAIClient(new ApiKeyCredential("sk-test"), options).GetChatClient("tiny").AsIChatClient();
        return new ChatClientModel(
            client,
            new ChatClientModelOptions(new ModelIdentity("tiny", "openai-package")) { Stream = stream }
        );
    }
}
