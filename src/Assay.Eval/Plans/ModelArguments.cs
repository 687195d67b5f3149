using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Plans;

/// <summary>Reads <c>model_args</c>: what it says is the backend's matter, but each thing has one spelling afterwards.</summary>
internal static class ModelArguments
{
    private static readonly Dictionary<string, string> Precisions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["auto"] = "auto",
        ["float16"] = "float16",
        ["fp16"] = "float16",
        ["half"] = "float16",
        ["bfloat16"] = "bfloat16",
        ["bf16"] = "bfloat16",
        ["float32"] = "float32",
        ["fp32"] = "float32",
        ["float"] = "float32",
        ["int8"] = "int8",
        ["int4"] = "int4",
    };

    /// <summary>The same arguments in one spelling: <c>torch_dtype</c> and <c>dtype</c> are <c>precision</c>.</summary>
    /// <exception cref="InputException">A key twice, a secret, an unknown precision.</exception>
    public static PlanNode Normalise(PlanValue value)
    {
        var given = value.Object();
        Secrets.Refuse(given);
        var members = new PlanNode.MemberList(given.Place);
        foreach (var (key, place, argument) in given.Members)
        {
            var name = PlanKeys.Canonical(key) switch
            {
                "torch_dtype" or "dtype" => "precision",
                var canonical => canonical,
            };
            members.Add(name, place, Normalise(name, argument));
        }
        return members.ToObject();
    }

    /// <summary>The arguments; those that are none are not there.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Read(PlanValue value) =>
        value
            .Object()
            .Members.Where(member => member.Value is not PlanNode.Null)
            .ToImmutableSortedDictionary(member => member.Key, member => member.Value.ToJson(), StringComparer.Ordinal);

    private static PlanNode Normalise(string key, PlanNode argument)
    {
        if (argument is not PlanNode.TextNode text)
        {
            return argument;
        }
        // A Python program's None, written into YAML or JSON as a text.
        if (text.Value is "None" or "none")
        {
            return new PlanNode.Null(text.Place);
        }
        if (key != "precision")
        {
            return argument;
        }
        var name = text.Value.Trim();
        name = name.StartsWith("torch.", StringComparison.OrdinalIgnoreCase) ? name["torch.".Length..] : name;
        return Precisions.TryGetValue(name, out var precision)
            ? text with
            {
                Value = precision,
            }
            : throw new PlanValue(key, text).Wrong(
                $"is '{text.Value}'",
                DidYouMean.Hint(name, Precisions.Values.Distinct())
            );
    }
}
