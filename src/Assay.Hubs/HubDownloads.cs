using System.Collections.Concurrent;
using System.Collections.Immutable;
using Assay.Hubs.Clients;
using Assay.Hubs.Downloads;
using Assay.Repositories;
using Polly;
using Polly.Retry;

namespace Assay.Hubs;

/// <summary>
/// Downloads from the hubs into Assay's cache. Several processes share it: one downloads a repository, the others wait and find it
/// there. What is in the cache is whole and checked; what was begun is gone on with.
/// </summary>
/// <param name="settings">How the hubs are reached.</param>
/// <param name="tell">Told what happens, from any thread.</param>
public sealed class HubDownloads(HubSettings settings, Action<DownloadEvent> tell) : IDisposable
{
    // Nobody without a network wants to wait half a minute to be told so.
    private const int MostCalls = 2;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<Hub, IHubClient> clients = new();

    /// <summary>Makes sure that files of a repository are on this machine.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="choose">Which of its files are wanted.</param>
    /// <param name="cancellationToken">Stops; the next call goes on.</param>
    /// <returns>The folder that has them.</returns>
    /// <exception cref="InputException">Nothing may reach out, the repository is not to be had, or a file arrives damaged.</exception>
    public async Task<string> FetchAsync(
        HubRepository repository,
        Func<HubListing, IEnumerable<string>> choose,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(choose);
        if (settings.Offline)
        {
            throw new InputException(
                $"{repository} is not on this machine, and nothing is downloaded offline",
                "--offline",
                "leave --offline (ASSAY_OFFLINE, HF_HUB_OFFLINE) out where the hub can be reached"
            );
        }
        var client = clients.GetOrAdd(repository.Hub, Connect);
        var retries = Retries();
        try
        {
            var listing = await retries.ExecuteAsync(
                token => new ValueTask<HubListing>(client.ListAsync(repository, token)),
                cancellationToken
            );
            var names = choose(listing).ToHashSet(StringComparer.Ordinal);
            ImmutableArray<HubFile> files = [.. listing.Files.Where(file => names.Contains(file.Path))];
            return await FetchAsync(client, repository, listing.Commit, files, retries, cancellationToken);
        }
        catch (HubException e)
        {
            throw new InputException(
                $"{repository} could not be downloaded: {e.Message}",
                client.Address,
                "repeat the command: it goes on where it stopped; "
                    + $"or name a mirror with {(repository.Hub is Hub.HuggingFace ? "HF_ENDPOINT" : "MODELSCOPE_ENDPOINT")}",
                e
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in clients.Values.OfType<IDisposable>())
        {
            client.Dispose();
        }
    }

    private async Task<string> FetchAsync(
        IHubClient client,
        HubRepository repository,
        string commit,
        ImmutableArray<HubFile> files,
        ResiliencePipeline retries,
        CancellationToken cancellationToken
    )
    {
        var store = new SnapshotStore(settings.Home, repository);
        using var held = await FileLock.TakeAsync(
            store.LockFile,
            () => tell(new DownloadAwaited(repository)),
            settings.Time,
            cancellationToken
        );
        ImmutableArray<HubFile> missing = [.. files.Where(file => !store.Has(commit, file))];
        if (!missing.IsEmpty)
        {
            tell(new DownloadBegan(repository, missing.Length, Total(missing)));
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = settings.Parallel,
                CancellationToken = cancellationToken,
            };
            await Parallel.ForEachAsync(
                missing,
                options,
                async (file, token) =>
                {
                    var download = new FileDownload(client, store, repository, commit, retries, settings, tell);
                    await download.FetchAsync(file, token);
                }
            );
        }
        store.Refer(repository.Revision, commit);
        store.Refer(commit, commit);
        store.DropParts();
        tell(new DownloadEnded(repository, store.Folder(commit), missing.Length));
        return store.Folder(commit);
    }

    private static long? Total(ImmutableArray<HubFile> files) =>
        files.All(file => file.Size is not null) ? files.Sum(file => file.Size) : null;

    private IHubClient Connect(Hub hub) =>
        hub switch
        {
            Hub.HuggingFace => new HuggingFaceClient(settings),
            Hub.ModelScope => new ModelScopeClient(settings),
            _ => throw new InputException("nothing comes from hub Local", "--dataset-hub", "name a hub"),
        };

    private ResiliencePipeline Retries() =>
        settings.Retries == 0
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = settings.Time }
                .AddRetry(
                    new RetryStrategyOptions
                    {
                        MaxRetryAttempts = settings.Retries,
                        ShouldHandle = args =>
                            new(
                                args.Outcome.Exception is HubException failure
                                    && (!failure.NoServer || args.AttemptNumber < MostCalls)
                            ),
                        BackoffType = DelayBackoffType.Exponential,
                        UseJitter = settings.FirstDelay > TimeSpan.Zero,
                        Delay = settings.FirstDelay,
                        MaxDelay = LongestDelay,
                        DelayGenerator = args => new((args.Outcome.Exception as HubException)?.RetryAfter),
                        OnRetry = args =>
                        {
                            tell(new DownloadRetried(args.Outcome.Exception!.Message, args.RetryDelay));
                            return default;
                        },
                    }
                )
                .Build();
}
