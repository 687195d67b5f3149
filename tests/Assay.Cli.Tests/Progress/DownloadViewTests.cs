using Assay.Cli.Progress;
using Assay.Hubs;
using Assay.Repositories;
using Microsoft.Extensions.Time.Testing;

namespace Assay.Cli.Tests.Progress;

public sealed class DownloadViewTests : IAsyncDisposable
{
    private static readonly HubRepository Quiz = HubRepository.Of(Hub.HuggingFace, RepositoryKind.Dataset, "acme/quiz");

    private readonly FakeTimeProvider time = new();
    private readonly Screen screen = new();
    private readonly DownloadView view;

    public DownloadViewTests() => view = new DownloadView(screen.Terminal, time);

    public async ValueTask DisposeAsync()
    {
        await view.DisposeAsync();
        screen.Dispose();
    }

    [Fact]
    public void A_download_is_named_with_its_size_and_at_its_end_with_its_speed()
    {
        view.On(new DownloadBegan(Quiz, 2, 4_000_000));
        time.Advance(TimeSpan.FromSeconds(2));
        view.On(new BytesArrived("a", 4_000_000));
        view.On(new FileArrived("a"));
        view.On(new FileArrived("b"));
        view.On(new DownloadEnded(Quiz, "folder", 2));

        Assert.Equal("downloading HuggingFace's acme/quiz: 2 files, 4.0 MB", screen.Notes[0]);
        Assert.StartsWith(
            "downloaded HuggingFace's acme/quiz: 2 of 2 files, 4.0 MB of 4.0 MB",
            screen.Notes[^1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_pipe_gets_a_line_now_and_then()
    {
        view.On(new DownloadBegan(Quiz, 1, 100_000_000));
        for (var i = 0; i < 100; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            view.On(new BytesArrived("a", 1_000_000));
        }

        Assert.Equal(1 + 10, screen.Notes.Count);
    }

    [Fact]
    public void What_was_here_already_is_not_told()
    {
        view.On(new DownloadEnded(Quiz, "folder", 0));

        Assert.Equal([""], screen.Notes);
    }

    [Fact]
    public void Waiting_and_trying_again_are_told()
    {
        view.On(new DownloadAwaited(Quiz));
        view.On(new DownloadRetried("the hub is in trouble (503)", TimeSpan.FromSeconds(1)));

        Assert.Equal(
            [
                "waiting for another process that downloads HuggingFace's acme/quiz",
                "tried again: the hub is in trouble (503)",
            ],
            screen.Notes
        );
    }
}
