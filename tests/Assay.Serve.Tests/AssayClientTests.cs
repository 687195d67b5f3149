using Assay.Benchmarks;
using Assay.Models;
using Assay.Models.OpenAi;
using Assay.Serve.Tests.Support;

namespace Assay.Serve.Tests;

/// <summary>The server as Assay's own client sees it.</summary>
public sealed class AssayClientTests
{
    private static readonly double Half = Math.Log(0.5);
    private static readonly double Quarter = Math.Log(0.25);

    private static readonly RequestOrigin Origin = new(
        new Sample
        {
            Dataset = "test",
            Subset = "main",
            Index = 0,
            Question = "q",
            Reference = "a",
        },
        Repeat: 0,
        Candidates: [],
        Pool: new Lazy<IReadOnlyList<Sample>>(() => [])
    );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chat_is_answered(bool stream)
    {
        await using var served = await Served.StartAsync(new ByteModel { Script = "Grüße 👋" });
        await using var model = Client(served, stream);
        await model.PrepareAsync(ModelNeeds.Chat | ModelNeeds.Likelihood, TestContext.Current.CancellationToken);

        var answer = await model.GenerateAsync(
            new GenerateRequest { Origin = Origin, Messages = [new Message(Role.User, "Hello?")] },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(("Grüße 👋", "stop"), (answer.Text, answer.FinishReason));
        // The text's mark of the beginning, "user: Hello?\n", "assistant: ".
        Assert.Equal(new TokenUsage(1 + 13 + 11, 13), answer.Usage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_raw_text_is_continued_as_the_options_say(bool stream)
    {
        await using var served = await Served.StartAsync();
        await using var model = Client(served, stream);

        var answer = await model.GenerateAsync(
            new GenerateRequest
            {
                Origin = Origin,
                Text = "abc",
                Options = new GenerationOptions { MaxTokens = 10, Stop = ["hi"] },
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(("defg", "stop"), (answer.Text, answer.FinishReason));
    }

    [Fact]
    public async Task Continuations_are_scored()
    {
        await using var served = await Served.StartAsync();
        await using var model = Client(served);

        var scores = await ScoreAsync(model, "abc", "de", "d.", "..");

        Assert.Equal([2 * Half, Half + Quarter, 2 * Quarter], scores.Choices.Select(x => x.LogProb));
        Assert.Equal([2, 2, 2], scores.Choices.Select(x => x.Tokens));
        Assert.Equal([true, false, false], scores.Choices.Select(x => x.Greedy));
    }

    [Fact]
    public async Task A_border_behind_characters_of_several_bytes_is_found()
    {
        await using var served = await Served.StartAsync();
        await using var model = Client(served);

        var scores = await ScoreAsync(model, "é👋 c", "de");

        Assert.Equal([new Likelihood(2 * Half, 2, true)], scores.Choices);
    }

    [Fact]
    public async Task A_continuation_of_characters_of_several_bytes_counts_them_all()
    {
        await using var served = await Served.StartAsync();
        await using var model = Client(served);

        var scores = await ScoreAsync(model, "abc", "é");

        Assert.Equal(2, Assert.Single(scores.Choices).Tokens);
    }

    [Fact]
    public async Task Without_a_context_the_whole_text_is_scored()
    {
        await using var served = await Served.StartAsync();
        await using var model = Client(served);

        var scores = await ScoreAsync(model, "", "ab");

        Assert.Equal(2 * Half, Assert.Single(scores.Choices).LogProb, 1e-12);
    }

    [Fact]
    public async Task A_full_server_is_overloaded_and_says_for_how_long()
    {
        var gate = new TaskCompletionSource();
        var bytes = new ByteModel { Gate = gate.Task };
        await using var served = await Served.StartAsync(bytes, new ServeOptions { MaxConcurrency = 1, Queue = 0 });
        await using var model = Client(served);
        var request = new GenerateRequest { Origin = Origin, Text = "abc" };
        var first = model.GenerateAsync(request, TestContext.Current.CancellationToken).AsTask();
        await bytes.StartedAsync(1);

        var failure = await Assert.ThrowsAsync<ModelException>(async () =>
            await model.GenerateAsync(request, TestContext.Current.CancellationToken)
        );
        gate.SetResult();
        await first;

        Assert.Equal(ModelFailure.Overloaded, failure.Failure);
        Assert.Equal(TimeSpan.FromSeconds(1), failure.RetryAfter);
    }

    [Fact]
    public async Task A_failure_within_a_stream_is_one()
    {
        await using var served = await Served.StartAsync(
            new ByteModel { Fault = (3, new InvalidOperationException("secret")) }
        );
        await using var model = Client(served, stream: true);

        var failure = await Assert.ThrowsAsync<ModelException>(async () =>
            await model.GenerateAsync(
                new GenerateRequest { Origin = Origin, Text = "abc" },
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(ModelFailure.Transient, failure.Failure);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    private static OpenAiModel Client(Served served, bool stream = false) =>
        new(
            new OpenAiClient(
                new OpenAiClientOptions { Address = ServerAddress.Parse(served.Server.Address.ToString(), "test") }
            ),
            new OpenAiModelOptions("bytes") { Stream = stream }
        );

    private static async Task<Likelihoods> ScoreAsync(
        OpenAiModel model,
        string context,
        params string[] continuations
    ) =>
        await model.ScoreAsync(
            new LikelihoodRequest
            {
                Origin = Origin,
                Context = context,
                Continuations = [.. continuations],
            },
            TestContext.Current.CancellationToken
        );
}
