using Assay.Repositories;

namespace Assay.Hubs.Tests;

public sealed class HostileHubTests : HubTest
{
    [Theory]
    [InlineData("../up.txt")]
    [InlineData("a/../../up.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/up.txt")]
    [InlineData("a\\up.txt")]
    [InlineData("a//b.txt")]
    [InlineData("a\0b")]
    public async Task A_name_that_leads_elsewhere_is_refused_before_anything_is_fetched(string path)
    {
        Server.AddTexts("datasets", Id, ("good.txt", "good"), (path, "bad"));

        Assert.Contains("lists a file whose name leads elsewhere", await RefusedAsync(), StringComparison.Ordinal);
        Assert.Contains("leads elsewhere", await RefusedAsync(Hub.ModelScope), StringComparison.Ordinal);
        Assert.Empty(Server.Bodies);
    }

    [Theory]
    [InlineData("nul")]
    [InlineData("a/com1.txt")]
    [InlineData("end.")]
    [InlineData("what?.txt")]
    public async Task A_name_that_not_every_system_can_write_is_left_out(string path)
    {
        Server.AddTexts("datasets", Id, ("good.txt", "good"), (path, "bad"));

        var folder = await FetchAsync();

        Assert.Equal(["good.txt"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b/c")]
    [InlineData("https://x/y")]
    public void A_repository_whose_name_is_none_is_refused(string id) =>
        Assert.Throws<InputException>(() => HubRepository.Of(Hub.HuggingFace, RepositoryKind.Model, id));

    [Fact]
    public void A_revision_that_is_none_is_refused() =>
        Assert.Throws<InputException>(() => HubRepository.Of(Hub.HuggingFace, RepositoryKind.Model, Id, "../x"));
}
