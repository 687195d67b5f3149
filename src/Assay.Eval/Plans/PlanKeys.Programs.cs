using System.Collections.Immutable;

namespace Assay.Plans;

/// <summary>How programs that models write are run.</summary>
public static partial class PlanKeys
{
    private static ImmutableArray<string> Sandboxes => ["auto", "bubblewrap", "container", "none"];

    private static IEnumerable<PlanKey> Programs() =>
        [
            new(
                "sandbox",
                PlanKeyKind.Text,
                "What programs that models write run in. Default: auto, the best there is."
            )
            {
                Choices = Sandboxes,
                // Today's platform has an object here, which is empty where nothing is asked for.
                Read = (plan, value) =>
                    AsksForNothing(value.Node, []) ? plan : plan with { Sandbox = value.Choice(Sandboxes) },
                Write = plan => plan.Sandbox == "auto" ? null : Written.Text(plan.Sandbox),
            },
            new("sandbox_parallel", PlanKeyKind.Number, "Programs run at once. Default: one for each processor.")
            {
                Form = "N",
                Read = (plan, value) => plan with { SandboxParallel = (int)value.Whole(1, 1024) },
                Write = plan => Written.Number(plan.SandboxParallel),
            },
            new(
                "i_understand_the_risk",
                PlanKeyKind.Flag,
                "With --sandbox none: run programs that a model wrote with all your rights on this machine."
            )
            {
                Read = (plan, value) => plan with { UnderstandsTheRisk = value.Flag() },
            },
        ];
}
