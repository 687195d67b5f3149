using System.Text.Json;
using Assay.Testing;

namespace Assay.EndToEnd.Tests;

/// <summary>What is sent to a server, and what is made of its answers.</summary>
public sealed class ServerTests : ServedTests
{
    private const string Likelihood = """{"mini_mmlu": {"mode": "likelihood", "subset_list": ["logic"]}}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_question_is_a_chat_of_its_own_streamed_or_not(bool stream)
    {
        Server.Answer = DerivedAnswers.Of;

        var outcome = await AskAsync("mini_gsm8k", stream ? ["--stream"] : []);

        Assert.Equal(0, outcome.Succeeded().Primary()[0].GetProperty("unanswerable").GetInt32());
        Assert.Equal(40, Server.Requests.Count);
        Assert.Equal(40, Server.Requests.Select(request => request.Prompt).Distinct().Count());
        Assert.All(
            Server.Requests,
            request => Assert.Equal(("/v1/chat/completions", stream), (request.Path, request.Stream))
        );
    }

    [Fact]
    public async Task Streaming_changes_no_score()
    {
        Server.Answer = DerivedAnswers.Of;

        var whole = (await AskAsync("mini_mmlu", "--no-cache")).Primary();
        var streamed = (await AskAsync("mini_mmlu", "--no-cache", "--stream")).Primary();

        Assert.Equal(whole[0].GetRawText(), streamed[0].GetRawText());
    }

    [Fact]
    public async Task Tokens_are_counted_as_the_server_counts_them()
    {
        var usage = (await AskAsync("mini_gsm8k", "--limit", "2")).Primary()[0].GetProperty("usage");

        Assert.Equal(
            Server.Requests.Sum(request => ToyTokens.Of(request.Prompt).Count),
            usage.GetProperty("input_tokens").GetInt32()
        );
        Assert.Equal(2 * ToyTokens.Of("The answer is 42.").Count, usage.GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task A_raw_text_template_asks_for_completions()
    {
        await AskAsync("mini_gsm8k", "--limit", "2", "--template-type", "default-generation");

        Assert.Equal(2, Server.Requests.Count);
        Assert.All(Server.Requests, request => Assert.Equal("/v1/completions", request.Path));
    }

    [Fact]
    public async Task Likelihoods_are_read_from_the_echoed_prompt()
    {
        // A letter is one token; C is the most probable one.
        Server.Scores = token => (token.Trim() == "C" ? -0.1 : -2, token.Trim() == "C");

        var results = (await AskAsync("mini_mmlu", "--dataset-args", Likelihood)).Succeeded().Results();

        Assert.Equal("likelihood", results[0].GetProperty("mode").GetString());
        var gold = RunFiles
            .Predictions(Assay.Run())
            .Select(x => x.GetProperty("raw_input").GetProperty("answer").GetString());
        Assert.Equal(gold.Count(letter => letter == "C") / 12.0, results[0].GetProperty("score").GetDouble());
        Assert.All(Server.Requests, request => Assert.True(request.Body.GetProperty("echo").GetBoolean()));
    }

    [Fact]
    public async Task A_server_that_does_not_echo_is_refused_before_a_sample_is_asked()
    {
        Server.Echoes = false;

        var outcome = await AskAsync("mini_mmlu", "--dataset-args", Likelihood);

        outcome.Refused("no log-probabilities of a prompt", "\"mode\": \"generate\"", "--dataset-args");
        Assert.All(
            Server.Requests,
            request => Assert.DoesNotContain("Answer:", request.Prompt, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_no_known_setting_goes_to_the_server_as_it_is()
    {
        await AskAsync(
            "mini_gsm8k",
            "--limit",
            "1",
            "--generation-config",
            """{"max_new_tokens": 7, "guided_regex": "[0-9]+", "chat_template_kwargs": {"enable_thinking": false}}"""
        );

        var body = Assert.Single(Server.Requests).Body;
        Assert.Equal(7, body.GetProperty("max_tokens").GetInt32());
        Assert.Equal("[0-9]+", body.GetProperty("guided_regex").GetString());
        Assert.False(body.GetProperty("chat_template_kwargs").GetProperty("enable_thinking").GetBoolean());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_model_thinks_is_no_part_of_its_answer(bool stream)
    {
        Server.Reasoning = _ => "Is it 41? No. The answer is 40.";
        Server.Answer = _ => "The answer is 42.";

        (await AskAsync("mini_gsm8k", ["--limit", "3", .. stream ? ["--stream"] : Array.Empty<string>()])).Succeeded();

        Assert.All(
            Recording.Reviews(Assay.Run()).Values,
            review =>
                Assert.Equal(
                    ("The answer is 42.", "42"),
                    (review.GetProperty("answer").GetString(), review.GetProperty("extracted").GetString())
                )
        );
        Assert.All(
            RunFiles.Predictions(Assay.Run()),
            line =>
                Assert.Equal(
                    "Is it 41? No. The answer is 40.",
                    line.GetProperty("choices")[0].GetProperty("message").GetProperty("reasoning_content").GetString()
                )
        );
    }

    [Fact]
    public async Task Answers_that_were_thought_aloud_are_scored_by_what_follows()
    {
        Server.Answer = _ => "<think>The answer is 40.</think>The answer is 42.";

        (await AskAsync("mini_gsm8k", "--limit", "1")).Succeeded();

        Assert.Equal("42", Assert.Single(Recording.Reviews(Assay.Run())).Value.GetProperty("extracted").GetString());
    }

    [Fact]
    public async Task A_server_may_be_named_by_the_environment()
    {
        Assay.With("OPENAI_BASE_URL", Server.Url).With("OPENAI_API_KEY", "sk-from-the-environment");

        var outcome = await Assay.RunAsync(["eval", "--model", "tiny", "--datasets", "mini_gsm8k", "--limit", "1"]);

        outcome.Succeeded();
        Assert.Equal("Bearer sk-from-the-environment", Assert.Single(Server.Requests).Authorization);
    }

    [Fact]
    public async Task Several_models_are_asked_in_one_run()
    {
        Server.Models = ["one", "two"];
        Server.Answer = DerivedAnswers.Of;

        var outcome = await Assay.RunAsync([
            "eval",
            "--model",
            "one",
            "two",
            "baseline:first",
            "--api-url",
            Server.Url,
            "--datasets",
            "mini_arc",
            "--json",
        ]);

        Assert.Equal(
            ["one", "two", "baseline:first"],
            outcome.Primary().Select(result => result.GetProperty("model").GetString())
        );
        Assert.Equal([40, 40], Server.Requests.GroupBy(request => request.Model).Select(asked => asked.Count()));
    }

    [Fact]
    public async Task A_server_of_ollama_is_asked_in_its_own_way()
    {
        var outcome = await Assay.RunAsync([
            "eval",
            "--model",
            "ollama:tiny",
            "--api-url",
            Server.Root,
            "--datasets",
            "mini_arc",
            "--limit",
            "2",
            "--json",
        ]);

        outcome.Succeeded();
        Assert.All(Server.Requests, request => Assert.Equal("/api/chat", request.Path));
    }
}
