using System.Collections.Immutable;
using Assay.Backends;
using Assay.Benchmarks;
using Assay.Datasets;
using Assay.Judging;
using Assay.Models;
using Assay.Prompts;
using Assay.Reports;
using Assay.Runs;
using Assay.Scoring.Code;

namespace Assay;

/// <summary>A plan made concrete: its models, its tasks, and how requests are made. Nothing has been asked yet.</summary>
internal sealed class EvalSession : IAsyncDisposable
{
    private EvalSession(
        EvalPlan plan,
        ImmutableArray<IModel> models,
        ImmutableArray<SubsetTask> tasks,
        RequestBuilder builder
    )
    {
        Plan = plan;
        Models = models;
        Tasks = tasks;
        Builder = builder;
    }

    public EvalPlan Plan { get; }

    public ImmutableArray<IModel> Models { get; }

    public ImmutableArray<SubsetTask> Tasks { get; }

    public RequestBuilder Builder { get; }

    /// <summary>Runs answers that are programs.</summary>
    public required ICodeJudge Programs { get; init; }

    /// <summary>Those who judge; empty where nothing is judged.</summary>
    public ImmutableArray<IModel> Judges { get; private init; } = [];

    /// <summary>People's verdicts to compare with.</summary>
    public PeopleLabels People { get; private init; } = PeopleLabels.None;

    /// <summary>Those of <see cref="Models"/> that were made here; the caller's stay the caller's.</summary>
    private ImmutableArray<IModel> Own { get; init; } = [];

    /// <summary>Published scores to compare with; null for none.</summary>
    public IReadOnlyDictionary<TargetKey, Target>? Targets { get; private init; }

    /// <summary>Resolves names to models and data sets to tasks.</summary>
    /// <exception cref="InputException">A name is unknown, data are missing, an argument is wrong.</exception>
    public static async ValueTask<EvalSession> OpenAsync(
        EvalPlan plan,
        EvaluationOptions options,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        var rawText = plan.TemplateType is { } template && TemplateTypes.Get(template).RawText;
        var benchmarks = Benchmarks(plan);
        CheckDatasetArgs(plan, benchmarks);
        var data = DataSources.Create(plan.DatasetHub, plan.DatasetDir, plan.WorkDir);
        var planner = new TaskPlanner(data, plan.Seed, plan.Shuffle, warn);
        using var fetch = new RunDownloads(plan, options);
        var tasks = ImmutableArray.CreateBuilder<SubsetTask>();
        foreach (var benchmark in benchmarks)
        {
            var settings = SettingsOf(plan, benchmark);
            await fetch.DataAsync(data, benchmark, settings, cancellationToken);
            tasks.AddRange(await planner.PlanAsync(benchmark, settings, cancellationToken));
        }
        var programs = options.Programs ?? SandboxChoice.Open(plan);
        tasks = await RunnableAsync(plan, tasks, programs, warn, cancellationToken);
        await fetch.ModelsAsync(cancellationToken);
        ImmutableArray<IModel> models =
        [
            .. plan.Models.Select(name => ModelBackends.Create(name, plan, options.ApiKey, options.Time)),
        ];
        ImmutableArray<IModel> all = [.. models, .. options.Models];
        if (all.IsEmpty)
        {
            throw new InputException(
                "no model is named",
                "--model",
                "name a server's model (with --api-url) or a backend such as baseline:majority; 'assay models' lists them"
            );
        }
        if (
            all.GroupBy(model => model.Identity.Name, StringComparer.Ordinal).FirstOrDefault(x => x.Count() > 1) is
            { } twice
        )
        {
            throw new InputException($"'{twice.Key}' is named twice", "--model", "name each model once");
        }
        var judges = OpenJudges(plan, options, tasks);
        return new EvalSession(plan, all, tasks.ToImmutable(), new RequestBuilder(plan.Generation, rawText))
        {
            Own = [.. models, .. judges.Where(judge => !options.Judges.Contains(judge))],
            Programs = programs,
            Judges = judges,
            People = LabelFile.Read(plan.Judge.Labels, plan.Judge.Scale),
            Targets = plan.Targets is { } targets ? TargetFile.Read(targets) : null,
        };
    }

    /// <summary>The tasks whose answers can be scored on this machine: programs need a sandbox and their language's tools.</summary>
    /// <exception cref="InputException">There is no sandbox, or nothing is left to run.</exception>
    private static async ValueTask<ImmutableArray<SubsetTask>.Builder> RunnableAsync(
        EvalPlan plan,
        ImmutableArray<SubsetTask>.Builder tasks,
        ICodeJudge programs,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        if (plan.Stage is Stage.Infer or Stage.Report || plan.DryRun)
        {
            return tasks;
        }
        var runnable = ImmutableArray.CreateBuilder<SubsetTask>(tasks.Count);
        foreach (var task in tasks)
        {
            var lacks = task.Benchmark is IProgramBenchmark benchmark
                ? await benchmark.LacksAsync(task.Subset.Name, programs, cancellationToken)
                : null;
            if (lacks is null)
            {
                runnable.Add(task);
            }
            else
            {
                warn($"{task.Dataset}, subset {task.Subset.Name}, is left out: {lacks}");
                if (tasks.Count == 1 || (runnable.Count == 0 && task == tasks[^1]))
                {
                    throw new InputException(
                        $"its programs cannot be run here: {lacks}",
                        $"data set '{task.Dataset}'",
                        "or ask only, with --stage infer, and score later, with --stage review"
                    );
                }
            }
        }
        return runnable;
    }

