using System.Collections.Immutable;
using Assay.Runs;

namespace Assay.Plans;

/// <summary>A key of a plan: one entry says how it is called, read and written.</summary>
/// <param name="Name">Its name in plans; with hyphens, the name of the flag.</param>
/// <param name="Kind">What kind of value it has.</param>
/// <param name="Help">What it does and its default, in a sentence.</param>
public sealed record PlanKey(string Name, PlanKeyKind Kind, string Help)
{
    /// <summary>Other names of it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>How the value is shown in help; null for the kind's own form.</summary>
    public string? Form { get; init; }

    /// <summary>What it belongs to, as help groups the keys.</summary>
    public string Group { get; init; } = "";

    /// <summary>Whether the flag alone, without a value, means true.</summary>
    public bool ValueOptional { get; init; } = Kind is PlanKeyKind.Flag;

    /// <summary>The values there are, where they are few.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Whether it is known but cannot be used yet; such keys are left out of help.</summary>
    public bool NotBuilt { get; init; }

    /// <summary>What stands between the items of a list that is given as one text; empty where a text is one item.</summary>
    internal char[] Separators { get; init; } = [];

    /// <summary>Puts the value into the plan. Null values do not come here: they mean "the default".</summary>
    internal Func<EvalPlan, PlanValue, EvalPlan> Read { get; init; } = (plan, _) => plan;

    /// <summary>The value as <c>plan.yaml</c> has it; null where it is left out.</summary>
    internal Func<EvalPlan, PlanNode?> Write { get; init; } = _ => null;

    /// <summary>
    /// What the value says in terms of other keys, and its own in its canonical form; null for keys that are taken as they are.
    /// </summary>
    internal Func<PlanValue, IEnumerable<(string Key, PlanNode Value)>>? Unfold { get; init; }

    /// <summary>Shows the name.</summary>
    public override string ToString() => Name;
}

/// <summary>What kind of value a key has.</summary>
public enum PlanKeyKind
{
    /// <summary>One text.</summary>
    Text,

    /// <summary>A list of texts; as a flag, several values.</summary>
    Texts,

    /// <summary>True or false; as a flag, no value is needed.</summary>
    Flag,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Seconds, or a text such as <c>90s</c>, <c>2m</c>, <c>1h30m</c>.</summary>
    Duration,

    /// <summary>Members by name; as a text, JSON or <c>k=v,k=v</c>, and <c>@FILE</c>.</summary>
    Members,
}
