using System.Collections.Immutable;

namespace Assay.Plans;

/// <summary>What is asked.</summary>
public static partial class PlanKeys
{
    // No fields: this part of the class may be initialised after All.
    private static ImmutableArray<string> Hubs => ["ModelScope", "HuggingFace", "Local"];

    private static char[] Blanks => [',', ' ', '\t', '\r', '\n'];

    private static IEnumerable<PlanKey> Data() =>
        [
            new(
                "datasets",
                PlanKeyKind.Texts,
                "Benchmarks, with blanks or commas between: names, or YAML files of your own."
            )
            {
                Aliases = ["dataset"],
                Form = "NAME|FILE",
                Separators = Blanks,
                Read = (plan, value) => plan with { Datasets = value.Texts(Blanks) },
                Write = plan => Written.Texts(plan.Datasets),
            },
            new(
                "dataset_args",
                PlanKeyKind.Members,
                """Arguments by benchmark: {"gsm8k": {"few_shot_num": 0}}, or gsm8k.few_shot_num=0."""
            )
            {
                Unfold = value => [("dataset_args", DatasetArgs.Normalise(value))],
                Read = (plan, value) => plan with { DatasetArgs = DatasetArgs.Read(value) },
                Write = plan => Written.Object(plan.DatasetArgs),
            },
            new("dataset_hub", PlanKeyKind.Text, "Where data sets come from that are not here. Default: ModelScope.")
            {
                Choices = Hubs,
                Read = (plan, value) => plan with { DatasetHub = value.Choice(Hubs) },
                Write = plan => Written.Text(plan.DatasetHub),
            },
            new(
                "dataset_dir",
                PlanKeyKind.Text,
                "Folder, or .zip archive, of local data; default: the data sets that come with Assay, and the caches."
            )
            {
                Form = "DIR|ZIP",
                Read = (plan, value) => plan with { DatasetDir = value.Text() },
                Write = plan => Written.Text(plan.DatasetDir),
            },
            new(
                "offline",
                PlanKeyKind.Flag,
                "Download nothing from the hubs. Default: ASSAY_OFFLINE or HF_HUB_OFFLINE."
            )
            {
                Read = (plan, value) => plan with { Offline = value.Flag() },
            },
            new("plugins", PlanKeyKind.Texts, "Assemblies with benchmarks of your own. Their code runs.")
            {
                Aliases = ["plugin"],
                Form = "FILE",
                Read = (plan, value) => plan with { Plugins = value.Texts() },
                Write = plan => plan.Plugins.IsEmpty ? null : Written.Texts(plan.Plugins),
            },
        ];
}
