using Assay.Models.OpenAi.Tests.Support;
using Assay.Testing;

namespace Assay.Models.OpenAi.Tests;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private const string Key = "sk-abcdef-0123456789";

    private ModelServer server = null!;

    public async ValueTask InitializeAsync() => server = await ModelServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_key_is_sent_as_bearer_token_and_not_in_the_body()
    {
        server.RequiredKey = Key;
        await using var model = server.Model(key: $" {Key}\n");

        await model.PrepareAsync();
        await model.AskAsync();

        var request = Assert.Single(server.Requests);
        Assert.Equal($"Bearer {Key}", request.Authorization);
        Assert.DoesNotContain(Key, request.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_none_is_sent()
    {
        await using var model = server.Model(key: "");

        await model.AskAsync();

        Assert.Equal("", Assert.Single(server.Requests).Authorization);
    }

    [Fact]
    public async Task A_server_that_repeats_the_key_does_not_get_it_into_a_message()
    {
        server.RequiredKey = "another";
        await using var model = server.Model(key: Key);

        var failure = await model.FailAsync();
        var refusal = await model.RefuseAsync();

        Assert.Equal(ModelFailure.Fatal, failure.Failure);
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "application/json", """{"error":"bad key 'sk-abcdef-0123456789'"}""")]
    [InlineData(401, "application/json", """{"error":{"message":"Incorrect API key provided: sk-abc******789."}}""")]
    [InlineData(500, "text/plain", "sk-abcdef-0123456789")]
    [InlineData(200, "application/json", """{"error":{"message":"sk-abcdef-0123456789 is out of credit"}}""")]
    [InlineData(200, "text/event-stream", "data: {\"error\":\"sk-abcdef-0123456789\"}\n\n")]
    [InlineData(200, "application/json", "sk-abcdef-0123456789")]
    public async Task Neither_the_key_nor_its_ends_are_shown(int status, string contentType, string body)
    {
        server.Faults.Enqueue(Fault.Text(status, contentType, body));
        await using var model = server.Model(key: Key);

        var shown = (await model.FailAsync()).ToString();

        Assert.DoesNotContain("sk-abc", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("789", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk-abc\r\nX-Evil: 1")]
    [InlineData("schlüssel")]
    [InlineData("two words")]
    public void A_key_that_no_header_can_carry_is_refused_and_not_repeated(string key)
    {
        var refusal = Assert.Throws<InputException>(() => server.Model(key: key));

        Assert.DoesNotContain(key, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_written_out_show_no_key()
    {
        var options = new OpenAiClientOptions { Address = ServerAddress.Parse(server.Url, "test"), ApiKey = Key };

        Assert.Equal(server.Url, options.ToString());
    }
}
