namespace Assay.Plans;

/// <summary>Keys of today's platform that Assay knows and cannot follow yet. Values that ask for nothing are accepted.</summary>
public static partial class PlanKeys
{
    private static IEnumerable<PlanKey> NotBuiltYet() =>
        [
            NotYet(
                "no_timestamp",
                PlanKeyKind.Flag,
                "run folders are named by time; give --outputs a folder of its own"
            ),
            NotYet("collect_perf", PlanKeyKind.Flag, "leave it out; reports have tokens and times"),
        ];

    private static PlanKey NotYet(string name, PlanKeyKind kind, string remedy, params string[] harmless) =>
        new(name, kind, "Not built yet.")
        {
            NotBuilt = true,
            Read = (plan, value) =>
                AsksForNothing(value.Node, harmless) ? plan : throw value.Wrong("is not built yet", remedy),
        };

    private static bool AsksForNothing(PlanNode node, string[] harmless) =>
        node switch
        {
            PlanNode.Flag flag => !flag.Value,
            PlanNode.TextNode text => text.Value.Trim().ToLowerInvariant() is "" or "{}" or "false"
                || harmless.Contains(text.Value, StringComparer.OrdinalIgnoreCase),
            PlanNode.Number number => harmless.Contains(number.Raw, StringComparer.Ordinal),
            PlanNode.List list => list.Items.IsEmpty,
            PlanNode.Object given => given.Members.IsEmpty || given["enabled"] is PlanNode.Flag { Value: false },
            _ => true,
        };
}
