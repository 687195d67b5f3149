using System.Collections.Immutable;
using System.Text.Json;
using Assay.Models.OpenAi.Tests.Support;
using Assay.Testing;

namespace Assay.Models.OpenAi.Tests;

public sealed class GenerateTests : IAsyncLifetime
{
    private ModelServer server = null!;

    public async ValueTask InitializeAsync() => server = await ModelServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chat_is_answered_with_reasoning_reason_and_usage(bool stream)
    {
        server.Answer = prompt => $"{prompt} Ça fait 42 😀.";
        server.Reasoning = _ => "six times seven";
        server.FinishReason = "length";
        await using var model = server.Model(stream: stream);

        var answer = await model.AskAsync("6 × 7?");

        Assert.Equal("6 × 7? Ça fait 42 😀.", answer.Text);
        Assert.Equal("six times seven", answer.Reasoning);
        Assert.Equal("length", answer.FinishReason);
        Assert.Equal(new TokenUsage(5, 11), answer.Usage);
        Assert.NotNull(answer.Latency);
        Assert.Equal(stream, answer.TimeToFirstToken is not null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Raw_text_goes_to_completions_without_a_template(bool stream)
    {
        server.Answer = prompt => $"[{prompt}]";
        await using var model = server.Model(stream: stream);

        var answer = await model.GenerateAsync(Asking.Raw("Once upon"), TestContext.Current.CancellationToken);

        Assert.Equal("[Once upon]", answer.Text);
        Assert.Equal("/v1/completions", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task The_body_has_what_is_set_and_nothing_else()
    {
        await using var model = server.Model();
        var options = new GenerationOptions
        {
            MaxTokens = 9,
            Temperature = 0.5,
            Stop = ["\n", "Q:"],
        };

        await model.GenerateAsync(Asking.Chat("hi", options), TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"model":"tiny","messages":[{"role":"user","content":"hi"}],"max_tokens":9,"temperature":0.5,"stop":["\n","Q:"]}""",
            Assert.Single(server.Requests).Body.GetRawText()
        );
    }

    [Fact]
    public async Task Every_option_has_its_field()
    {
        await using var model = server.Model(stream: true);
        var options = new GenerationOptions
        {
            TopP = 0.9,
            TopK = 40,
            MinP = 0.1,
            RepetitionPenalty = 1.1,
            PresencePenalty = 0.2,
            FrequencyPenalty = 0.3,
            Seed = 1234567890123,
            Extra = Extra("""{"guided_choice": ["A", "B"], "max_tokens": 3}"""),
        };

        await model.GenerateAsync(Asking.Chat("hi", options), TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"model":"tiny","messages":[{"role":"user","content":"hi"}],"temperature":0,"top_p":0.9,"top_k":40,"min_p":0.1,"repetition_penalty":1.1,"presence_penalty":0.2,"frequency_penalty":0.3,"seed":1234567890123,"guided_choice":["A","B"],"max_tokens":3,"stream":true,"stream_options":{"include_usage":true}}""",
            Assert.Single(server.Requests).Body.GetRawText()
        );
    }

    [Fact]
    public async Task A_model_that_wants_max_completion_tokens_gets_it_from_then_on()
    {
        server.Faults.Enqueue(
            Fault.Error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
        );
        await using var model = server.Model();

        await model.AskAsync("one");
        await model.AskAsync("two");

        Assert.Equal(
            ["max_tokens", "max_completion_tokens", "max_completion_tokens"],
            server.Requests.Select(request =>
                request.Body.EnumerateObject().Single(x => x.Name.StartsWith("max", StringComparison.Ordinal)).Name
            )
        );
    }

    [Fact]
    public async Task A_server_that_refuses_stream_options_is_not_sent_them_again()
    {
        server.Faults.Enqueue(Fault.Error(400, "unknown field stream_options"));
        await using var model = server.Model(stream: true);

        var answer = await model.AskAsync();

        Assert.Equal("The answer is 42.", answer.Text);
        Assert.False(server.Requests[1].Body.TryGetProperty("stream_options", out _));
    }

    [Fact]
    public async Task A_refusal_that_stays_is_reported_and_not_repeated_for_ever()
    {
        server.Always = Fault.Error(400, "max_completion_tokens must be positive");
        await using var model = server.Model();

        Assert.Equal(ModelFailure.Rejected, (await model.FailAsync()).Failure);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":null,"reasoning":"hm"}}]}""", "", "hm")]
    [InlineData(
        """{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}}]}""",
        "ab",
        null
    )]
    [InlineData(
        """{"choices":[{"index":1,"message":{"content":"no"}},{"index":0,"message":{"content":"yes"}}]}""",
        "yes",
        null
    )]
    [InlineData(
        """{"x":{"choices":[1]},"error":null,"usage":null,"choices":[{"logprobs":null,"text":"t"}]}""",
        "t",
        null
    )]
    public async Task Unusual_answers_are_read(string body, string text, string? reasoning)
    {
        server.Faults.Enqueue(Fault.Text(200, "application/json", body));
        await using var model = server.Model();

        var answer = await model.AskAsync();

        Assert.Equal((text, reasoning), (answer.Text, answer.Reasoning));
    }

    [Fact]
    public async Task Many_callers_at_once_get_each_their_own_answer()
    {
        server.Answer = prompt => "re: " + prompt;
        await using var model = server.Model();

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => model.AskAsync($"question {i}")));

        Assert.Equal(Enumerable.Range(0, 64).Select(i => $"re: question {i}"), answers.Select(answer => answer.Text));
    }

    [Fact]
    public async Task The_identity_names_the_address_without_its_query()
    {
        await using var model = server.Model(url: server.Url + "?api-version=1");

        Assert.Equal("openai", model.Identity.Backend);
        Assert.Equal(server.Url, model.Identity.Details["url"]);
    }

    private static ImmutableSortedDictionary<string, JsonElement> Extra(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToImmutableSortedDictionary(x => x.Name, x => x.Value.Clone());
    }
}
