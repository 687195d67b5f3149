using Assay.Repositories;

namespace Assay.Hubs.Tests;

public sealed class TokenTests : HubTest
{
    private const string Secret = "hf_0123456789secret";

    [Theory]
    [InlineData(Hub.HuggingFace, "HF_TOKEN")]
    [InlineData(Hub.HuggingFace, "HUGGING_FACE_HUB_TOKEN")]
    [InlineData(Hub.ModelScope, "MODELSCOPE_API_TOKEN")]
    public async Task The_token_goes_to_the_hub_and_to_no_other_host(Hub hub, string variable)
    {
        Server.RequiredToken = Secret;

        IsWhole(await FetchAsync(hub, settings: Settings((variable, Secret))));

        Assert.All(
            Server.Requests.Where(request => !request.OfContentNetwork),
            request => Assert.Equal($"Bearer {Secret}", request.Authorization)
        );
        Assert.All(
            Server.Requests.Where(request => request.OfContentNetwork),
            request => Assert.Equal("", request.Authorization + request.Cookie)
        );
        Assert.Contains(Server.Requests, request => request.OfContentNetwork);
    }

    [Theory]
    [InlineData(Hub.HuggingFace, "user/.cache/huggingface/token")]
    [InlineData(Hub.ModelScope, "user/.modelscope/credentials/git_token")]
    [InlineData(Hub.ModelScope, "user/.modelscope/credentials")]
    public async Task The_file_of_the_hubs_own_tools_is_read(Hub hub, string file)
    {
        Server.RequiredToken = Secret;
        var path = Path.Combine(Home, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, Secret + "\n", Stop);

        IsWhole(await FetchAsync(hub));
    }

    [Fact]
    public async Task The_token_is_in_no_file()
    {
        Server.RequiredToken = Secret;

        await FetchAsync(settings: Settings(("HF_TOKEN", Secret)));

        Assert.All(
            Directory.EnumerateFiles(Home, "*", SearchOption.AllDirectories),
            path => Assert.DoesNotContain(Secret, File.ReadAllText(path), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task No_token_where_one_is_needed_is_an_error_that_names_its_variable()
    {
        Server.RequiredToken = Secret;

        Assert.Equal(
            "--dataset-hub HuggingFace: HuggingFace's acme/quiz is not there, or is not public (401); check the name; where it is "
                + "gated, accept its terms at 127.0.0.1 and give a token in HF_TOKEN",
            await RefusedAsync()
        );
    }

    [Fact]
    public async Task A_wrong_token_is_an_error_that_does_not_show_it()
    {
        Server.RequiredToken = "another";

        var message = await RefusedAsync(settings: Settings(("HF_TOKEN", Secret)));

        Assert.Contains("the token may not read HuggingFace's acme/quiz (401)", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_show_no_token() =>
        Assert.DoesNotContain(Secret, Settings(("HF_TOKEN", Secret)).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://user:password@mirror")]
    [InlineData("ftp://mirror")]
    [InlineData("https://mirror?token=1")]
    public void An_address_with_more_than_an_address_is_refused(string address) =>
        Assert.StartsWith(
            "HF_ENDPOINT: ",
            Assert.Throws<InputException>(() => Settings(("HF_ENDPOINT", address))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_mirror_stands_in_the_place_of_the_hub() =>
        Assert.Equal(
            ("https://mirror/hf", "https://scope.example/"),
            (
                Settings(("HF_ENDPOINT", "https://mirror/hf/")).HuggingFace.AbsoluteUri,
                Settings(("MODELSCOPE_ENDPOINT", ""), ("MODELSCOPE_DOMAIN", "scope.example")).ModelScope.AbsoluteUri
            )
        );
}
