using Assay.Backends;
using Assay.Benchmarks;
using Assay.Datasets;
using Assay.Hubs;
using Assay.Repositories;
using Assay.Runs;

namespace Assay;

/// <summary>Downloads what a run needs and this machine lacks. Where that must not be, what needs it says what is missing.</summary>
internal sealed class RunDownloads : IDisposable
{
    private readonly EvalPlan plan;
    private readonly HubSettings settings;
    private readonly HubDownloads downloads;

    public RunDownloads(EvalPlan plan, EvaluationOptions options)
    {
        this.plan = plan;
        settings = HubAccess.Settings(options, plan.WorkDir, plan.Offline);
        downloads = new HubDownloads(settings, options.Downloads ?? (_ => { }));
    }

    /// <summary>The files of a benchmark that are not here.</summary>
    /// <exception cref="InputException">They are not to be had.</exception>
    public async Task DataAsync(
        LayeredDataSource data,
        Benchmark benchmark,
        BenchmarkSettings benchmarkSettings,
        CancellationToken cancellationToken
    )
    {
        var (info, hub) = (benchmark.Info, HubName.Parse(plan.DatasetHub, "--dataset-hub"));
        if (settings.Offline || benchmarkSettings.LocalPath is not null || info.IdAt(hub) is null)
        {
            return;
        }
        var withExamples = benchmark.ExamplesWanted(benchmarkSettings) > 0;
        var missing = DatasetFetch
            .Addresses(info, benchmarkSettings.Subsets, withExamples)
            .Where(address => data.Find(address).Count == 0)
            .ToList();
        if (missing.Count > 0)
        {
            try
            {
                await DatasetFetch.FetchAsync(downloads, hub, info, missing, _ => true, cancellationToken);
            }
            catch (InputException e)
            {
                throw new InputException(
                    $"not on this machine, and {e.What}",
                    $"{info.Name} ({e.Where})",
                    $"{e.Remedy}; --dataset-hub Local --dataset-dir DIR reads a folder that has it",
                    e
                );
            }
        }
    }

    /// <summary>The models that are not here.</summary>
    /// <exception cref="InputException">They are not to be had.</exception>
    public async Task ModelsAsync(CancellationToken cancellationToken)
    {
        var hub = HubName.Parse(plan.ModelHub, "--model-hub");
        // Looking at a plan must not cost gigabytes.
        if (settings.Offline || hub is Hub.Local || plan.DryRun)
        {
            return;
        }
        foreach (var id in plan.Models.Select(name => ModelBackends.RepositoryOf(name, plan)).OfType<string>())
        {
            var repository = HubRepository.Of(hub, RepositoryKind.Model, id, LocalBackend.Argument(plan, "revision"));
            try
            {
                await HubAccess.FetchModelAsync(downloads, repository, cancellationToken);
            }
            catch (InputException e)
            {
                throw new InputException(
                    $"no folder here, and {e.What}",
                    $"model '{id}'",
                    $"{e.Remedy}; a server's model needs --api-url http://HOST:PORT/v1",
                    e
                );
            }
        }
    }

    public void Dispose() => downloads.Dispose();
}
