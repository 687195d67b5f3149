using System.Collections.Immutable;

namespace Assay.Backends;

/// <summary>The values of <c>--eval-type</c>: the early platform's and today's.</summary>
internal static class EvalTypes
{
    private static readonly Dictionary<string, Kind> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["checkpoint"] = Kind.Local,
        ["llm_ckpt"] = Kind.Local,
        ["openai_api"] = Kind.Server,
        ["service"] = Kind.Server,
        ["server"] = Kind.Server,
        ["mock_llm"] = Kind.Mock,
        ["custom"] = Kind.Any,
    };

    public static ImmutableArray<string> Names { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    public enum Kind
    {
        Any,
        Local,
        Server,
        Mock,
    }

    public static Kind Parse(string name) =>
        Known.TryGetValue(name, out var kind)
            ? kind
            : throw new InputException(
                $"unknown evaluation type '{name}'",
                "--eval-type",
                DidYouMean.Hint(name, Known.Keys)
            );
}
