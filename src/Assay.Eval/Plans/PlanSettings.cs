using System.Collections.Immutable;

namespace Assay.Plans;

/// <summary>
/// Settings of a plan by key, each with the place where it was given, so that a message can say so. Settings of several sources are
/// laid over each other with <see cref="Over(PlanSettings)"/>; <see cref="PlanReader"/> makes the plan.
/// </summary>
public sealed class PlanSettings
{
    private const string Dictionary = "task configuration";

    private readonly ImmutableSortedDictionary<string, PlanNode> values;

    private PlanSettings(ImmutableSortedDictionary<string, PlanNode> values) => this.values = values;

    /// <summary>No setting at all.</summary>
    public static PlanSettings Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, PlanNode>(StringComparer.Ordinal));

    /// <summary>The keys that are given, and where (<c>plan.yaml:3:7</c>, <c>--limit</c>).</summary>
    public ImmutableSortedDictionary<string, string> Places =>
        values.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Place, StringComparer.Ordinal);

    /// <summary>
    /// The settings of a YAML or JSON file: JSON when its name ends with <c>.json</c>, or when it has no telling name and begins with a
    /// brace.
    /// </summary>
    /// <exception cref="InputException">The file cannot be read, is malformed (with line and column), or has an unknown key.</exception>
    public static PlanSettings FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var settings = new Builder();
        foreach (var (key, place, value) in PlanFile.Read(path)?.Members ?? [])
        {
            settings.Add(key, place, value);
        }
        return settings.ToSettings();
    }

    /// <summary>The settings of a dictionary, the early platform's <c>task_cfg</c>.</summary>
    /// <param name="taskConfiguration">Values are texts, numbers, booleans, times, JSON, lists, dictionaries, null.</param>
    /// <exception cref="InputException">An unknown key, or a value that no plan holds.</exception>
    public static PlanSettings FromDictionary(IReadOnlyDictionary<string, object?> taskConfiguration)
    {
        ArgumentNullException.ThrowIfNull(taskConfiguration);
        var settings = new Builder();
        foreach (var (key, value) in taskConfiguration)
        {
            // Before the value is looked at: a message must not show a secret.
            var known = PlanKeys.Get(key, Dictionary);
            settings.Add(key, Dictionary, DictionaryNodes.From(value, $"{Dictionary}, {known.Name}", 1));
        }
        return settings.ToSettings();
    }

    /// <summary>The settings that flags give.</summary>
    /// <exception cref="InputException">An unknown key, a flag twice, a value missing or malformed.</exception>
    public static PlanSettings FromFlags(IEnumerable<PlanFlag> flags)
    {
        ArgumentNullException.ThrowIfNull(flags);
        var settings = new Builder();
        foreach (var flag in flags)
        {
            settings.Add(flag.Key, flag.Flag, FlagValue.Read(flag, PlanKeys.Get(flag.Key, flag.Flag)));
        }
        return settings.ToSettings();
    }

    /// <summary>
    /// These settings over lower ones, key by key. Objects (<c>generation_config</c>, <c>model_args</c>, <c>dataset_args</c>) are laid over
    /// each other in the same way; lists are replaced. A null brings back the default.
    /// </summary>
    public PlanSettings Over(PlanSettings lower)
    {
        ArgumentNullException.ThrowIfNull(lower);
        return new PlanSettings(
            lower.values.SetItems(
                values.Select(entry =>
                    KeyValuePair.Create(
                        entry.Key,
                        lower.values.TryGetValue(entry.Key, out var below)
                            ? Over(entry.Key, entry.Value, below)
                            : entry.Value
                    )
                )
            )
        );
    }

    /// <summary>The value of a key; null when it is not given, or given as null.</summary>
    internal PlanValue? this[PlanKey key] =>
        values.TryGetValue(key.Name, out var node) && node is not PlanNode.Null ? new PlanValue(key.Name, node) : null;

    /// <summary>One object over another, key by key, at every depth.</summary>
    internal static PlanNode.Object Merge(PlanNode.Object upper, PlanNode.Object lower)
    {
        var merged = lower.Members.ToList();
        foreach (var member in upper.Members)
        {
            var index = merged.FindIndex(below =>
                string.Equals(below.Key, member.Key, StringComparison.OrdinalIgnoreCase)
            );
            if (index < 0)
            {
                merged.Add(member);
            }
            else
            {
                merged[index] = (member.Value, merged[index].Value) is (PlanNode.Object above, PlanNode.Object below)
                    ? member with
                    {
                        Value = Merge(above, below),
                    }
                    : member;
            }
        }
        return upper with { Members = [.. merged] };
    }

    private static PlanNode Over(string key, PlanNode upper, PlanNode lower) =>
        (upper, lower) is not (PlanNode.Object above, PlanNode.Object below) ? upper
        : key == "generation_config" ? GenerationConfig.Over(above, below)
        : Merge(above, below);

    private sealed class Builder
    {
        private readonly Dictionary<string, PlanNode> values = new(StringComparer.Ordinal);
        private readonly HashSet<string> given = new(StringComparer.Ordinal);

        public void Add(string name, string place, PlanNode value)
        {
            var key = PlanKeys.Get(name, place);
            if (!given.Add(key.Name))
            {
                throw new InputException($"{key.Name} is given twice", place, "give it once");
            }
            var own = new PlanValue(key.Name, value);
            if (key.Kind is PlanKeyKind.Members && value is PlanNode.TextNode text && !key.NotBuilt)
            {
                own = own with { Node = ObjectText.Parse(text.Value, $"{place} ({key.Name})") };
            }
            foreach (var (unfolded, node) in Unfold(key, own))
            {
                if (!values.TryAdd(unfolded, node))
                {
                    throw PlanNode.GivenTwice(unfolded, values[unfolded].Place, node.Place);
                }
            }
        }

        public PlanSettings ToSettings() => new(values.ToImmutableSortedDictionary(StringComparer.Ordinal));

        private static IEnumerable<(string Key, PlanNode Value)> Unfold(PlanKey key, PlanValue value) =>
            key.Unfold is null ? [(key.Name, value.Node)]
            : value.Node is not PlanNode.Null ? key.Unfold(value)
            : key.Kind is PlanKeyKind.Members ? [(key.Name, value.Node)]
            : [];
    }
}
