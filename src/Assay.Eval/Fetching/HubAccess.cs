using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Datasets;
using Assay.Hubs;
using Assay.Models.Local.Folders;
using Assay.Repositories;

namespace Assay;

/// <summary>Fetches data sets and models ahead of a run, and packs data sets for machines that reach no hub.</summary>
public static class HubAccess
{
    /// <summary>Downloads a data set's newest version: all subsets, with the examples.</summary>
    /// <param name="name">The data set.</param>
    /// <param name="hub">From where.</param>
    /// <param name="workDir">Root of the caches; null for the default.</param>
    /// <param name="options">How the hubs are reached, and who is told.</param>
    /// <param name="cancellationToken">Stops; the next call goes on.</param>
    /// <returns>The folder with the files.</returns>
    /// <exception cref="InputException">The name is unknown, or the files are not to be had.</exception>
    public static async Task<string> PullDatasetAsync(
        string name,
        Hub hub,
        string? workDir,
        EvaluationOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var info = BenchmarkRegistry.Find(name).Info;
        using var downloads = Downloads(options, workDir);
        return await DatasetFetch.FetchAsync(
            downloads,
            hub,
            info,
            DatasetFetch.Addresses(info, info.Subsets, withExamples: true),
            address => address.Split == info.EvaluationSplit,
            cancellationToken
        );
    }

    /// <summary>Downloads a model: settings, tokenizer, template, weights.</summary>
    /// <param name="id"><c>ORG/NAME</c>.</param>
    /// <param name="hub">From where.</param>
    /// <param name="revision">Branch, tag or commit; null for the usual one.</param>
    /// <param name="workDir">Root of the caches; null for the default.</param>
    /// <param name="options">How the hubs are reached, and who is told.</param>
    /// <param name="cancellationToken">Stops; the next call goes on.</param>
    /// <returns>The folder with the files.</returns>
    /// <exception cref="InputException">The files are not to be had.</exception>
    public static async Task<string> PullModelAsync(
        string id,
        Hub hub,
        string? revision,
        string? workDir,
        EvaluationOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        using var downloads = Downloads(options, workDir);
        return await FetchModelAsync(
            downloads,
            HubRepository.Of(hub, RepositoryKind.Model, id, revision),
            cancellationToken
        );
    }

    /// <summary>
    /// Packs data sets that are on this machine into a zip archive that <c>--dataset-dir</c> takes. The same files give the same bytes.
    /// </summary>
    /// <param name="names">The data sets.</param>
    /// <param name="data">Where they are.</param>
    /// <param name="archive">The archive; an older one is replaced.</param>
    /// <param name="cancellationToken">Stops; nothing is left then.</param>
    /// <returns>How many files it has.</returns>
    /// <exception cref="InputException">A name is unknown, or data are missing.</exception>
    public static Task<int> PackAsync(
        IEnumerable<string> names,
        LayeredDataSource data,
        string archive,
        CancellationToken cancellationToken = default
    )
    {
        ImmutableArray<BenchmarkInfo> benchmarks =
        [
            .. names.Select(name => BenchmarkRegistry.Find(name).Info).DistinctBy(info => info.Name),
        ];
        return DatasetArchive.WriteAsync(benchmarks, data, archive, cancellationToken);
    }

    internal static HubSettings Settings(EvaluationOptions options, string? workDir, bool offline)
    {
        var settings = options.Hubs ?? HubSettings.FromEnvironment(Environment.GetEnvironmentVariable, workDir);
        return settings with
        {
            Home = workDir ?? settings.Home,
            Offline = settings.Offline || offline,
            Time = options.Time,
        };
    }

    internal static Task<string> FetchModelAsync(
        HubDownloads downloads,
        HubRepository repository,
        CancellationToken cancellationToken
    ) =>
        downloads.FetchAsync(
            repository,
            listing => NeededFiles.Of(repository.ToString(), listing.Files.Select(file => file.Path)),
            cancellationToken
        );

    private static HubDownloads Downloads(EvaluationOptions options, string? workDir) =>
        new(Settings(options, workDir, offline: false), options.Downloads ?? (_ => { }));
}
