namespace Assay.Plans;

/// <summary>Where a run is kept, what it may reuse, and what this one start of it does.</summary>
public static partial class PlanKeys
{
    private static IEnumerable<PlanKey> Storage() =>
        [
            new("outputs", PlanKeyKind.Text, "Folder of run folders. Default: outputs.")
            {
                Form = "DIR",
                Read = (plan, value) => plan with { Outputs = value.Text() },
                Write = plan => Written.Text(plan.Outputs),
            },
            new("work_dir", PlanKeyKind.Text, "Root of caches. Default: ASSAY_HOME or ~/.cache/assay.")
            {
                Form = "DIR",
                Read = (plan, value) => plan with { WorkDir = value.Text() },
                Write = plan => Written.Text(plan.WorkDir),
            },
            new(
                "use_cache",
                PlanKeyKind.Text,
                "true: reuse what was answered before; false: ask again; a run folder: go on from there. Default: true."
            )
            {
                Form = "true|false|RUN",
                ValueOptional = true,
                Read = (plan, value) => plan with { UseCache = UseCache(value) },
                // A run folder is where this start went on, not part of what is to be done.
                Write = plan => bool.TryParse(plan.UseCache, out var use) ? Written.Flag(use) : null,
            },
            new("mem_cache", PlanKeyKind.Flag, "Keep answers in memory instead of the answer cache on disk.")
            {
                Read = (plan, value) => plan with { MemCache = value.Flag() },
                Write = plan => Written.Flag(plan.MemCache),
            },
            new("no_cache", PlanKeyKind.Flag, "No answer cache at all.")
            {
                Read = (plan, value) => plan with { NoCache = value.Flag() },
                Write = plan => Written.Flag(plan.NoCache),
            },
            new(
                "targets",
                PlanKeyKind.Text,
                "Table of published scores (model, dataset, score) that the leaderboard compares with."
            )
            {
                Form = "FILE",
                Read = (plan, value) => plan with { Targets = value.Text() },
                Write = plan => Written.Text(plan.Targets),
            },
            new("new_run", PlanKeyKind.Flag, "Start a new run even if an unfinished one of the same plan is there.")
            {
                Read = (plan, value) => plan with { NewRun = value.Flag() },
            },
            new("dry_run", PlanKeyKind.Flag, "Show the plan, first prompts and an estimate; ask nothing.")
            {
                Read = (plan, value) => plan with { DryRun = value.Flag() },
            },
            new("debug", PlanKeyKind.Flag, "Log every request and answer; show stack traces.")
            {
                Read = (plan, value) => plan with { Debug = value.Flag() },
            },
        ];

    private static string UseCache(PlanValue value) =>
        value.Node is PlanNode.Flag flag ? (flag.Value ? "true" : "false")
        : bool.TryParse(value.Text(), out var use) ? (use ? "true" : "false")
        : value.Text();
}
