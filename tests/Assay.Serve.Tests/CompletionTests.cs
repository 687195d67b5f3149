using System.Text.Json.Nodes;
using Assay.Serve.Tests.Support;

namespace Assay.Serve.Tests;

public sealed class CompletionTests : IAsyncLifetime
{
    private const string Path = "/v1/completions";

    private Served served = null!;

    public async ValueTask InitializeAsync() => served = await Served.StartAsync();

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task A_text_is_continued()
    {
        var answer = await served.AskAsync(Path, """{"model":"bytes","prompt":"abc","max_tokens":4,"temperature":0}""");

        Assert.Equal("text_completion", (string?)answer["object"]);
        Assert.Equal("bytes", (string?)answer["model"]);
        Assert.StartsWith("cmpl-", (string?)answer["id"], StringComparison.Ordinal);
        AssertJson("""[{"index":0,"text":"defg","logprobs":null,"finish_reason":"length"}]""", answer["choices"]!);
        AssertJson("""{"prompt_tokens":4,"completion_tokens":4,"total_tokens":8}""", answer["usage"]!);
    }

    [Theory]
    [InlineData("\"ab\"", "c")]
    [InlineData("""["ab","x"]""", "c", "y")]
    [InlineData("[97,98]", "c")]
    [InlineData("[[97],[109,110]]", "b", "o")]
    public async Task A_prompt_has_four_forms(string prompt, params string[] texts)
    {
        var answer = await served.AskAsync(Path, $$"""{"prompt":{{prompt}},"max_tokens":1,"temperature":0}""");

        Assert.Equal(texts, Texts(answer));
    }

    [Fact]
    public async Task Sixteen_tokens_are_generated_unless_said_otherwise()
    {
        var answer = await served.AskAsync(Path, """{"prompt":"a","temperature":0}""");

        Assert.Equal("bcdefghijklmnopq", Assert.Single(Texts(answer)));
    }

    [Fact]
    public async Task Log_probabilities_come_in_parallel_lists()
    {
        var answer = await served.AskAsync(Path, """{"prompt":"a","max_tokens":2,"temperature":0,"logprobs":2}""");

        var found = answer["choices"]![0]!["logprobs"]!;
        AssertJson("""["b","c"]""", found["tokens"]!);
        AssertJson("[0,1]", found["text_offset"]!);
        Assert.Equal([Math.Log(0.5), Math.Log(0.5)], found["token_logprobs"]!.AsArray().Select(x => (double)x!));
        Assert.Equal(Math.Log(0.25), (double)found["top_logprobs"]![0]!["."]!);
        Assert.Equal(Math.Log(0.5), (double)found["top_logprobs"]![0]!["b"]!);
    }

    [Fact]
    public async Task A_token_that_is_not_among_the_best_stands_beside_them()
    {
        var answer = await served.AskAsync(Path, """{"prompt":"axb","max_tokens":0,"echo":true,"logprobs":1}""");

        var places = answer["choices"]![0]!["logprobs"]!["top_logprobs"]!.AsArray();
        Assert.Equal(["b", "x"], places[2]!.AsObject().Select(x => x.Key));
    }

    [Fact]
    public async Task With_echo_the_answer_begins_with_the_prompt()
    {
        var answer = await served.AskAsync(Path, """{"prompt":"abc","max_tokens":2,"temperature":0,"echo":true}""");

        Assert.Equal("abcde", Assert.Single(Texts(answer)));
    }

    [Fact]
    public async Task With_echo_and_no_tokens_a_text_is_scored()
    {
        var answer = await served.AskAsync(Path, """{"prompt":["ab.","é"],"max_tokens":0,"echo":true,"logprobs":1}""");

        Assert.Equal(["ab.", "é"], Texts(answer));
        var first = answer["choices"]![0]!["logprobs"]!;
        // The mark of the beginning is no text; nothing comes before it.
        AssertJson("""["","a","b","."]""", first["tokens"]!);
        AssertJson("[0,0,1,2]", first["text_offset"]!);
        Assert.Equal(
            [null, Math.Log(0.5), Math.Log(0.5), Math.Log(0.25)],
            first["token_logprobs"]!.AsArray().Select(x => (double?)x)
        );
        Assert.Null(first["top_logprobs"]![0]);
        // A character of two bytes comes with the second.
        AssertJson("""["","","é"]""", answer["choices"]![1]!["logprobs"]!["tokens"]!);
        Assert.Equal("length", (string?)answer["choices"]![0]!["finish_reason"]);
        Assert.Equal(0, (int)answer["usage"]!["completion_tokens"]!);
    }

