using System.Net;

namespace Assay.Models.Chat.Tests;

public sealed class ChatFailureTests
{
    private const string Key = "sk-abcdef-0123456789";

    private static readonly ChatClientModelOptions Options = new(new ModelIdentity("m", "fake")) { Secret = Key };

    [Theory]
    [InlineData(400, ModelFailure.Rejected)]
    [InlineData(401, ModelFailure.Fatal)]
    [InlineData(403, ModelFailure.Fatal)]
    [InlineData(404, ModelFailure.Fatal)]
    [InlineData(408, ModelFailure.Transient)]
    [InlineData(422, ModelFailure.Rejected)]
    [InlineData(429, ModelFailure.Overloaded)]
    [InlineData(500, ModelFailure.Transient)]
    [InlineData(503, ModelFailure.Overloaded)]
    public async Task Each_status_is_a_kind_of_failure_whichever_exception_carries_it(int status, ModelFailure kind)
    {
        Assert.Equal(kind, (await FailAsync(new HttpRequestException("no", null, (HttpStatusCode)status))).Failure);
        Assert.Equal(kind, (await FailAsync(new ProviderException(status))).Failure);
        Assert.Equal(
            kind,
            (await FailAsync(new AggregateException(new ProviderException(500), new ProviderException(status)))).Failure
        );
    }

    [Fact]
    public async Task A_refused_connection_is_unreachable()
    {
        var failure = await FailAsync(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));

        Assert.Equal((ModelFailure.Transient, true), (failure.Failure, failure.Unreachable));
    }

    [Fact]
    public async Task A_cut_connection_may_pass()
    {
        var failure = await FailAsync(new IOException("ended early"));

        Assert.Equal((ModelFailure.Transient, false), (failure.Failure, failure.Unreachable));
    }

    [Fact]
    public async Task What_else_a_client_throws_is_about_this_request() =>
        Assert.Equal(ModelFailure.Rejected, (await FailAsync(new NotSupportedException("no such role"))).Failure);

    [Fact]
    public async Task The_key_is_hidden_where_a_service_repeats_it()
    {
        var failure = await FailAsync(new ProviderException(401, $"bad key {Key}"));

        Assert.DoesNotContain(Key, failure.Message, StringComparison.Ordinal);
    }

    private static async Task<ModelException> FailAsync(Exception thrown)
    {
        using var client = new FakeClient(thrown);
        await using var model = new ChatClientModel(client, Options);
        return await model.FailAsync();
    }

    /// <summary>As System.ClientModel's and Azure.Core's exceptions: a status, and no common base class.</summary>
    private sealed class ProviderException(int status, string message = "no") : Exception(message)
    {
        public int Status { get; } = status;
    }
}
