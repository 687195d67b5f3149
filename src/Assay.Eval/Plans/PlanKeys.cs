using System.Collections.Immutable;

namespace Assay.Plans;

/// <summary>
/// The keys of a plan: those of the early platform's task configuration and of today's. Reader, writer and the command line's help
/// share this table, so that a new key is one entry of it.
/// </summary>
public static partial class PlanKeys
{
    /// <summary>All of them, in the order of <c>plan.yaml</c>; a key may use what those before it have read.</summary>
    public static ImmutableArray<PlanKey> All { get; } =
    [
        .. In("model", Subjects()),
        .. In("data", Data()),
        .. In("amount and stage", Amount()),
        .. In("run", Storage()),
        .. In("server", Asking()),
        .. In("judge", Judging()),
        .. In("programs", Programs()),
        .. NotBuiltYet(),
    ];

    private static readonly Dictionary<string, PlanKey> ByName = All.SelectMany(key =>
            key.Aliases.Prepend(key.Name).Select(name => (name, key))
        )
        .ToDictionary(entry => entry.name, entry => entry.key, StringComparer.Ordinal);

    /// <summary>The key of this name or alias (any case, hyphens or underscores), or null.</summary>
    public static PlanKey? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName.GetValueOrDefault(Canonical(name));
    }

    internal static string Canonical(string name) => name.Trim().Replace('-', '_').ToLowerInvariant();

    /// <summary>The key of this name.</summary>
    /// <exception cref="InputException">There is none, or it is a secret's.</exception>
    internal static PlanKey Get(string name, string place) =>
        Find(name)
        ?? throw (
            Secrets.IsName(name)
                ? Secrets.Refused(name, place)
                : new InputException($"unknown key '{name}'", place, DidYouMean.Hint(Canonical(name), Names))
        );

    private static IEnumerable<PlanKey> In(string group, IEnumerable<PlanKey> keys) =>
        keys.Select(key => key with { Group = group });

    private static IEnumerable<string> Names => All.Where(key => !key.NotBuilt).Select(key => key.Name);
}
