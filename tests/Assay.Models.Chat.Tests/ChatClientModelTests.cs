using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Models.Chat.Tests;

public sealed class ChatClientModelTests
{
    private static readonly ChatClientModelOptions Options = new(new ModelIdentity("m", "fake"));

    private static ChatResponse Response(params AIContent[] contents) =>
        new(new ChatMessage(ChatRole.Assistant, contents))
        {
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 7, OutputTokenCount = 3 },
        };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_has_text_reasoning_reason_and_usage(bool stream)
    {
        using var client = new FakeClient(Response(new TextReasoningContent("hm"), new TextContent("42")));
        await using var model = new ChatClientModel(client, Options with { Stream = stream });

        var answer = await model.AskAsync();

        Assert.Equal(("42", "hm", "stop"), (answer.Text, answer.Reasoning, answer.FinishReason));
        Assert.Equal(new TokenUsage(7, 3), answer.Usage);
        Assert.NotNull(answer.Latency);
        Assert.Equal(stream, answer.TimeToFirstToken is not null);
    }

    [Fact]
    public async Task Messages_and_options_are_passed_on()
    {
        using var client = new FakeClient(Response(new TextContent("42")));
        await using var model = new ChatClientModel(client, Options);

        await model.AskAsync(
            "6 × 7?",
            new GenerationOptions
            {
                MaxTokens = 9,
                Temperature = 0.5,
                TopP = 0.25,
                TopK = 4,
                PresencePenalty = 0.5,
                FrequencyPenalty = 0.75,
                Seed = 5,
                Stop = ["Q:"],
            }
        );

        Assert.Equal(
            [(ChatRole.System, "be brief"), (ChatRole.User, "6 × 7?")],
            client.Messages.Select(message => (message.Role, message.Text))
        );
        var asked = client.Options!;
        Assert.Equal((9, 0.5f, 0.25f, 4), (asked.MaxOutputTokens, asked.Temperature, asked.TopP, asked.TopK));
        Assert.Equal((0.5f, 0.75f, 5L), (asked.PresencePenalty, asked.FrequencyPenalty, asked.Seed));
        Assert.Equal(["Q:"], asked.StopSequences);
        Assert.Null(asked.AdditionalProperties);
    }

    [Fact]
    public async Task What_chat_options_have_no_name_for_goes_to_the_additional_properties_as_plain_values()
    {
        using var client = new FakeClient(Response(new TextContent("42")));
        var names = ImmutableDictionary<string, string>.Empty.Add("repetition_penalty", "repeat_penalty");
        await using var model = new ChatClientModel(client, Options with { OptionNames = names });
        using var json = JsonDocument.Parse(
            """{"n_ctx": 2048, "think": true, "style": "dry", "nothing": null, "p": 0.5}"""
        );

        await model.AskAsync(
            "?",
            new GenerationOptions
            {
                MinP = 0.125,
                RepetitionPenalty = 1.5,
                Extra = json
                    .RootElement.EnumerateObject()
                    .ToImmutableSortedDictionary(x => x.Name, x => x.Value.Clone()),
            }
        );

        Assert.Equal(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["min_p"] = 0.125,
                ["n_ctx"] = 2048L,
                ["p"] = 0.5,
                ["repeat_penalty"] = 1.5,
                ["style"] = "dry",
                ["think"] = true,
            },
            client.Options!.AdditionalProperties!.ToDictionary(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(ModelNeeds.Likelihood, "gives no log-likelihoods")]
    [InlineData(ModelNeeds.RawText, "continues no raw text")]
    public async Task What_such_clients_cannot_say_is_refused_beforehand(ModelNeeds needs, string what)
    {
        using var client = new FakeClient(Response());
        await using var model = new ChatClientModel(client, Options);

        var refusal = await model.RefuseAsync(needs);

        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.Remedy);
    }

    [Fact]
    public async Task Raw_text_is_refused_even_when_nobody_asked_beforehand()
    {
        using var client = new FakeClient(Response());
        await using var model = new ChatClientModel(client, Options);

        var failure = await Assert.ThrowsAsync<ModelException>(async () =>
            await model.GenerateAsync(Asking.Raw("Once"), TestContext.Current.CancellationToken)
        );

        Assert.Equal(ModelFailure.Fatal, failure.Failure);
    }

    [Fact]
    public async Task A_stream_that_does_not_say_why_it_ended_is_cut()
    {
        using var client = new FakeClient(new ChatResponse(new ChatMessage(ChatRole.Assistant, "looks whole.")));
        await using var model = new ChatClientModel(client, Options with { Stream = true });

        Assert.Equal(ModelFailure.Transient, (await model.FailAsync()).Failure);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_may_pass_and_says_so()
    {
        var time = new FakeTimeProvider();
        using var client = new FakeClient(async cancellationToken =>
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            throw new InvalidOperationException("an infinite delay has ended");
        });
        await using var model = new ChatClientModel(
            client,
            Options with
            {
                Time = time,
                Timeout = TimeSpan.FromSeconds(90),
            }
        );

        var asking = model.FailAsync();
        time.Advance(TimeSpan.FromSeconds(90));

        var failure = await asking;
        Assert.Equal(ModelFailure.Transient, failure.Failure);
        Assert.Equal("m: no whole answer within 90 s (total time-out)", failure.Message);
    }

    [Fact]
    public async Task The_client_goes_with_the_model()
    {
        using var client = new FakeClient(Response());

        await new ChatClientModel(client, Options).DisposeAsync();

        Assert.True(client.Disposed);
    }
}