    /// <summary>Whether the answers to a data set are judged.</summary>
    public bool IsJudged(SubsetTask task) =>
        !Judges.IsEmpty && JudgePanel.Judges(task.Benchmark.Info, task.Settings, Plan.Judge.Strategy);

    /// <summary>Makes sure that each judge can be asked.</summary>
    public async ValueTask PrepareJudgesAsync(CancellationToken cancellationToken)
    {
        if (Tasks.Any(IsJudged))
        {
            foreach (var judge in Judges)
            {
                await judge.PrepareAsync(ModelNeeds.Chat, cancellationToken);
            }
        }
    }

    /// <summary>Makes sure, before the first request is spent, that each model can do what its tasks need.</summary>
    public async ValueTask PrepareModelsAsync(CancellationToken cancellationToken)
    {
        var needs = Tasks
            .Select(task => Builder.Needs(task.Settings.Mode))
            .Aggregate(ModelNeeds.None, (all, need) => all | need);
        foreach (var model in Models)
        {
            if (needs.HasFlag(ModelNeeds.Likelihood) && model is not ILikelihoodModel)
            {
                throw new InputException(
                    "this backend gives no log-likelihoods",
                    $"model '{model.Identity.Name}'",
                    "run with mode 'generate' in --dataset-args, or through a server with echo and logprobs (vLLM, llama.cpp)"
                );
            }
            await model.PrepareAsync(needs, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Programs.DisposeAsync();
        foreach (var model in Own)
        {
            await model.DisposeAsync();
        }
    }

    private static ImmutableArray<IModel> OpenJudges(
        EvalPlan plan,
        EvaluationOptions options,
        IEnumerable<SubsetTask> tasks
    )
    {
        var judge = plan.Judge;
        if (judge.Models.IsEmpty && options.Judges.IsEmpty)
        {
            return tasks.FirstOrDefault(task => task.Benchmark.Info.NeedsJudge && judge.Strategy != JudgeStrategy.Rule)
                    is { } task
                    ? throw new InputException(
                        "its answers can only be judged, and no judge is named",
                        $"data set '{task.Dataset}'",
                        "name one with --judge-model (and --judge-api-url), or take --judge-strategy rule"
                    )
                : judge.Strategy is JudgeStrategy.Llm or JudgeStrategy.LlmRecall
                    ? throw new InputException(
                        "no judge is named",
                        "--judge-strategy",
                        "name one with --judge-model (and --judge-api-url)"
                    )
                : [];
        }
        // A key goes to no other server than the one it was given for.
        var sameServer = judge.ApiUrl is null || judge.ApiUrl == plan.ApiUrl;
        var key =
            Environment.GetEnvironmentVariable("ASSAY_JUDGE_API_KEY") is { Length: > 0 } own ? own
            : sameServer ? options.ApiKey
            : null;
        var server = plan with
        {
            ApiUrl = judge.ApiUrl ?? plan.ApiUrl,
            EvalType = null,
            ChatTemplate = null,
            ModelArgs = ImmutableSortedDictionary.Create<string, System.Text.Json.JsonElement>(StringComparer.Ordinal),
        };
        ImmutableArray<IModel> judges =
        [
            .. judge.Models.Select(name => ModelBackends.Create(name, server, key, options.Time)),
            .. options.Judges,
        ];
        return
            judges.GroupBy(x => x.Identity.Name, StringComparer.Ordinal).FirstOrDefault(x => x.Count() > 1) is { } twice
            ? throw new InputException($"'{twice.Key}' is named twice", "--judge-model", "name each judge once")
            : judges;
    }

    /// <summary>Downloads what a plan needs and this machine lacks.</summary>
    /// <exception cref="InputException">A name is unknown, or a download fails.</exception>
    public static async Task FetchAsync(EvalPlan plan, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var data = DataSources.Create(plan.DatasetHub, plan.DatasetDir, plan.WorkDir);
        using var fetch = new RunDownloads(plan, options);
        foreach (var benchmark in Benchmarks(plan))
        {
            await fetch.DataAsync(data, benchmark, SettingsOf(plan, benchmark), cancellationToken);
        }
        await fetch.ModelsAsync(cancellationToken);
    }

    private static ImmutableArray<Benchmark> Benchmarks(EvalPlan plan)
    {
        foreach (var plugin in plan.Plugins)
        {
            PluginLoader.Load(plugin);
        }
        return DatasetNames.Resolve(plan.Datasets);
    }

    private static BenchmarkSettings SettingsOf(EvalPlan plan, Benchmark benchmark) =>
        SettingsReader.Read(
            benchmark.Info,
            ArgumentsOf(plan, benchmark.Info),
            plan.Limit,
            plan.Repeats,
            plan.Extractor
        );

    private static System.Text.Json.JsonElement? ArgumentsOf(EvalPlan plan, BenchmarkInfo info) =>
        plan
            .DatasetArgs.Where(entry => Names(info).Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            .Select(entry => (System.Text.Json.JsonElement?)entry.Value)
            .FirstOrDefault();

    private static IEnumerable<string> Names(BenchmarkInfo info) => info.Aliases.Prepend(info.Name);

    private static void CheckDatasetArgs(EvalPlan plan, ImmutableArray<Benchmark> benchmarks)
    {
        var names = benchmarks.SelectMany(benchmark => Names(benchmark.Info)).ToList();
        foreach (var key in plan.DatasetArgs.Keys)
        {
            if (!names.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                // Arguments of a known data set that is not run now are harmless: task files are shared between runs.
                BenchmarkRegistry.Find(key);
            }
        }
    }
}
