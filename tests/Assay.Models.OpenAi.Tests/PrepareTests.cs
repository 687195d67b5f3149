using Assay.Models.OpenAi.Tests.Support;
using Assay.Testing;

namespace Assay.Models.OpenAi.Tests;

public sealed class PrepareTests : IAsyncLifetime
{
    private ModelServer server = null!;

    public async ValueTask InitializeAsync() => server = await ModelServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("tiny")]
    [InlineData("gemini-pro")]
    public async Task A_listed_model_is_accepted_without_asking_anything(string name)
    {
        server.Models = ["tiny", "models/gemini-pro"];
        await using var model = server.Model(name);

        await model.PrepareAsync(ModelNeeds.Chat | ModelNeeds.RawText);

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_unknown_model_is_refused_with_the_nearest_name()
    {
        server.Models = ["qwen2.5-7b", "llama3"];
        await using var model = server.Model("qwen2.5-7B-x");

        var refusal = await model.RefuseAsync();

        Assert.Equal(
            $"--model: {server.Url} has no model 'qwen2.5-7B-x'; did you mean 'qwen2.5-7b'? known: llama3, qwen2.5-7b",
            refusal.Message
        );
    }

    [Fact]
    public async Task A_long_list_is_shown_in_part()
    {
        server.Models = [.. Enumerable.Range(100, 300).Select(i => $"model-{i}")];
        await using var model = server.Model("model-9999");

        Assert.EndsWith("model-119 and 280 more", (await model.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_keeps_no_list_is_accepted()
    {
        server.Models = null;
        await using var model = server.Model("anything");

        await model.PrepareAsync();
    }

    [Theory]
    [InlineData("""{"object":"list"}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[{"name":"x"}, 7]}""")]
    [InlineData("7")]
    [InlineData("garbage")]
    public async Task A_list_in_no_known_shape_is_accepted(string body)
    {
        server.Always = Fault.Text(200, "application/json", body);
        await using var model = server.Model("anything");

        await model.PrepareAsync();
    }

    [Fact]
    public async Task A_server_that_is_busy_now_is_left_to_the_run()
    {
        server.Always = Fault.Error(503, "loading model");
        await using var model = server.Model();

        await model.PrepareAsync();
    }

    [Fact]
    public async Task Nobody_there_is_refused()
    {
        await using var model = server.Model(url: "http://127.0.0.1:1/v1");

        Assert.Equal(
            "http://127.0.0.1:1/v1: nobody answers there; start the server or correct --api-url",
            (await model.RefuseAsync()).Message
        );
    }

    [Fact]
    public async Task A_web_page_is_refused()
    {
        server.Always = Fault.Html;
        await using var model = server.Model();

        Assert.Equal(
            $"{server.Url} speaks HTML (HTTP 200): not an OpenAI-compatible server; check --api-url",
            (await model.RefuseAsync()).Message
        );
    }

    [Fact]
    public async Task A_web_page_that_says_not_found_is_refused()
    {
        server.Always = Fault.Text(404, "text/html", "<html>nothing here</html>");
        await using var model = server.Model();

        Assert.Contains(
            "not an OpenAI-compatible server",
            (await model.RefuseAsync()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refused_key_is_refused_with_the_remedy()
    {
        server.RequiredKey = "right";
        await using var model = server.Model(key: "wrong");

        Assert.Contains(
            "give a valid key with --api-key",
            (await model.RefuseAsync()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_server_that_echoes_with_logprobs_can_score()
    {
        await using var model = server.Model();

        await model.PrepareAsync(ModelNeeds.Likelihood);

        Assert.Equal("/v1/completions", Assert.Single(server.Requests).Path);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_does_not_echo_is_refused_with_what_is_missing_and_the_remedy(bool refuses)
    {
        server.Echoes = false;
        if (refuses)
        {
            server.Always = Fault.Error(400, "Only no echo is supported");
        }
        await using var model = server.Model();

        var refusal = await model.RefuseAsync(ModelNeeds.Likelihood);

        Assert.Contains("gives no log-probabilities of a prompt", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("\"mode\": \"generate\"", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_completions_cannot_score()
    {
        server.Faults.Enqueue(Fault.Text(404, "application/json", """{"detail":"Not Found"}"""));
        await using var model = server.Model();

        Assert.Contains(
            "has no /v1/completions",
            (await model.RefuseAsync(ModelNeeds.Likelihood)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_hiccup_during_the_check_is_asked_again()
    {
        server.Faults.Enqueue(Fault.TooManyRequests(TimeSpan.Zero));
        await using var model = server.Model();

        await model.PrepareAsync(ModelNeeds.Likelihood);

        Assert.Equal(2, server.Requests.Count);
    }
}
