using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Plans;

namespace Assay.Cli.Flags;

/// <summary>Hands the flags of a command line to the plan, as the texts that the user wrote.</summary>
internal static class PlanFlags
{
    public static IReadOnlyList<PlanFlag> Of(ParseResult parsed)
    {
        var given = parsed.CommandResult.Children.OfType<OptionResult>().Where(result => !result.Implicit).ToList();
        List<PlanFlag> flags = [];
        foreach (var flag in EvalFlags.All)
        {
            if (given.Find(result => result.Option.Name == flag.Name) is { } result)
            {
                flags.Add(new(flag.Name, flag.Key.Name, [.. result.Tokens.Select(token => token.Value)]));
            }
        }
        return flags;
    }
}
