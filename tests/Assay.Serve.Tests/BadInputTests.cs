using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Assay.Models;
using Assay.Serve.Tests.Support;

namespace Assay.Serve.Tests;

public sealed class BadInputTests : IAsyncLifetime
{
    private Served served = null!;

    public async ValueTask InitializeAsync() =>
        served = await Served.StartAsync(options: new ServeOptions { LargestBody = 4096 });

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Theory]
    [InlineData("""{"max_tokens":1}""", "prompt")]
    [InlineData("""{"prompt":null}""", "prompt")]
    [InlineData("""{"prompt":[]}""", "prompt")]
    [InlineData("""{"prompt":7}""", "prompt")]
    [InlineData("""{"prompt":[{}]}""", "prompt")]
    [InlineData("""{"prompt":[[]]}""", "prompt")]
    [InlineData("""{"prompt":["a",7]}""", "prompt[1]")]
    [InlineData("""{"prompt":[7,"a"]}""", "prompt[1]")]
    [InlineData("""{"prompt":[7,-1]}""", "prompt[1]")]
    [InlineData("""{"prompt":[[7],[1.5]]}""", "prompt[1][0]")]
    [InlineData("""{"prompt":"\ud800"}""", "prompt")]
    [InlineData("""{"prompt":"a","model":7}""", "model")]
    [InlineData("""{"prompt":"a","max_tokens":-1}""", "max_tokens")]
    [InlineData("""{"prompt":"a","max_tokens":0}""", "max_tokens")]
    [InlineData("""{"prompt":"a","max_tokens":1.5}""", "max_tokens")]
    [InlineData("""{"prompt":"a","max_tokens":"9"}""", "max_tokens")]
    [InlineData("""{"prompt":"a","max_tokens":99999999999}""", "max_tokens")]
    [InlineData("""{"prompt":"a","temperature":-0.1}""", "temperature")]
    [InlineData("""{"prompt":"a","temperature":1e999}""", "temperature")]
    [InlineData("""{"prompt":"a","temperature":true}""", "temperature")]
    [InlineData("""{"prompt":"a","top_p":0}""", "top_p")]
    [InlineData("""{"prompt":"a","top_p":1.1}""", "top_p")]
    [InlineData("""{"prompt":"a","top_k":-2}""", "top_k")]
    [InlineData("""{"prompt":"a","min_p":2}""", "min_p")]
    [InlineData("""{"prompt":"a","repetition_penalty":0}""", "repetition_penalty")]
    [InlineData("""{"prompt":"a","presence_penalty":3}""", "presence_penalty")]
    [InlineData("""{"prompt":"a","frequency_penalty":-3}""", "frequency_penalty")]
    [InlineData("""{"prompt":"a","seed":0.5}""", "seed")]
    [InlineData("""{"prompt":"a","stop":7}""", "stop")]
    [InlineData("""{"prompt":"a","stop":""}""", "stop")]
    [InlineData("""{"prompt":"a","stop":["b",""]}""", "stop[1]")]
    [InlineData("""{"prompt":"a","n":0}""", "n")]
    [InlineData("""{"prompt":"a","n":129}""", "n")]
    [InlineData("""{"prompt":"a","best_of":2}""", "best_of")]
    [InlineData("""{"prompt":"a","suffix":"b"}""", "suffix")]
    [InlineData("""{"prompt":"a","logit_bias":{"7":1}}""", "logit_bias")]
    [InlineData("""{"prompt":"a","response_format":{"type":"json_object"}}""", "response_format")]
    [InlineData("""{"prompt":"a","logprobs":21}""", "logprobs")]
    [InlineData("""{"prompt":"a","logprobs":true}""", "logprobs")]
    [InlineData("""{"prompt":"a","echo":1}""", "echo")]
    [InlineData("""{"prompt":"a","stream":"yes"}""", "stream")]
    [InlineData("""{"prompt":"a","stream":true,"stream_options":7}""", "stream_options")]
    [InlineData("""{"prompt":"a","stream_options":{}}""", "stream_options")]
    [InlineData("""{"prompt":"a","ignore_eos":"no"}""", "ignore_eos")]
    public Task A_completions_field_is_named(string body, string parameter) =>
        RefusedAsync("/v1/completions", body, 400, parameter);

    [Theory]
    [InlineData("""{}""", "messages")]
    [InlineData("""{"messages":"a"}""", "messages")]
    [InlineData("""{"messages":[]}""", "messages")]
    [InlineData("""{"messages":["a"]}""", "messages[0]")]
    [InlineData("""{"messages":[{"content":"a"}]}""", "messages[0].role")]
    [InlineData("""{"messages":[{"role":"tool","content":"a"}]}""", "messages[0].role")]
    [InlineData("""{"messages":[{"role":"user"}]}""", "messages[0].content")]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""", "messages[0].content")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url"}]}]}""", "messages[0].content[0]")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text"}]}]}""", "messages[0].content[0]")]
    [InlineData("""{"messages":[{"role":"assistant","content":"","tool_calls":[{}]}]}""", "messages[0].tool_calls")]
    [InlineData("""{"messages":[{"role":"user","content":"refuse"}]}""", "messages")]
    [InlineData("""{"messages":[{"role":"user","content":"a"}],"max_tokens":0}""", "max_tokens")]
    [InlineData("""{"messages":[{"role":"user","content":"a"}],"max_completion_tokens":0}""", "max_completion_tokens")]
    [InlineData("""{"messages":[{"role":"user","content":"a"}],"logprobs":1}""", "logprobs")]
    [InlineData("""{"messages":[{"role":"user","content":"a"}],"top_logprobs":1}""", "top_logprobs")]
    [InlineData("""{"messages":[{"role":"user","content":"a"}],"tools":[{}]}""", "tools")]
    public Task A_chats_field_is_named(string body, string parameter) =>
        RefusedAsync("/v1/chat/completions", body, 400, parameter);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"prompt":"a"} b""")]
    [InlineData("""{"\ud800\ud800":"a"}""")]
    public Task A_body_that_is_no_JSON_object_is_refused(string body) =>
        RefusedAsync("/v1/completions", body, 400, null);

    [Fact]
    public Task A_body_that_is_nested_for_ever_is_refused() =>
        RefusedAsync("/v1/completions", $$"""{"prompt":{{new string('[', 1000)}}""", 400, null);

    [Fact]
    public Task A_body_that_is_too_large_is_refused() =>
        RefusedAsync("/v1/completions", $$"""{"prompt":"{{new string('a', 5000)}}"}""", 413, null);

    [Fact]
    public async Task A_body_that_is_no_UTF_8_is_refused()
    {
        using var http = new HttpClient();
        using var content = new ByteArrayContent([.. """{"prompt":"a"""u8, 0xff, .. "\"}"u8]);

        using var response = await http.PostAsync(
            new Uri(served.Server.Address + "/completions"),
            content,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_prompt_that_leaves_no_room_is_refused_with_both_numbers()
    {
        var error = await RefusedAsync("/v1/completions", $$"""{"prompt":"{{new string('a', 199)}}"}""", 400, "prompt");

        Assert.Equal("context_length_exceeded", (string?)error["code"]);
        Assert.Contains("200 tokens", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_models_name_is_unknown()
    {
        var error = await RefusedAsync("/v1/completions", """{"model":"other","prompt":"a"}""", 404, "model");

        Assert.Equal("model_not_found", (string?)error["code"]);
        await RefusedAsync("/v1/models/other", null, 404, "model");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/embeddings")]
    [InlineData("/favicon.ico")]
    public Task Another_path_is_unknown(string path) => RefusedAsync(path, null, 404, null);

    [Theory]
    [InlineData("/v1/completions", "GET", "POST")]
    [InlineData("/v1/models", "POST", "GET")]
    [InlineData("/health", "DELETE", "GET")]
    public async Task Another_method_is_not_allowed(string path, string method, string allowed)
    {
        using var response = await served.SendAsync(path, method: new HttpMethod(method));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal([allowed], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(ModelFailure.Rejected, 400)]
    [InlineData(ModelFailure.Overloaded, 429)]
    [InlineData(ModelFailure.Transient, 500)]
    [InlineData(ModelFailure.Fatal, 500)]
    public async Task A_models_failure_has_a_status(ModelFailure failure, int status)
    {
        await using var failing = await Served.StartAsync(
            new ByteModel { Fault = (0, new ModelException("no", failure)) }
        );

        using var response = await failing.SendAsync("/v1/completions", """{"prompt":"a"}""");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Fields_that_say_nothing_are_passed_over()
    {
        var answer = await served.AskAsync(
            "/v1/completions",
            """
            {"prompt":"a","max_tokens":2.0,"temperature":0,"top_k":-1,"suffix":null,"logit_bias":{},"tools":[],"n":null,
             "best_of":1,"response_format":{"type":"text"},"user":"me","something":{"new":true}}
            """
        );

        Assert.Equal("bc", (string?)answer["choices"]![0]!["text"]);
    }

    private async Task<JsonNode> RefusedAsync(string path, string? body, int status, string? parameter)
    {
        using var response = await served.SendAsync(path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        var error = JsonNode.Parse(text)!["error"]!;
        Assert.Equal(parameter, (string?)error["param"]);
        Assert.Equal("invalid_request_error", (string?)error["type"]);
        Assert.NotEmpty((string)error["message"]!);
        return error;
    }
}
