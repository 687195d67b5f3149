using System.Collections.Concurrent;
using Assay.Repositories;
using Assay.Testing;

namespace Assay.Hubs.Tests;

/// <summary>A hub with a data set and a model, and a cache to download into.</summary>
public abstract class HubTest : IAsyncLifetime
{
    /// <summary>The data set, and the model, that the hub has.</summary>
    protected const string Id = "acme/quiz";

    private readonly TemporaryFolder folder = new();
    private LoopbackHub? server;

    /// <summary>A file that comes from the content network.</summary>
    protected static byte[] Large { get; } = Noise(1_000_000, seed: 1);

    /// <summary>A file that the hub sends itself.</summary>
    protected static byte[] Small { get; } = Noise(500, seed: 2);

    protected LoopbackHub Server => server!;

    /// <summary>What the downloads told.</summary>
    protected ConcurrentQueue<DownloadEvent> Told { get; } = new();

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected string Home => folder.Path;

    public async ValueTask InitializeAsync()
    {
        server = await LoopbackHub.StartAsync();
        foreach (var kind in (string[])["datasets", "models"])
        {
            server.Add(kind, Id, ("large.bin", Large), ("main/small.jsonl", Small));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static byte[] Noise(int size, int seed)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Settings that reach the hub, without waits.</summary>
    protected HubSettings Settings(params (string Name, string Value)[] variables) =>
        HubSettings.FromEnvironment(
            name =>
                variables.FirstOrDefault(variable => variable.Name == name).Value
                ?? name switch
                {
                    "HOME" => Path.Combine(Home, "user"),
                    "HF_ENDPOINT" or "MODELSCOPE_ENDPOINT" => Server.Url,
                    _ => null,
                },
            Path.Combine(Home, "cache")
        ) with
        {
            FirstDelay = TimeSpan.Zero,
        };

    /// <summary>Downloads all files, as a process of its own would.</summary>
    protected async Task<string> FetchAsync(
        Hub hub = Hub.HuggingFace,
        RepositoryKind kind = RepositoryKind.Dataset,
        HubSettings? settings = null,
        string[]? files = null,
        CancellationToken? stop = null
    )
    {
        using var downloads = new HubDownloads(settings ?? Settings(), Told.Enqueue);
        return await downloads.FetchAsync(
            HubRepository.Of(hub, kind, Id),
            listing => files ?? listing.Files.Select(file => file.Path),
            stop ?? Stop
        );
    }

    protected async Task<string> RefusedAsync(
        Hub hub = Hub.HuggingFace,
        RepositoryKind kind = RepositoryKind.Dataset,
        HubSettings? settings = null
    ) => (await Assert.ThrowsAsync<InputException>(() => FetchAsync(hub, kind, settings))).Message;

    protected static void IsWhole(string folder)
    {
        Assert.Equal(Large, File.ReadAllBytes(Path.Combine(folder, "large.bin")));
        Assert.Equal(Small, File.ReadAllBytes(Path.Combine(folder, "main", "small.jsonl")));
    }

    /// <summary>Every file that a snapshot in the cache has, whole or not.</summary>
    protected IReadOnlyList<string> Kept()
    {
        var root = Path.Combine(Home, "cache");
        return Directory.Exists(root)
            ?
            [
                .. Directory
                    .EnumerateFiles(root, "*", SearchOption.AllDirectories)
                    .Where(path => path.Contains("snapshots", StringComparison.Ordinal)),
            ]
            : [];
    }
}
