using System.ClientModel;
using Assay.Serve.Tests.Support;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;

namespace Assay.Serve.Tests;

/// <summary>The server as OpenAI's own package for .NET sees it.</summary>
public sealed class OpenAiPackageTests
{
    [Fact]
    public async Task A_chat_is_answered()
    {
        await using var served = await Served.StartAsync(new ByteModel { Script = "Grüße 👋" });

        ChatCompletion answer = await Chat(served)
            .CompleteChatAsync(
                [new SystemChatMessage("Be kind."), new UserChatMessage("Hello?")],
                cancellationToken: TestContext.Current.CancellationToken
            );

        Assert.Equal("Grüße 👋", Assert.Single(answer.Content).Text);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Equal(ChatMessageRole.Assistant, answer.Role);
        Assert.Equal("bytes", answer.Model);
        Assert.Equal(13, answer.Usage.OutputTokenCount);
        Assert.True(answer.Usage.InputTokenCount > 20);
    }

    [Fact]
    public async Task A_chat_is_streamed_in_whole_characters_with_usage_at_its_end()
    {
        await using var served = await Served.StartAsync(new ByteModel { Script = "né 👋!" });
        List<string> pieces = [];
        ChatTokenUsage? usage = null;
        ChatFinishReason? reason = null;

        await foreach (
            var update in Chat(served)
                .CompleteChatStreamingAsync(
                    [new UserChatMessage("Hello?")],
                    cancellationToken: TestContext.Current.CancellationToken
                )
        )
        {
            pieces.AddRange(update.ContentUpdate.Select(part => part.Text).Where(text => text.Length > 0));
            usage = update.Usage ?? usage;
            reason = update.FinishReason ?? reason;
        }

        Assert.Equal(["n", "é", " ", "👋", "!"], pieces);
        Assert.Equal(ChatFinishReason.Stop, reason);
        Assert.Equal(10, usage?.OutputTokenCount);
    }

    [Fact]
    public async Task Log_probabilities_of_a_chat_are_understood()
    {
        await using var served = await Served.StartAsync();
        var options = new ChatCompletionOptions
        {
            IncludeLogProbabilities = true,
            TopLogProbabilityCount = 2,
            MaxOutputTokenCount = 2,
            Temperature = 0,
        };

        ChatCompletion answer = await Chat(served)
            .CompleteChatAsync([new UserChatMessage("Hello?")], options, TestContext.Current.CancellationToken);

        Assert.Equal("ab", answer.Content[0].Text);
        Assert.Equal(ChatFinishReason.Length, answer.FinishReason);
        Assert.Equal(["a", "b"], answer.ContentTokenLogProbabilities.Select(x => x.Token));
        var second = answer.ContentTokenLogProbabilities[1];
        Assert.Equal(Math.Log(0.5), second.LogProbability, 1e-6);
        Assert.Equal(["b", "."], second.TopLogProbabilities.Select(x => x.Token));
        Assert.Equal("b"u8.ToArray(), second.Utf8Bytes!.Value.ToArray());
    }

    [Fact]
    public async Task Models_are_listed_and_shown()
    {
        await using var served = await Served.StartAsync(new ByteModel { Name = "org/small model" });
        var client = new OpenAIModelClient(new ApiKeyCredential("none"), Options(served));

        OpenAIModelCollection all = await client.GetModelsAsync(TestContext.Current.CancellationToken);
        OpenAIModel one = await client.GetModelAsync("org/small model", TestContext.Current.CancellationToken);

        Assert.Equal(["org/small model"], all.Select(model => model.Id));
        Assert.Equal(("org/small model", "assay"), (one.Id, one.OwnedBy));
    }

    [Fact]
    public async Task An_error_is_told_in_the_servers_words()
    {
        await using var served = await Served.StartAsync();
        var client = new ChatClient("other", new ApiKeyCredential("none"), Options(served));

        var error = await Assert.ThrowsAsync<ClientResultException>(() =>
            client.CompleteChatAsync(new UserChatMessage("Hello?"))
        );

        Assert.Equal(404, error.Status);
        Assert.Contains("'other' does not exist", error.Message, StringComparison.Ordinal);
    }

    private static ChatClient Chat(Served served) => new("bytes", new ApiKeyCredential("none"), Options(served));

    private static OpenAIClientOptions Options(Served served) => new() { Endpoint = served.Server.Address };
}
