using Assay.Repositories;
using Assay.Testing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Hubs.Tests;

public sealed class FaultTests : HubTest
{
    [Theory]
    [InlineData(Hub.HuggingFace)]
    [InlineData(Hub.ModelScope)]
    public async Task A_hub_that_drops_every_connection_after_100_kB_delivers(Hub hub)
    {
        Server.Always = HubFault.Cut(100_000);

        IsWhole(await FetchAsync(hub));
        Assert.Equal(10, Server.Bodies.Count(body => body.Path.Contains("large", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Hub.HuggingFace)]
    [InlineData(Hub.ModelScope)]
    public async Task A_hub_that_is_unavailable_twice_delivers(Hub hub)
    {
        Server.ListingFaults.Enqueue(HubFault.Status(503));
        Server.ListingFaults.Enqueue(HubFault.Status(502));
        Server.Faults.Enqueue(HubFault.Status(503));
        Server.Faults.Enqueue(HubFault.Status(503));

        IsWhole(await FetchAsync(hub));
    }

    [Theory]
    [InlineData(Hub.HuggingFace, 7)]
    [InlineData(Hub.HuggingFace, 999_999)]
    [InlineData(Hub.ModelScope, 7)]
    public async Task A_byte_that_is_wrong_once_is_fetched_again(Hub hub, int at)
    {
        Server.Faults.Enqueue(HubFault.Corrupt(at));

        IsWhole(await FetchAsync(hub));
    }

    [Theory]
    [InlineData(Hub.HuggingFace, "large.bin", "SHA-256")]
    [InlineData(Hub.HuggingFace, "main/small.jsonl", "git's SHA-1")]
    [InlineData(Hub.ModelScope, "main/small.jsonl", "SHA-256")]
    public async Task A_byte_that_is_always_wrong_is_an_error_and_nothing_is_kept(Hub hub, string file, string digest)
    {
        Server.Always = HubFault.Corrupt(7);

        var error = await Assert.ThrowsAsync<InputException>(() => FetchAsync(hub, files: [file]));

        Assert.Contains(
            $"{file} arrives damaged: its {digest} is not the one",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Kept());
    }

    [Fact]
    public async Task A_hub_that_knows_no_ranges_delivers_when_it_holds_out()
    {
        Server.KnowsRanges = false;
        Server.Faults.Enqueue(HubFault.Cut(300_000));
        Server.Faults.Enqueue(HubFault.Cut(900_000));

        IsWhole(await FetchAsync());
    }

    [Fact]
    public async Task A_hub_that_tells_no_digests_delivers()
    {
        Server.TellsDigests = false;
        Server.Faults.Enqueue(HubFault.Cut(300_000));

        IsWhole(await FetchAsync());
    }

    [Fact]
    public async Task A_hub_that_never_gets_further_is_an_error_that_says_what_to_do()
    {
        Server.Always = HubFault.Cut(1_000);

        var message = await RefusedAsync();

        Assert.Contains(
            "HuggingFace's acme/quiz could not be downloaded: the connection to",
            message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "repeat the command: it goes on where it stopped; or name a mirror with HF_ENDPOINT",
            message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(Kept(), path => path.EndsWith("large.bin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_no_hub_is_said_to_be_none()
    {
        Server.ListingFaults.Enqueue(HubFault.Text("<html>Welcome!</html>"));

        Assert.Contains("does not answer as HuggingFace does", await RefusedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_that_is_not_there_is_said_not_to_be_reached()
    {
        var settings = Settings() with { HuggingFace = new Uri("http://127.0.0.1:1"), Retries = 0 };

        Assert.Contains(
            "127.0.0.1:1 cannot be reached",
            await RefusedAsync(settings: settings),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_repository_that_is_not_there_is_said_not_to_be_there()
    {
        using var downloads = new HubDownloads(Settings(), Told.Enqueue);

        var error = await Assert.ThrowsAsync<InputException>(() =>
            downloads.FetchAsync(HubRepository.Of(Hub.ModelScope, RepositoryKind.Model, "acme/none"), _ => [], Stop)
        );

        Assert.Equal(
            "--model-hub ModelScope: ModelScope's acme/none is not there, or has no revision 'master'; check the name "
                + "(a private one needs a token in MODELSCOPE_API_TOKEN), or try the other hub",
            error.Message
        );
    }

    [Fact]
    public async Task The_servers_wish_to_wait_is_obeyed()
    {
        var time = new FakeTimeProvider();
        Server.ListingFaults.Enqueue(HubFault.Status(429, retryAfter: "30"));
        var retried = new TaskCompletionSource<DownloadRetried>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var downloads = new HubDownloads(
            Settings() with
            {
                Time = time,
                Patience = Timeout.InfiniteTimeSpan,
            },
            Note
        );

        var fetched = downloads.FetchAsync(
            HubRepository.Of(Hub.HuggingFace, RepositoryKind.Dataset, Id),
            _ => ["main/small.jsonl"],
            Stop
        );
        Assert.Equal(TimeSpan.FromSeconds(30), (await retried.Task).Wait);
        while (!fetched.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(Small, await File.ReadAllBytesAsync(Path.Combine(await fetched, "main", "small.jsonl"), Stop));

        void Note(DownloadEvent happening)
        {
            if (happening is DownloadRetried told)
            {
                retried.TrySetResult(told);
            }
        }
    }

    [Fact]
    public async Task Whatever_goes_wrong_the_files_are_whole_or_the_error_is_clear()
    {
        var fault = Gen.OneOf(
            Gen.Const(HubFault.None),
            Gen.Int[0, 1_000_000].Select(after => HubFault.Cut(after)),
            Gen.Int[0, 999_999].Select(at => HubFault.Corrupt(at)),
            Gen.Int[0, 3].Select(i => HubFault.Status((int[])[500, 503, 429, 416] is var codes ? codes[i] : 0)),
            Gen.Const(HubFault.Text("not the file"))
        );
        await Gen.Select(fault.Array[0, 12], Gen.Bool, Gen.Bool)
            .SampleAsync(
                async (faults, ranges, scope) =>
                {
                    foreach (var next in faults)
                    {
                        Server.Faults.Enqueue(next);
                    }
                    Server.KnowsRanges = ranges;
                    var hub = scope ? Hub.ModelScope : Hub.HuggingFace;
                    try
                    {
                        IsWhole(await FetchAsync(hub));
                    }
                    catch (InputException e)
                    {
                        Assert.Contains("acme/quiz", e.Message, StringComparison.Ordinal);
                    }
                    Server.Faults.Clear();
                    Assert.All(
                        Kept(),
                        path =>
                            Assert.Equal(
                                path.EndsWith("large.bin", StringComparison.Ordinal) ? Large : Small,
                                File.ReadAllBytes(path)
                            )
                    );
                    // The next sample begins with whatever parts this one left.
                    foreach (var path in Kept())
                    {
                        File.Delete(path);
                    }
                },
                iter: 60,
                threads: 1
            );
        IsWhole(await FetchAsync());
    }
}