    [Fact]
    public async Task An_echoed_list_of_tokens_is_read()
    {
        var answer = await served.AskAsync(
            Path,
            """{"prompt":[256,104,105],"max_tokens":1,"temperature":0,"echo":true}"""
        );

        Assert.Equal("hij", Assert.Single(Texts(answer)));
    }

    [Fact]
    public async Task Several_answers_come_prompt_by_prompt_and_the_prompt_counts_once()
    {
        var answer = await served.AskAsync(Path, """{"prompt":["a","m"],"n":2,"max_tokens":1,"temperature":0}""");

        Assert.Equal(["b", "b", "n", "n"], Texts(answer));
        Assert.Equal([0, 1, 2, 3], answer["choices"]!.AsArray().Select(x => (int)x!["index"]!));
        AssertJson("""{"prompt_tokens":4,"completion_tokens":4,"total_tokens":8}""", answer["usage"]!);
    }

    [Theory]
    [InlineData("\"de\"")]
    [InlineData("""["zz","de"]""")]
    public async Task An_answer_ends_before_a_stop_string(string stop)
    {
        var answer = await served.AskAsync(Path, $$"""{"prompt":"a","temperature":0,"stop":{{stop}}}""");

        Assert.Equal("bc", Assert.Single(Texts(answer)));
        Assert.Equal("stop", (string?)answer["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_answers_and_those_of_one_request_differ()
    {
        const string Body = """{"prompt":"a","n":4,"max_tokens":20,"temperature":1,"seed":7}""";

        var first = Texts(await served.AskAsync(Path, Body));
        var second = Texts(await served.AskAsync(Path, Body));

        Assert.Equal(first, second);
        Assert.Equal(4, first.Distinct().Count());
    }

    [Fact]
    public async Task A_prompt_is_answered_the_same_alone_and_with_others()
    {
        var together = await served.AskAsync(Path, """{"prompt":["a","m"],"max_tokens":20,"temperature":1,"seed":7}""");
        var alone = await served.AskAsync(Path, """{"prompt":"m","max_tokens":20,"temperature":1,"seed":7}""");

        Assert.Equal(Texts(together)[1], Texts(alone)[0]);
    }

    [Fact]
    public async Task The_servers_seed_holds_where_a_request_has_none()
    {
        await using var seeded = await Served.StartAsync(options: new ServeOptions { Seed = 7 });

        var given = await served.AskAsync(Path, """{"prompt":"m","max_tokens":20,"temperature":1,"seed":7}""");
        var own = await seeded.AskAsync(Path, """{"prompt":"m","max_tokens":20,"temperature":1}""");

        Assert.Equal(Texts(given), Texts(own));
    }

    [Fact]
    public async Task An_answer_ends_where_the_context_does()
    {
        await using var small = await Served.StartAsync(new ByteModel { ContextLength = 6 });

        var answer = await small.AskAsync(Path, """{"prompt":"abc","max_tokens":50,"temperature":0}""");

        Assert.Equal("de", Assert.Single(Texts(answer)));
        Assert.Equal("length", (string?)answer["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public async Task A_prompt_that_fills_the_context_can_still_be_scored()
    {
        await using var small = await Served.StartAsync(new ByteModel { ContextLength = 4 });

        var answer = await small.AskAsync(Path, """{"prompt":"abc","max_tokens":0,"echo":true,"logprobs":0}""");

        Assert.Equal(4, answer["choices"]![0]!["logprobs"]!["token_logprobs"]!.AsArray().Count);
        Assert.Null(answer["choices"]![0]!["logprobs"]!["top_logprobs"]);
    }

    [Fact]
    public async Task The_end_of_a_text_can_be_ignored()
    {
        await using var short_ = await Served.StartAsync(new ByteModel { Script = "hi" });

        var ended = await short_.AskAsync(Path, """{"prompt":"a"}""");
        var ignored = await short_.AskAsync(Path, """{"prompt":"a","max_tokens":5,"ignore_eos":true}""");

        Assert.Equal(("hi", "stop"), (Texts(ended)[0], (string?)ended["choices"]![0]!["finish_reason"]));
        Assert.Equal(("hihih", "length"), (Texts(ignored)[0], (string?)ignored["choices"]![0]!["finish_reason"]));
    }

    private static string[] Texts(JsonNode answer) =>
        [.. answer["choices"]!.AsArray().Select(choice => (string)choice!["text"]!)];

    private static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
