using System.Collections.Immutable;
using System.Text.Json;
using Assay.Testing;

namespace Assay.Models.Chat.Tests;

public sealed class OllamaModelTests : IAsyncLifetime
{
    private ModelServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ModelServer.StartAsync();
        server.Models = ["tiny", "qwen2.5:0.5b", "llama3:latest"];
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_answers_with_reasoning_reason_and_usage(bool stream)
    {
        server.Answer = prompt => "re: " + prompt;
        server.Reasoning = _ => "hm";
        await using var model = Model("tiny", stream);

        var answer = await model.AskAsync("6 × 7?");

        Assert.Equal(("re: 6 × 7?", "hm", "stop"), (answer.Text, answer.Reasoning, answer.FinishReason));
        Assert.Equal(new TokenUsage(5, 7), answer.Usage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_was_too_long_says_so(bool stream)
    {
        server.FinishReason = "length";
        await using var model = Model("tiny", stream);

        Assert.Equal("length", (await model.AskAsync()).FinishReason);
    }

    [Fact]
    public async Task Options_reach_it_under_its_own_names()
    {
        await using var model = Model("tiny");
        using var json = JsonDocument.Parse("2048");

        await model.AskAsync(
            "?",
            new GenerationOptions
            {
                MaxTokens = 9,
                Temperature = 0,
                MinP = 0.5,
                RepetitionPenalty = 1.5,
                Seed = 7,
                Stop = ["Q:"],
                Extra = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("num_ctx", json.RootElement.Clone()),
            }
        );

        var options = Assert.Single(server.Requests).Body.GetProperty("options");
        Assert.Equal(9, options.GetProperty("num_predict").GetInt32());
        Assert.Equal(0, options.GetProperty("temperature").GetDouble());
        Assert.Equal(0.5, options.GetProperty("min_p").GetDouble());
        Assert.Equal(1.5, options.GetProperty("repeat_penalty").GetDouble());
        Assert.Equal(7, options.GetProperty("seed").GetInt32());
        Assert.Equal(2048, options.GetProperty("num_ctx").GetInt32());
        Assert.Equal("Q:", options.GetProperty("stop")[0].GetString());
    }

    [Fact]
    public void An_option_that_it_would_silently_drop_is_refused()
    {
        using var json = JsonDocument.Parse("1");
        var extra = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("num_ctxt", json.RootElement.Clone());

        var refusal = Assert.Throws<InputException>(() =>
            OllamaModel.CheckOptions(new GenerationOptions { Extra = extra })
        );

        Assert.Contains("did you mean 'num_ctx'?", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qwen2.5:0.5b")]
    [InlineData("llama3")]
    public async Task A_model_that_it_has_is_accepted(string name)
    {
        await using var model = Model(name);

        await model.PrepareAsync(ModelNeeds.Chat, TestContext.Current.CancellationToken);

        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("qwen2.5", "did you mean 'ollama:qwen2.5:0.5b'? ")]
    [InlineData("mistral", "")]
    public async Task A_model_that_it_lacks_is_refused_with_near_names_and_the_pull(string name, string hint)
    {
        await using var model = Model(name);

        Assert.Equal(
            $"--model: Ollama at {server.Root}/ has no model '{name}'; {hint}it has llama3:latest, qwen2.5:0.5b, tiny; run 'ollama pull {name}'",
            (await model.RefuseAsync()).Message
        );
    }

    [Fact]
    public async Task Nobody_there_is_refused_with_the_remedy()
    {
        await using var model = new OllamaModel("tiny", new Uri("http://127.0.0.1:1/"));

        Assert.Equal(
            "http://127.0.0.1:1/: nobody answers there; start it with 'ollama serve', or correct --api-url or OLLAMA_HOST",
            (await model.RefuseAsync()).Message
        );
    }

    [Fact]
    public async Task Another_server_is_no_ollama()
    {
        server.Always = Fault.Html;
        await using var model = Model("tiny");

        Assert.Contains("this is no Ollama server", (await model.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, ModelFailure.Rejected)]
    [InlineData(404, ModelFailure.Fatal)]
    [InlineData(500, ModelFailure.Transient)]
    [InlineData(503, ModelFailure.Overloaded)]
    public async Task Its_failures_are_told_apart(int status, ModelFailure kind)
    {
        server.Faults.Enqueue(Fault.Text(status, "application/json", """{"error":"no"}"""));
        await using var model = Model("tiny");

        Assert.Equal(kind, (await model.FailAsync()).Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cut_answer_may_pass(bool stream)
    {
        server.Faults.Enqueue(Fault.Cut);
        await using var model = Model("tiny", stream);

        Assert.Equal(ModelFailure.Transient, (await model.FailAsync()).Failure);
    }

    private OllamaModel Model(string name, bool stream = false) =>
        new(name, OllamaAddress.Parse(server.Root, "test"), stream);
}
