using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Plans;

/// <summary>Reads <c>dataset_args</c>: an object for each benchmark. What is in it is the benchmark's matter.</summary>
internal static class DatasetArgs
{
    /// <summary>An object for each benchmark, also of <c>gsm8k.few_shot_num=0</c>.</summary>
    /// <exception cref="InputException">A benchmark's arguments are no object, a key is there twice, or holds a secret.</exception>
    public static PlanNode Normalise(PlanValue value)
    {
        var given = value.Object();
        Secrets.Refuse(given);
        var datasets = new List<(PlanNode.Member First, string Name, PlanNode.MemberList Own)>();
        foreach (var member in given.Members)
        {
            if (member.Key.Split('.', 2) is [{ Length: > 0 } dataset, { Length: > 0 } key])
            {
                Of(dataset, member).Add(key, member.KeyPlace, member.Value);
                continue;
            }
            var own = Of(member.Key, member);
            if (member.Value is PlanNode.Null)
            {
                continue;
            }
            foreach (var inner in new PlanValue($"{value.Key} {member.Key}", member.Value).Object().Members)
            {
                own.Add(inner.Key, inner.KeyPlace, inner.Value);
            }
        }
        var all = new PlanNode.MemberList(given.Place);
        foreach (var (first, name, own) in datasets)
        {
            // Null stays, to bring back the defaults when it is laid over other arguments.
            all.Add(name, first.KeyPlace, own.ToObject() is { Members.IsEmpty: false } some ? some : first.Value);
        }
        return all.ToObject();

        PlanNode.MemberList Of(string name, PlanNode.Member member)
        {
            if (datasets.FirstOrDefault(dataset => dataset.Name == name).Own is { } known)
            {
                return known;
            }
            var own = new PlanNode.MemberList(member.Value.Place);
            datasets.Add((member, name, own));
            return own;
        }
    }

    /// <summary>The arguments by benchmark.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Read(PlanValue value) =>
        value
            .Object()
            .Members.Where(member => member.Value is not PlanNode.Null)
            .ToImmutableSortedDictionary(member => member.Key, member => member.Value.ToJson(), StringComparer.Ordinal);
}
