using System.Net;
using System.Text;
using Assay.Models;
using Assay.Serve.Tests.Support;

namespace Assay.Serve.Tests;

public sealed class StreamTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Text = "/v1/completions";

    [Fact]
    public async Task A_chat_comes_in_events_as_OpenAI_sends_them()
    {
        await using var served = await Served.StartAsync(new ByteModel { Script = "hé" });

        var stream = await served.StreamAsync(
            Chat,
            """{"messages":[{"role":"user","content":"a"}],"stream":true,"stream_options":{"include_usage":true}}"""
        );

        var events = Served.Events(stream);
        var head =
            $$"""{"id":"{{events[0]["id"]}}","object":"chat.completion.chunk","created":{{events[0]["created"]}},"model":"bytes",""";
        Assert.Equal(
            $$$"""
            data: {{{head}}}"choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {{{head}}}"choices":[{"index":0,"delta":{"content":"h"},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {{{head}}}"choices":[{"index":0,"delta":{"content":"é"},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {{{head}}}"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

            data: {{{head}}}"choices":[],"usage":{"prompt_tokens":20,"completion_tokens":4,"total_tokens":24}}

            data: [DONE]


            """,
            stream
        );
    }

    [Fact]
    public async Task Without_being_asked_for_usage_is_not_named()
    {
        await using var served = await Served.StartAsync();

        var stream = await served.StreamAsync(Text, """{"prompt":"a","stream":true,"max_tokens":2}""");

        Assert.DoesNotContain("usage", stream, StringComparison.Ordinal);
        Assert.EndsWith("\n\ndata: [DONE]\n\n", stream, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completion_tells_its_end_with_its_last_text()
    {
        await using var served = await Served.StartAsync();

        var stream = await served.StreamAsync(Text, """{"prompt":"a","stream":true,"max_tokens":2,"temperature":0}""");

        Assert.Equal(
            [("b", null), ("c", "length")],
            Served
                .Events(stream)
                .Select(x => x["choices"]![0]!)
                .Select(x => ((string?)x["text"], (string?)x["finish_reason"]))
        );
    }

    [Fact]
    public async Task An_echo_comes_first_and_offsets_go_on_behind_it()
    {
        await using var served = await Served.StartAsync();

        var stream = await served.StreamAsync(
            Text,
            """{"prompt":"ab","stream":true,"max_tokens":2,"temperature":0,"echo":true,"logprobs":1}"""
        );

        var choices = Served.Events(stream).Select(x => x["choices"]![0]!).ToList();
        Assert.Equal(["ab", "c", "d"], choices.Select(x => (string?)x["text"]));
        Assert.Equal(
            [
                [0, 0, 1],
                [2],
                [3],
            ],
            choices.Select(x => x["logprobs"]!["text_offset"]!.AsArray().Select(y => (int)y!).ToArray())
        );
    }

    [Fact]
    public async Task Several_answers_are_told_apart_by_their_index()
    {
        await using var served = await Served.StartAsync();

        var stream = await served.StreamAsync(
            Chat,
            """{"messages":[{"role":"user","content":"a"}],"n":3,"stream":true,"max_tokens":3,"temperature":0}"""
        );

        Assert.All(
            Served.Events(stream).Select(x => x["choices"]![0]!).GroupBy(x => (int)x["index"]!),
            answer =>
            {
                Assert.Equal("abc", string.Concat(answer.Select(x => (string?)x["delta"]!["content"])));
                Assert.Equal("length", (string?)answer.Last()["finish_reason"]);
            }
        );
    }

    [Fact]
    public async Task Log_probabilities_of_a_chat_come_with_their_tokens()
    {
        await using var served = await Served.StartAsync();

        var stream = await served.StreamAsync(
            Chat,
            """{"messages":[{"role":"user","content":"a"}],"logprobs":true,"stream":true,"max_tokens":2,"temperature":0}"""
        );

        Assert.Equal(
            ["a", "b"],
            Served
                .Events(stream)
                .Select(x => x["choices"]![0]!["logprobs"])
                .OfType<System.Text.Json.Nodes.JsonNode>()
                .Select(x => (string?)Assert.Single(x["content"]!.AsArray())!["token"])
        );
    }

    [Fact]
    public async Task No_event_ends_within_a_character()
    {
        await using var served = await Served.StartAsync(new ByteModel { Script = "日本語👩‍👩‍👧 ñ" });
        using var response = await served.SendAsync(Text, """{"prompt":"a","stream":true,"max_tokens":100}""");

        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.DoesNotContain("�", strict, StringComparison.Ordinal);
        Assert.Equal(
            "日本語👩‍👩‍👧 ñ",
            string.Concat(Served.Events(strict).Select(x => (string?)x["choices"]![0]!["text"]))
        );
    }

    [Fact]
    public async Task What_fails_before_the_first_token_has_a_status()
    {
        await using var served = await Served.StartAsync(
            new ByteModel { Fault = (0, new ModelException("no such token", ModelFailure.Rejected)) }
        );

        using var response = await served.SendAsync(Text, """{"prompt":"a","stream":true}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task What_fails_later_is_an_event_and_the_stream_has_no_mark_of_its_end()
    {
        List<Exception> failures = [];
        var failure = new InvalidOperationException("secret");
        await using var served = await Served.StartAsync(
            new ByteModel { Fault = (2, failure) },
            new ServeOptions { OnFailure = failures.Add }
        );

        var stream = await served.StreamAsync(Text, """{"prompt":"a","stream":true}""");

        Assert.EndsWith(
            """data: {"error":{"message":"the server failed to answer","type":"server_error","param":null,"code":"internal_error"}}"""
                + "\n\n",
            stream,
            StringComparison.Ordinal
        );
        Assert.Equal([failure], failures);
    }
}
