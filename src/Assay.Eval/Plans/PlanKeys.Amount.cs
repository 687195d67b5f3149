using System.Collections.Immutable;
using Assay.Scoring.Extraction;

namespace Assay.Plans;

/// <summary>How much is asked, and which part of the work is done.</summary>
public static partial class PlanKeys
{
    private static ImmutableArray<string> Extractors => ["lenient", "strict"];

    private static IEnumerable<PlanKey> Amount() =>
        [
            new("limit", PlanKeyKind.Number, "Samples of each subset: a count, or a share below 1. Default: all.")
            {
                Form = "N",
                Read = (plan, value) => plan with { Limit = Limit(value) },
                Write = plan => Written.Number(plan.Limit),
            },
            new("repeats", PlanKeyKind.Number, "How often each sample is asked. Default: 1.")
            {
                Form = "K",
                Read = (plan, value) => plan with { Repeats = value.Whole(least: 1) },
                Write = plan => Written.Number(plan.Repeats),
            },
            new("seed", PlanKeyKind.Number, "Seed of everything random in a run. Default: 42.")
            {
                Form = "N",
                Read = (plan, value) => plan with { Seed = value.Whole() },
                Write = plan => Written.Number(plan.Seed),
            },
            new(
                "shuffle",
                PlanKeyKind.Number,
                "Shuffle samples by this seed before --limit is applied; without a value, by --seed. Default: the file's order."
            )
            {
                Form = "SEED|true|false",
                ValueOptional = true,
                Read = (plan, value) =>
                    plan with
                    {
                        Shuffle =
                            IsNumber(value) ? value.Whole()
                            : value.Flag() ? plan.Seed
                            : null,
                    },
                Write = plan => Written.Number(plan.Shuffle),
            },
            new("stage", PlanKeyKind.Text, "Ask and score, only ask, only score, or only report. Default: all.")
            {
                Choices = StageName.All,
                Read = (plan, value) => plan with { Stage = StageName.Parse(value.Choice(StageName.All)) },
                Write = plan => Written.Text(StageName.Of(plan.Stage)),
            },
            new(
                "extractor",
                PlanKeyKind.Text,
                "Find answers by all rules, or only where the text states its answer. Default: lenient."
            )
            {
                Choices = Extractors,
                Read = (plan, value) =>
                    plan with
                    {
                        Extractor = Enum.Parse<Extractor>(value.Choice(Extractors), ignoreCase: true),
                    },
                Write = plan => Written.Text(plan.Extractor == Extractor.Strict ? "strict" : "lenient"),
            },
            new("rerun_review", PlanKeyKind.Flag, "The same as --stage review.")
            {
                Unfold = value => value.Flag() ? [("stage", new PlanNode.TextNode("review", value.Node.Place))] : [],
            },
            new(
                "max_failed",
                PlanKeyKind.Number,
                "Share of failed samples above which there is no score. Default: 0.01."
            )
            {
                Form = "SHARE",
                Read = (plan, value) => plan with { MaxFailed = value.Number(least: 0, most: 1) },
                Write = plan => Written.Number(plan.MaxFailed),
            },
            new("ignore_errors", PlanKeyKind.Flag, "The same as --max-failed 1.")
            {
                Unfold = value => value.Flag() ? [("max_failed", new PlanNode.Number("1", value.Node.Place))] : [],
            },
        ];

    private static double Limit(PlanValue value)
    {
        var limit = value.Number();
        return limit <= 0 ? throw value.Wrong($"is {limit}, not above 0", "write a count, or a share below 1")
            : limit >= 1 && !double.IsInteger(limit)
                ? throw value.Wrong(
                    $"is {limit}, neither a count nor a share",
                    "write a whole number, or a share below 1"
                )
            : limit;
    }

    private static bool IsNumber(PlanValue value) =>
        value.Node is PlanNode.Number
        || (value.Node is PlanNode.TextNode text && ScalarText.Core(text.Value.Trim(), "") is PlanNode.Number);
}
