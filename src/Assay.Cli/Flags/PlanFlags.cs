using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Plans;

namespace Assay.Cli.Flags;

/// <summary>Hands the flags of a command line to the plan, as the texts that the user wrote.</summary>
internal static class PlanFlags
{
    public static IReadOnlyList<PlanFlag> Of(ParseResult parsed) =>
        [
            .. EvalFlags
                .All.Where(flag => flag.Key is not null)
                .Select(flag => (flag, values: Values(parsed, flag.Name)))
                .Where(given => given.values is not null)
                .Select(given => new PlanFlag(given.flag.Name, given.flag.Key!.Name, given.values!)),
        ];

    /// <summary>The one value of a flag; null where it was not given.</summary>
    public static string? Value(ParseResult parsed, string name) =>
        Values(parsed, name) is { Count: > 0 } values ? values[0] : null;

    /// <summary>Whether a switch was given, and not with <c>false</c>.</summary>
    public static bool IsOn(ParseResult parsed, string name) =>
        Values(parsed, name) is { } values
        && (values.Count == 0 || !string.Equals(values[0], "false", StringComparison.OrdinalIgnoreCase));

    private static List<string>? Values(ParseResult parsed, string name) =>
        parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(x => !x.Implicit && x.Option.Name == name)
            is { } result
            ? [.. result.Tokens.Select(token => token.Value)]
            : null;
}
