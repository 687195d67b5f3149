using Assay.Models.OpenAi.Tests.Support;
using Assay.Testing;

namespace Assay.Models.OpenAi.Tests.Echo;

/// <summary>The server's tokens are words with the blank before them; each character costs a quarter.</summary>
public sealed class LikelihoodTests : IAsyncLifetime
{
    private ModelServer server = null!;

    public async ValueTask InitializeAsync() => server = await ModelServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_tokens_behind_the_context_are_summed()
    {
        await using var model = server.Model();

        var scores = await ScoreAsync(model, "The sky is", " blue", " made of cheese");

        Assert.Equal([new Likelihood(-1.25, 1, true), new Likelihood(-3.75, 3, true)], scores.Choices);
        Assert.Equal(new TokenUsage(4 + 6, 10), scores.Usage);
        Assert.NotNull(scores.Latency);
    }

    [Fact]
    public async Task All_continuations_go_in_one_request_as_lm_eval_sends_it()
    {
        await using var model = server.Model();

        await ScoreAsync(model, "Q:", " A", " B");

        Assert.Equal(
            """{"model":"tiny","prompt":["Q: A","Q: B"],"max_tokens":1,"temperature":0,"logprobs":1,"echo":true}""",
            Assert.Single(server.Requests).Body.GetRawText()
        );
    }

    [Fact]
    public async Task A_server_that_takes_one_prompt_at_a_time_is_asked_one_by_one()
    {
        server.TakesSeveralPrompts = false;
        await using var model = server.Model();
        await model.PrepareAsync(ModelNeeds.Likelihood);
        var probes = server.Requests.Count;

        var scores = await ScoreAsync(model, "The sky is", " blue", " grey");

        Assert.Equal([-1.25, -1.25], scores.Choices.Select(choice => choice.LogProb));
        Assert.Equal(["The sky is blue", "The sky is grey"], server.Requests.Skip(probes).Select(x => x.Prompt));
    }

    [Fact]
    public async Task Blanks_at_the_contexts_end_belong_to_the_continuation()
    {
        await using var model = server.Model();

        var scores = await ScoreAsync(model, "The sky is ", "blue");

        Assert.Equal(new Likelihood(-1.25, 1, true), Assert.Single(scores.Choices));
    }

    [Fact]
    public async Task A_token_across_the_border_belongs_to_the_continuation()
    {
        await using var model = server.Model();

        var scores = await ScoreAsync(model, "The sk", "y is");

        Assert.Equal(new Likelihood(-1.75, 2, true), Assert.Single(scores.Choices));
    }

    [Fact]
    public async Task Offsets_count_code_points_and_not_utf_16_units()
    {
        await using var model = server.Model();

        var scores = await ScoreAsync(model, "😀😀😀 The sky is", " blue");

        Assert.Equal(new Likelihood(-1.25, 1, true), Assert.Single(scores.Choices));
    }

    [Fact]
    public async Task A_continuation_is_greedy_when_each_of_its_tokens_is_the_most_probable()
    {
        server.Scores = token => (-1, token != " cheese");
        await using var model = server.Model();

        var scores = await ScoreAsync(model, "The moon is cheese, the sky is", " blue", " blue cheese");

        Assert.Equal([true, false], scores.Choices.Select(choice => choice.Greedy));
    }

    [Fact]
    public async Task The_first_token_of_a_text_without_context_has_no_probability()
    {
        await using var model = server.Model();

        var scores = await ScoreAsync(model, "", "blue sky");

        Assert.Equal(new Likelihood(-1, 2, true), Assert.Single(scores.Choices));
    }

    [Fact]
    public async Task Where_tokens_do_not_tell_the_border_the_contexts_own_length_does()
    {
        // Half characters: neither offsets nor texts fit what was sent.
        server.Faults.Enqueue(
            Echo("""["The"," ice","\ufffd","\ufffd","\ufffd"," yes","x"]""", "[null,-1,-2,-3,-4,-5,-6]")
        );
        server.Faults.Enqueue(Echo("""["The"," ice","x"]""", "[null,-1,-2]"));
        await using var model = server.Model();

        var scores = await ScoreAsync(model, "The ice", "氷 yes");

        Assert.Equal(new Likelihood(-2 - 3 - 4 - 5, 4, null), Assert.Single(scores.Choices));
        Assert.Equal("The ice", server.Requests[1].Prompt);
    }

    [Theory]
    [InlineData("""{"choices":[{"index":0,"text":"x"}]}""")]
    [InlineData("""{"choices":[{"index":0,"logprobs":null}]}""")]
    [InlineData("""{"choices":[{"index":0,"logprobs":{"tokens":["a","b"," c"],"token_logprobs":[null,-1]}}]}""")]
    [InlineData("""{"choices":[{"index":0,"logprobs":{"tokens":["a"," b","c"],"token_logprobs":[null,null,-1]}}]}""")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[{"index":0},{"index":1}]}""")]
    public async Task Missing_or_unequal_log_probabilities_are_rejected(string body)
    {
        server.Faults.Enqueue(Fault.Text(200, "application/json", body));
        await using var model = server.Model();

        var failure = await Assert.ThrowsAsync<ModelException>(() => ScoreAsync(model, "a", " b"));

        Assert.Equal(ModelFailure.Rejected, failure.Failure);
    }

    [Theory]
    [InlineData("garbage", ModelFailure.Transient)]
    [InlineData("""{"error":{"message":"too long","type":"invalid_request_error"}}""", ModelFailure.Rejected)]
    public async Task Other_failures_are_told_apart_as_for_chats(string body, ModelFailure kind)
    {
        server.Faults.Enqueue(Fault.Text(200, "application/json", body));
        await using var model = server.Model();

        Assert.Equal(kind, (await Assert.ThrowsAsync<ModelException>(() => ScoreAsync(model, "a", " b"))).Failure);
    }

    private static Fault Echo(string tokens, string logProbs) =>
        Fault.Text(
            200,
            "application/json",
            $$$"""{"choices":[{"index":0,"logprobs":{"tokens":{{{tokens}}},"token_logprobs":{{{logProbs}}}}}]}"""
        );

    private static Task<Likelihoods> ScoreAsync(OpenAiModel model, string context, params string[] continuations) =>
        model.ScoreAsync(Asking.Likelihood(context, continuations), TestContext.Current.CancellationToken).AsTask();
}
