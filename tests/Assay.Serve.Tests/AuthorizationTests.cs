using Assay.Serve.Tests.Support;

namespace Assay.Serve.Tests;

public sealed class AuthorizationTests : IAsyncLifetime
{
    private const string Key = "sk-very-secret";

    private Served served = null!;

    public async ValueTask InitializeAsync() =>
        served = await Served.StartAsync(options: new ServeOptions { ApiKey = Key });

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Theory]
    [InlineData(null, 401)]
    [InlineData("", 401)]
    [InlineData("sk-very-secre", 401)]
    [InlineData("sk-very-secret2", 401)]
    [InlineData(Key, 200)]
    public async Task Only_the_key_opens(string? key, int status)
    {
        using var response = await served.SendAsync("/v1/models", key: key);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_refusal_repeats_no_key()
    {
        using var response = await served.SendAsync("/v1/models", key: "sk-mistyped");
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("invalid_api_key", body, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_paths_are_not_told_from_known_ones()
    {
        using var response = await served.SendAsync("/nowhere");

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/metrics")]
    public async Task Those_who_watch_need_no_key(string path)
    {
        using var response = await served.SendAsync(path);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public void Options_show_no_key() =>
        Assert.DoesNotContain(Key, new ServeOptions { ApiKey = Key }.ToString(), StringComparison.Ordinal);
}
