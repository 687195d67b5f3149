using System.Text.Json.Nodes;
using Assay.Models.Replay;
using Assay.Serve.Tests.Support;
using Assay.Testing;

namespace Assay.Serve.Tests;

/// <summary>Recorded answers, served.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private const string Chat = "/v1/chat/completions";
    private const string Asked =
        """{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"6 × 7?"}]""";

    private static readonly string[] Lines =
    [
        """{"index":0,"repeat":0,"dataset":"d","subset_name":"s","model":"org/one","choices":[{"index":0,"message":{"role":"assistant","content":"Forty two 👋","reasoning_content":"six sevens"},"finish_reason":"length"}],"usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13},"origin_prompt":{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"6 × 7?"}]}}""",
        """{"index":0,"repeat":1,"dataset":"d","subset_name":"s","model":"org/one","choices":[{"index":0,"message":{"role":"assistant","content":"42"}}],"origin_prompt":{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"6 × 7?"}]}}""",
        """{"index":1,"repeat":0,"dataset":"d","subset_name":"s","model":"org/one","choices":[{"index":0,"message":{"role":"assistant","content":"first"}}],"origin_prompt":{"data":["Once"]}}""",
        """{"index":1,"repeat":0,"dataset":"d","subset_name":"s","model":"org/one","choices":[{"index":0,"message":{"role":"assistant","content":" upon a time"}}],"origin_prompt":{"data":["Once"]}}""",
        """{"index":2,"repeat":0,"dataset":"d","subset_name":"s","model":"org/one","error":"timed out","origin_prompt":{"data":["failed"]}}""",
        """{"index":3,"repeat":0,"dataset":"d","subset_name":"s","model":"org/one","likelihoods":[{"logprob":-1}],"origin_prompt":{"context":"scored","continuations":["a"]}}""",
        """{"index":4,"repeat":0,"dataset":"d","subset""",
    ];

    private readonly TemporaryFolder folder = new();
    private Served served = null!;

    public async ValueTask InitializeAsync()
    {
        folder.Write("predictions/one/d_s.jsonl", string.Join('\n', Lines));
        served = await Served.StartAsync(new RecordedAnswers(PromptRecording.Open(folder.Path)));
    }

    public async ValueTask DisposeAsync()
    {
        await served.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_answer_is_what_was_recorded_with_its_usage()
    {
        var answer = await served.AskAsync(Chat, $$"""{{Asked}},"temperature":0,"max_tokens":1}""");

        Assert.Equal("org/one", (string?)answer["model"]);
        var choice = answer["choices"]![0]!;
        Assert.Equal("Forty two 👋", (string?)choice["message"]!["content"]);
        Assert.Equal("six sevens", (string?)choice["message"]!["reasoning_content"]);
        Assert.Equal("length", (string?)choice["finish_reason"]);
        Assert.Equal(
            """{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}""",
            answer["usage"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task It_is_streamed_word_by_word()
    {
        var stream = await served.StreamAsync(
            Chat,
            Asked + ""","stream":true,"stream_options":{"include_usage":true}}"""
        );

        var events = Served.Events(stream);
        var deltas = events.SkipLast(1).Select(x => x["choices"]![0]!["delta"]!).ToList();
        Assert.Equal(["six", " sevens"], deltas.Select(x => (string?)x["reasoning_content"]).OfType<string>());
        Assert.Equal(["", "Forty", " two", " 👋"], deltas.Select(x => (string?)x["content"]).OfType<string>());
        Assert.Equal(4, (int)events[^1]["usage"]!["completion_tokens"]!);
    }

    [Fact]
    public async Task Repeats_are_the_choices_of_one_request()
    {
        var answer = await served.AskAsync(Chat, $$"""{{Asked}},"n":2}""");

        Assert.Equal(
            ["Forty two 👋", "42"],
            answer["choices"]!.AsArray().Select(x => (string?)x!["message"]!["content"])
        );
    }

    [Fact]
    public async Task A_raw_text_has_the_later_of_two_lines()
    {
        var answer = await served.AskAsync("/v1/completions", """{"prompt":"Once","echo":true}""");

        Assert.Equal("Once upon a time", (string?)answer["choices"]![0]!["text"]);
    }

    [Theory]
    [InlineData(Chat, """{"messages":[{"role":"user","content":"6 × 7?"}]}""", 404, "not_recorded")]
    [InlineData(Chat, $$"""{{Asked}},"n":3}""", 404, "not_recorded")]
    [InlineData("/v1/completions", """{"prompt":"failed"}""", 404, "not_recorded")]
    [InlineData("/v1/completions", """{"prompt":"scored"}""", 404, "not_recorded")]
    [InlineData("/v1/completions", """{"prompt":[1,2]}""", 400, null)]
    [InlineData("/v1/completions", """{"prompt":"Once","logprobs":1}""", 400, null)]
    [InlineData("/tokenize", """{"prompt":"Once"}""", 404, "unknown_url")]
    public async Task What_was_not_recorded_is_an_error(string path, string body, int status, string? code)
    {
        using var response = await served.SendAsync(path, body);

        Assert.Equal(status, (int)response.StatusCode);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(code, (string?)error!["error"]!["code"]);
    }

    [Fact]
    public void Only_prompts_that_have_texts_count()
    {
        using var recording = PromptRecording.Open(folder.Path);

        Assert.Equal(("org/one", 2), (recording.Name, recording.Count));
    }

    [Fact]
    public void A_recording_without_prompts_is_wrong_input()
    {
        var path = folder.Write("plain.jsonl", """{"dataset":"d","index":0,"text":"a"}""");

        var error = Assert.Throws<InputException>(() => PromptRecording.Open(path));

        Assert.Contains("together with its prompt", error.Message, StringComparison.Ordinal);
    }
}
