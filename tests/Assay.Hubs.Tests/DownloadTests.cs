using Assay.Repositories;

namespace Assay.Hubs.Tests;

public sealed class DownloadTests : HubTest
{
    public static TheoryData<Hub, RepositoryKind> Repositories =>
        new(
            from hub in (Hub[])[Hub.HuggingFace, Hub.ModelScope]
            from kind in Enum.GetValues<RepositoryKind>()
            select (hub, kind)
        );

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task A_repository_arrives_whole(Hub hub, RepositoryKind kind) => IsWhole(await FetchAsync(hub, kind));

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task What_arrived_is_found_without_the_hub(Hub hub, RepositoryKind kind)
    {
        var folder = await FetchAsync(hub, kind);
        var caches = RepositoryCaches.Of(kind, _ => null, Path.Combine(Home, "cache"));

        var found = caches.Where(cache => cache.Hub == hub).Select(cache => cache.Find(Id, revision: null));

        Assert.Equal(folder, Assert.Single(found.OfType<string>()));
    }

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task Only_the_wanted_files_are_fetched(Hub hub, RepositoryKind kind)
    {
        await FetchAsync(hub, kind, files: ["main/small.jsonl"]);

        Assert.Contains("small.jsonl", Assert.Single(Server.Bodies).Path, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task Nothing_is_fetched_twice(Hub hub, RepositoryKind kind)
    {
        await FetchAsync(hub, kind);
        await FetchAsync(hub, kind);

        Assert.Equal(2, Server.Bodies.Count);
    }

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task A_listing_of_many_pages_is_read_to_its_end(Hub hub, RepositoryKind kind)
    {
        var files = Enumerable.Range(0, 250).Select(i => ($"part/{i:000}.txt", $"text {i}")).ToList();
        Server.AddTexts("datasets", Id, files);
        Server.AddTexts("models", Id, files);
        Server.PageSize = 100;

        var folder = await FetchAsync(hub, kind);

        Assert.Equal(250, Directory.GetFiles(Path.Combine(folder, "part")).Length);
    }

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task A_file_that_did_not_change_is_not_fetched_for_the_next_commit(Hub hub, RepositoryKind kind)
    {
        var first = await FetchAsync(hub, kind);
        byte[] changed = [.. Small, 1];
        Server.Add("datasets", Id, ("large.bin", Large), ("main/small.jsonl", changed));
        Server.Add("models", Id, ("large.bin", Large), ("main/small.jsonl", changed));

        var second = await FetchAsync(hub, kind);

        IsWhole(first);
        Assert.Equal(Large, File.ReadAllBytes(Path.Combine(second, "large.bin")));
        Assert.Equal(changed, File.ReadAllBytes(Path.Combine(second, "main", "small.jsonl")));
        Assert.Equal(3, Server.Bodies.Count);
    }

    [Fact]
    public async Task Files_of_the_same_content_do_not_get_in_each_others_way()
    {
        Server.Add("datasets", Id, ("a.bin", Large), ("b.bin", Large), ("empty.txt", []));

        var folder = await FetchAsync();

        Assert.Equal(Large, File.ReadAllBytes(Path.Combine(folder, "a.bin")));
        Assert.Equal(Large, File.ReadAllBytes(Path.Combine(folder, "b.bin")));
        Assert.Empty(File.ReadAllBytes(Path.Combine(folder, "empty.txt")));
    }

    [Fact]
    public async Task A_repository_in_the_cache_under_one_hub_is_not_the_others()
    {
        await FetchAsync(Hub.HuggingFace);
        await FetchAsync(Hub.ModelScope);

        Assert.Equal(4, Server.Bodies.Count);
    }

    [Fact]
    public async Task The_bytes_told_add_up_to_the_files()
    {
        Server.Faults.Enqueue(Testing.HubFault.Cut(100_000));

        await FetchAsync();

        Assert.Equal(Large.Length + Small.Length, Told.OfType<BytesArrived>().Sum(told => told.Bytes));
        Assert.Equal(2, Told.OfType<FileArrived>().Count());
    }

    [Fact]
    public async Task Offline_asks_nothing()
    {
        var message = await RefusedAsync(settings: Settings(("HF_HUB_OFFLINE", "1")));

        Assert.StartsWith(
            "--offline: HuggingFace's acme/quiz is not on this machine",
            message,
            StringComparison.Ordinal
        );
        Assert.Empty(Server.Requests);
    }
}
