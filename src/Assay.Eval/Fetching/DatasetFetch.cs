using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Datasets;
using Assay.Hubs;
using Assay.Repositories;

namespace Assay;

/// <summary>Finds the files of a benchmark in its repository and downloads them.</summary>
internal static class DatasetFetch
{
    /// <summary>The splits that a benchmark needs.</summary>
    /// <param name="info">The benchmark.</param>
    /// <param name="subsets">Its subsets.</param>
    /// <param name="withExamples">Whether the few-shot split is needed.</param>
    public static ImmutableArray<DataAddress> Addresses(
        BenchmarkInfo info,
        ImmutableArray<SubsetInfo> subsets,
        bool withExamples
    )
    {
        IEnumerable<string> splits =
            withExamples && info.FewShotSplit is { } examples && examples != info.EvaluationSplit
                ? [info.EvaluationSplit, examples]
                : [info.EvaluationSplit];
        return [.. subsets.SelectMany(subset => splits.Select(split => new DataAddress(info, subset.Name, split)))];
    }

    /// <summary>Downloads the files that hold some splits.</summary>
    /// <param name="downloads">What downloads.</param>
    /// <param name="hub">From where.</param>
    /// <param name="info">The benchmark.</param>
    /// <param name="addresses">The splits.</param>
    /// <param name="needed">Whether a split has to be there.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The folder with them.</returns>
    /// <exception cref="InputException">The repository, or a split in it, is not to be had.</exception>
    public static Task<string> FetchAsync(
        HubDownloads downloads,
        Hub hub,
        BenchmarkInfo info,
        IReadOnlyCollection<DataAddress> addresses,
        Func<DataAddress, bool> needed,
        CancellationToken cancellationToken
    )
    {
        var repository = HubRepository.Of(hub, RepositoryKind.Dataset, IdAt(hub, info));
        return downloads.FetchAsync(repository, Choose, cancellationToken);

        IEnumerable<string> Choose(HubListing listing)
        {
            var files = new WantedFiles(repository.ToString(), listing.Files.Select(file => file.Path));
            foreach (var address in addresses)
            {
                var found = files.Of(address);
                if (found.IsEmpty && needed(address))
                {
                    throw files.NotFound(address, $"try --dataset-hub {Other(hub)}");
                }
                foreach (var file in found)
                {
                    yield return file;
                }
            }
        }
    }

    private static string IdAt(Hub hub, BenchmarkInfo info) =>
        info.IdAt(hub)
        ?? throw new InputException(
            $"'{info.Name}' has no repository at {hub}",
            "--dataset-hub",
            info.IdAt(Other(hub)) is null
                ? "use --dataset-hub Local --dataset-dir DIR with a folder that has it"
                : $"use --dataset-hub {Other(hub)}"
        );

    private static Hub Other(Hub hub) => hub is Hub.ModelScope ? Hub.HuggingFace : Hub.ModelScope;
}
