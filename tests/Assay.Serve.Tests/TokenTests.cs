using System.Text.Json.Nodes;
using Assay.Serve.Tests.Support;

namespace Assay.Serve.Tests;

public sealed class TokenTests : IAsyncLifetime
{
    private Served served = null!;

    public async ValueTask InitializeAsync() => served = await Served.StartAsync();

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task A_text_becomes_tokens()
    {
        var answer = await served.AskAsync("/tokenize", """{"model":"bytes","prompt":"ab"}""");

        Assert.Equal(
            """{"count":3,"max_model_len":200,"tokens":[256,97,98],"token_strs":null}""",
            answer.ToJsonString()
        );
    }

    [Fact]
    public async Task Their_names_are_told_too()
    {
        var answer = await served.AskAsync("/tokenize", """{"prompt":"a","return_token_strs":true}""");

        Assert.Equal(["<s>", "<0x61>"], answer["token_strs"]!.AsArray().Select(x => (string?)x));
    }

    [Fact]
    public async Task A_chat_becomes_tokens_and_tokens_become_text()
    {
        var tokens = (await served.AskAsync("/tokenize", """{"messages":[{"role":"user","content":"é"}]}"""))[
            "tokens"
        ]!;

        var text = await served.AskAsync("/detokenize", $$"""{"tokens":{{tokens.ToJsonString()}}}""");

        Assert.Equal("user: é\nassistant: ", (string?)text["prompt"]);
    }

    [Theory]
    [InlineData("/tokenize", """{}""", "prompt")]
    [InlineData("/tokenize", """{"prompt":"a","add_special_tokens":false}""", "add_special_tokens")]
    [InlineData("/tokenize", """{"messages":[{"role":"user","content":"refuse"}]}""", "messages")]
    [InlineData("/detokenize", """{}""", "tokens")]
    [InlineData("/detokenize", """{"tokens":["a"]}""", "tokens[0]")]
    public async Task Bad_input_is_named(string path, string body, string parameter)
    {
        using var response = await served.SendAsync(path, body);

        Assert.Equal(400, (int)response.StatusCode);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(parameter, (string?)error!["error"]!["param"]);
    }
}
