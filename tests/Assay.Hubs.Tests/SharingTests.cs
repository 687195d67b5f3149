using Assay.Repositories;
using Assay.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Hubs.Tests;

/// <summary>What several processes, and one that was stopped, leave in the cache.</summary>
public sealed class SharingTests : HubTest
{
    [Theory]
    [InlineData(Hub.HuggingFace)]
    [InlineData(Hub.ModelScope)]
    public async Task Eight_at_once_download_once(Hub hub)
    {
        var folders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FetchAsync(hub), Stop)));

        IsWhole(Assert.Single(folders.Distinct()));
        Assert.Equal(2, Server.Bodies.Count);
    }

    [Fact]
    public async Task A_download_that_was_stopped_leaves_nothing_to_be_found_and_is_gone_on_with()
    {
        var never = new TaskCompletionSource();
        Server.Faults.Enqueue(HubFault.Stall(400_000, never.Task));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var downloads = new HubDownloads(Settings(), StopAt(350_000, stop));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            downloads.FetchAsync(Repository, _ => ["large.bin"], stop.Token)
        );

        Assert.Empty(Kept());
        Assert.Null(
            RepositoryCaches
                .Of(RepositoryKind.Dataset, _ => null, Path.Combine(Home, "cache"))
                .Select(cache => cache.Find(Id, revision: null))
                .FirstOrDefault(found => found is not null)
        );
        IsWhole(await FetchAsync());
        var resumed = Server.Bodies.Single(body => body.Range.Length > 0);
        Assert.InRange(int.Parse(resumed.Range["bytes=".Length..^1]), 350_000, 400_000);
        Assert.StartsWith("\"", resumed.IfRange, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_beginning_that_belongs_to_another_version_is_not_gone_on_with()
    {
        Server.TellsDigests = false;
        var never = new TaskCompletionSource();
        Server.Faults.Enqueue(HubFault.Stall(400_000, never.Task));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var downloads = new HubDownloads(Settings(), StopAt(350_000, stop));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            downloads.FetchAsync(Repository, _ => ["large.bin"], stop.Token)
        );
        var other = Noise(Large.Length, seed: 3);
        Server.Add("datasets", Id, ("large.bin", other));

        var folder = await FetchAsync();

        Assert.Equal(other, await File.ReadAllBytesAsync(Path.Combine(folder, "large.bin"), Stop));
    }

    [Fact]
    public async Task A_silent_server_is_given_up_after_a_while()
    {
        var time = new FakeTimeProvider();
        var never = new TaskCompletionSource();
        Server.Faults.Enqueue(HubFault.Stall(400_000, never.Task));
        var (arrived, begun) = (0L, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var downloads = new HubDownloads(
            Settings() with
            {
                Time = time,
                Patience = TimeSpan.FromSeconds(60),
            },
            Count
        );

        var fetched = downloads.FetchAsync(Repository, _ => ["large.bin"], Stop);
        await begun.Task;
        time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(Large, await File.ReadAllBytesAsync(Path.Combine(await fetched, "large.bin"), Stop));

        void Count(DownloadEvent happening)
        {
            if (happening is BytesArrived bytes && (arrived += bytes.Bytes) == 400_000)
            {
                begun.TrySetResult();
            }
        }
    }

    private static HubRepository Repository => HubRepository.Of(Hub.HuggingFace, RepositoryKind.Dataset, Id);

    // Stops the download once so many bytes are here.
    private static Action<DownloadEvent> StopAt(long bytes, CancellationTokenSource stop)
    {
        var arrived = 0L;
        return happening =>
        {
            if (happening is BytesArrived more && (arrived += more.Bytes) >= bytes)
            {
                stop.Cancel();
            }
        };
    }
}
