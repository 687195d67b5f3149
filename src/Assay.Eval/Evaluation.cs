using System.Collections.Immutable;
using System.Reflection;
using Assay.Caching;
using Assay.Datasets;
using Assay.Plans;
using Assay.Reports;
using Assay.Runs;
using Assay.Runs.Caching;

namespace Assay;

/// <summary>Runs evaluations: the counterpart of <c>run_task(task_cfg)</c>. No console involved.</summary>
public static class Evaluation
{
    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="cancellationToken">Stops at once; what was answered is in the run folder, and the same plan goes on.</param>
    /// <exception cref="InputException">Something in the plan cannot be used; nothing answered so far is lost.</exception>
    public static Task<EvalOutcome> RunAsync(EvalPlan plan, CancellationToken cancellationToken = default) =>
        RunAsync(plan, new EvaluationOptions(), cancellationToken);

    /// <summary>Runs a task configuration with the keys of the early platform's (<c>model</c>, <c>datasets</c>, …).</summary>
    /// <exception cref="InputException">Something in it cannot be used.</exception>
    public static Task<EvalOutcome> RunAsync(
        IReadOnlyDictionary<string, object?> taskConfiguration,
        CancellationToken cancellationToken = default
    ) => RunAsync(PlanReader.FromDictionary(taskConfiguration), cancellationToken);

    /// <summary>Runs a plan with an observer, a key, models of one's own.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="options">What is not part of the plan.</param>
    /// <param name="cancellationToken">Stops at once; what was answered is in the run folder, and the same plan goes on.</param>
    /// <exception cref="InputException">Something in the plan cannot be used; nothing answered so far is lost.</exception>
    public static async Task<EvalOutcome> RunAsync(
        EvalPlan plan,
        EvaluationOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        var warnings = new Warnings();
        await using var session = await EvalSession.OpenAsync(plan, options, warnings.Add, cancellationToken);
        var parts = RunFingerprint.Parts(
            plan,
            session.Models.Select(model => model.Identity),
            session.Tasks,
            session.Builder
        );
        var fingerprint = RunFingerprint.Of(parts);
        var path = RunFolderFor(plan, fingerprint, parts, options.Time);
        if (plan.Stage is Stage.Report)
        {
            return new EvalOutcome(await ReportReader.ReadAsync(path, cancellationToken), RunStatus.Completed);
        }
        if (plan.Stage is not Stage.Review)
        {
            await session.PrepareModelsAsync(cancellationToken);
        }
        if (plan.Stage is not Stage.Infer)
        {
            await session.PrepareJudgesAsync(cancellationToken);
        }

        try
        {
            return await RunInAsync(
                path,
                new RunState(fingerprint, RunProgress.Unfinished, parts, Version),
                session,
                warnings,
                options,
                cancellationToken
            );
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            throw new InputException(
                "the disk is full",
                path,
                "free some space and repeat the command: it goes on from the last answer that was written",
                e
            );
        }
    }

    private static async Task<EvalOutcome> RunInAsync(
        string path,
        RunState state,
        EvalSession session,
        Warnings warnings,
        EvaluationOptions options,
        CancellationToken cancellationToken
    )
    {
        var resumed = RunState.Read(path) is not null;
        using var folder = RunFolder.Open(path);
        using var journal = new RunJournal(folder.LogFile, options.Observer ?? Nobody.Instance, options.Time);
        state.Write(path);
        RunFolder.WriteAtomically(folder.PlanFile, PlanWriter.ToYaml(session.Plan));
        journal.On(new RunOpened(path, resumed));
        warnings.GoTo(journal);
        using var cache = OpenCache(session.Plan, session.Judges.Length, options, warnings.Add);
        try
        {
            var outcome = await new EvalRun(session, folder, cache, journal, options).ExecuteAsync(cancellationToken);
            var whole = outcome.Status is not RunStatus.Interrupted && journal.Failed == 0;
            (state with { Progress = whole ? RunProgress.Answered : RunProgress.Unfinished }).Write(path);
            journal.Close(outcome.Status.ToString().ToLowerInvariant());
            return outcome with { Elapsed = journal.Elapsed };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            journal.Close("stopped");
            throw;
        }
        catch (InputException e)
        {
            journal.Close(e.Message);
            throw;
        }
    }

