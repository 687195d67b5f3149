using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Prompts;

namespace Assay.Runs;

/// <summary>
/// Finds a benchmark's data and chooses samples and examples. Everything that can be wrong with the data's place is found here,
/// before a model is asked.
/// </summary>
/// <param name="sources">Where rows come from, unless a benchmark brings its own.</param>
/// <param name="seed">Seed of random examples.</param>
/// <param name="shuffle">Seed of the samples' order; null for file order.</param>
/// <param name="warn">Told what the user should know.</param>
public sealed class TaskPlanner(IDataSource sources, int seed, int? shuffle, Action<string> warn)
{
    /// <summary>Plans each subset of a benchmark.</summary>
    /// <exception cref="InputException">Data are missing, unreadable or empty.</exception>
    public async ValueTask<ImmutableArray<SubsetTask>> PlanAsync(
        Benchmark benchmark,
        BenchmarkSettings settings,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        ArgumentNullException.ThrowIfNull(settings);
        var info = benchmark.Info with { EvaluationSplit = settings.Split ?? benchmark.Info.EvaluationSplit };
        if (settings.Subsets.IsEmpty)
        {
            var all = new DataAddress(info, "NAME", info.EvaluationSplit, settings.LocalPath);
            settings = settings with
            {
                Subsets =
                [
                    .. (await (benchmark.Data ?? sources).SubsetsAsync(all, cancellationToken)).Select(
                        name => new SubsetInfo(name)
                    ),
                ],
            };
        }
        var tasks = ImmutableArray.CreateBuilder<SubsetTask>(settings.Subsets.Length);
        foreach (var subset in settings.Subsets)
        {
            tasks.Add(await PlanAsync(benchmark, info, settings, subset, cancellationToken));
        }
        return tasks.MoveToImmutable();
    }

    private async ValueTask<SubsetTask> PlanAsync(
        Benchmark benchmark,
        BenchmarkInfo info,
        BenchmarkSettings settings,
        SubsetInfo subset,
        CancellationToken cancellationToken
    )
    {
        var evaluation = new DataAddress(info, subset.Name, info.EvaluationSplit, settings.LocalPath);
        var data = benchmark.Data ?? sources;
        var rows = await data.OpenAsync(evaluation, cancellationToken);
        if (info.UsersData)
        {
            UsersDataCheck.Read(benchmark, rows, subset.Name);
        }
        var all = benchmark.Read(rows, subset.Name, settings);
        var first =
            all.FirstOrDefault()
            ?? throw new InputException(
                $"the '{info.EvaluationSplit}' split of subset '{subset.Name}' is empty",
                info.Name,
                "check the data files or leave the subset out with subset_list"
            );

        var wanted = benchmark.ExamplesWanted(settings);
        var pool = new Lazy<IReadOnlyList<Sample>>(() => []);
        if (info.FewShotSplit is { } split)
        {
            var address = evaluation with { Split = split };
            IReadOnlyList<Sample>? loaded =
                wanted > 0 ? await PoolAsync(benchmark, settings, address, cancellationToken) : null;
            pool = new(() => loaded ?? PoolOrEmpty(benchmark, settings, address));
        }
        var examples = wanted > 0 ? Examples(benchmark, settings, subset, pool.Value, wanted) : [];
        var promptFile = info.PromptFile is { } file
            ? await data.ReadTextAsync(evaluation, file, cancellationToken)
            : null;
        return new SubsetTask(
            benchmark,
            settings,
            subset,
            new Shots(examples, promptFile),
            pool,
            Chosen(all, settings.Limit, subset, info.Name),
            Expected(settings.Limit, subset)
        )
        {
            First = first,
        };
    }

    private async ValueTask<IReadOnlyList<Sample>> PoolAsync(
        Benchmark benchmark,
        BenchmarkSettings settings,
        DataAddress address,
        CancellationToken cancellationToken
    )
    {
        var rows = await (benchmark.Data ?? sources).OpenAsync(address, cancellationToken);
        return [.. benchmark.Read(rows, address.Subset, settings)];
    }

    // Only baselines look at a pool that no prompt needs; a missing few-shot split is no reason to refuse the run then.
    private IReadOnlyList<Sample> PoolOrEmpty(Benchmark benchmark, BenchmarkSettings settings, DataAddress address)
    {
        try
        {
            return PoolAsync(benchmark, settings, address, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (InputException)
        {
            return [];
        }
    }

    private ImmutableArray<Sample> Examples(
        Benchmark benchmark,
        BenchmarkSettings settings,
        SubsetInfo subset,
        IReadOnlyList<Sample> pool,
        int wanted
    )
    {
        if (pool.Count < wanted)
        {
            throw new InputException(
                $"{wanted} few-shot examples are wanted, but the '{benchmark.Info.FewShotSplit}' split of '{subset.Name}' has "
                    + $"{pool.Count} rows",
                benchmark.Info.Name,
                "ask for fewer with few_shot_num"
            );
        }
        return settings.FewShotRandom
            ? [.. Shuffled(pool, StableSeed(seed, benchmark.Info.Name, subset.Name)).Take(wanted)]
            : [.. pool.Take(wanted)];
    }

    private IEnumerable<Sample> Chosen(IEnumerable<Sample> all, double? limit, SubsetInfo subset, string dataset)
    {
        if (shuffle is { } order)
        {
            var shuffled = Shuffled([.. all], StableSeed(order, dataset, subset.Name));
            all = shuffled;
        }
        return limit switch
        {
            null => Counted(all, subset, dataset),
            < 1 => all.Take((int)Math.Ceiling(limit.Value * (subset.Rows ?? all.Count()))),
            _ => all.Take((int)limit),
        };
    }

    private IEnumerable<Sample> Counted(IEnumerable<Sample> all, SubsetInfo subset, string dataset)
    {
        var count = 0;
        foreach (var sample in all)
        {
            count++;
            yield return sample;
        }
        if (RowCountCheck.Warning(dataset, subset, count) is { } warning)
        {
            warn(warning);
        }
    }

    private static int? Expected(double? limit, SubsetInfo subset) =>
        limit switch
        {
            null => subset.Rows,
            < 1 => subset.Rows is { } rows ? (int)Math.Ceiling(limit.Value * rows) : null,
            _ => subset.Rows is { } rows ? Math.Min((int)limit, rows) : (int)limit,
        };

    private static Sample[] Shuffled(IReadOnlyList<Sample> samples, int seed)
    {
        var order = samples.ToArray();
#pragma warning disable CA5394 // A seeded generator is wanted: runs must be reproducible.
        new Random(seed).Shuffle(order);
#pragma warning restore CA5394
        return order;
    }

    // string.GetHashCode differs from process to process.
    private static int StableSeed(int seed, string dataset, string subset) =>
        (int)System.IO.Hashing.XxHash32.HashToUInt32(System.Text.Encoding.UTF8.GetBytes($"{dataset}/{subset}"), seed);
}
