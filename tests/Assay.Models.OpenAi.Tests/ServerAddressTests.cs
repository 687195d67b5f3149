namespace Assay.Models.OpenAi.Tests;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("http://host:8000")]
    [InlineData("http://host:8000/")]
    [InlineData("http://host:8000/v1")]
    [InlineData("http://host:8000/v1/")]
    [InlineData("http://host:8000/v1/chat/completions")]
    [InlineData("http://host:8000/v1/completions")]
    [InlineData("http://host:8000/v1/models/")]
    [InlineData("host:8000")]
    [InlineData("  http://host:8000/v1#top ")]
    public void Whatever_users_paste_means_the_same_server(string pasted) =>
        Assert.Equal("http://host:8000/v1", ServerAddress.Parse(pasted, "--api-url").ToString());

    [Theory]
    [InlineData("https://host/compatible-mode/v1", "https://host/compatible-mode/v1/chat/completions")]
    [InlineData("https://host/api/v3/chat/completions", "https://host/api/v3/chat/completions")]
    [InlineData(
        "https://host/deployments/x?api-version=1",
        "https://host/deployments/x/chat/completions?api-version=1"
    )]
    public void Another_path_and_a_query_are_kept(string pasted, string asked) =>
        Assert.Equal(asked, ServerAddress.Parse(pasted, "--api-url").Of("chat/completions").ToString());

    [Fact]
    public void A_query_is_not_shown() =>
        Assert.Equal("https://host/x", ServerAddress.Parse("https://host/x?token=hidden", "--api-url").ToString());

    [Theory]
    [InlineData("ftp://host/v1")]
    [InlineData("http://")]
    [InlineData("")]
    [InlineData("http://host:notaport/v1")]
    public void What_is_no_http_address_is_refused_with_its_place(string pasted)
    {
        var refusal = Assert.Throws<InputException>(() => ServerAddress.Parse(pasted, "--api-url"));

        Assert.Equal("--api-url", refusal.Where);
        Assert.NotNull(refusal.Remedy);
    }

    [Theory]
    [InlineData("http://user:hunter2@host/v1")]
    [InlineData("http://user:hunter2@host:notaport/v1")]
    public void A_password_in_the_address_is_refused_and_not_repeated(string pasted)
    {
        var refusal = Assert.Throws<InputException>(() => ServerAddress.Parse(pasted, "--api-url"));

        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }
}