    /// <summary>
    /// Downloads the data sets and models that a plan needs and this machine lacks. A run does the same by itself; this does it
    /// ahead.
    /// </summary>
    /// <exception cref="InputException">Something in the plan cannot be used, or a download fails.</exception>
    public static Task FetchAsync(
        EvalPlan plan,
        EvaluationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        return EvalSession.FetchAsync(plan, options ?? new EvaluationOptions(), cancellationToken);
    }

    /// <summary>What a plan would ask, without asking.</summary>
    /// <exception cref="InputException">Something in the plan cannot be used.</exception>
    public static async Task<EvalPreview> PreviewAsync(
        EvalPlan plan,
        EvaluationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        await using var session = await EvalSession.OpenAsync(
            plan,
            options ?? new EvaluationOptions(),
            _ => { },
            cancellationToken
        );
        return EvalPreviewer.Preview(session, cancellationToken);
    }

    private static string Version =>
        typeof(Evaluation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "0";

    private static string RunFolderFor(
        EvalPlan plan,
        string fingerprint,
        SortedDictionary<string, string> parts,
        TimeProvider time
    )
    {
        if (plan.UseCache is { } given && !bool.TryParse(given, out _))
        {
            return MatchingRun(given, fingerprint, parts);
        }
        var onlyRead = plan.Stage is Stage.Review or Stage.Report;
        if (!plan.NewRun && RunCatalogue.Newest(plan.Outputs, fingerprint, unfinishedOnly: !onlyRead) is { } known)
        {
            return known;
        }
        return onlyRead
            ? throw new InputException(
                "there is no run of this plan to score",
                plan.Outputs,
                "run it with --stage infer first, or name its folder with --use-cache RUN"
            )
            : RunCatalogue.NewFolder(plan.Outputs, fingerprint, time.GetUtcNow());
    }

    private static string MatchingRun(string folder, string fingerprint, SortedDictionary<string, string> parts)
    {
        var state =
            RunState.Read(folder)
            ?? throw new InputException(
                "there is no run here",
                $"--use-cache {folder}",
                "name a folder that holds run.json, or leave the flag out"
            );
        if (state.Fingerprint == fingerprint)
        {
            return folder;
        }
        var differing = parts
            .Keys.Union(state.Parts.Keys, StringComparer.Ordinal)
            .Where(key => parts.GetValueOrDefault(key) != state.Parts.GetValueOrDefault(key))
            .Select(key =>
                $"{key}: was '{state.Parts.GetValueOrDefault(key, "absent")}', is '{parts.GetValueOrDefault(key, "absent")}'"
            )
            .ToList();
        var more = differing.Count > 3 ? $" and {differing.Count - 3} more" : "";
        throw new InputException(
            $"this plan asks something else than that run ({string.Join("; ", differing.Take(3))}{more})",
            $"--use-cache {folder}",
            "repeat the run's own plan (its plan.yaml), or start a new run"
        );
    }

    private static IAnswerCache OpenCache(EvalPlan plan, int judges, EvaluationOptions options, Action<string> warn)
    {
        if (
            plan.NoCache
            || (plan.Stage is Stage.Review && judges == 0)
            || (bool.TryParse(plan.UseCache, out var use) && !use)
        )
        {
            return new NoAnswerCache();
        }
        return plan.MemCache
            ? new MemoryAnswerCache()
            : SqliteAnswerCache.Open(AnswerCacheFile(plan.WorkDir), options.Time, warn);
    }

    /// <summary>Where the answer cache is: below <paramref name="workDir"/>, <c>ASSAY_HOME</c> or <c>~/.cache/assay</c>.</summary>
    public static string AnswerCacheFile(string? workDir) => SqliteAnswerCache.PathBelow(DataRoots.Home(workDir));

    private sealed class Nobody : IRunObserver
    {
        public static Nobody Instance { get; } = new();

        public void On(RunEvent happening) { }
    }
}
