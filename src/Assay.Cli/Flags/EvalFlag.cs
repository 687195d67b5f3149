using System.Collections.Immutable;
using System.CommandLine;
using Assay.Plans;

namespace Assay.Cli.Flags;

/// <summary>A flag of <c>assay eval</c>. Its value is kept as text: the plan reads it, and says what is wrong with it.</summary>
/// <param name="Name">With its hyphens.</param>
/// <param name="Group">The group of the help text that it stands in.</param>
/// <param name="Help">What it does and its default.</param>
/// <param name="Value">How its value is shown; empty for a switch.</param>
/// <param name="Values">How many values it takes.</param>
internal sealed record EvalFlag(string Name, string Group, string Help, string Value, ArgumentArity Values)
{
    /// <summary>The plan's key that it sets; null for a flag of the program itself.</summary>
    public PlanKey? Key { get; init; }

    /// <summary>Other spellings.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Values that shells offer.</summary>
    public Func<IEnumerable<string>>? Known { get; init; }

    /// <summary>The flag of a plan's key.</summary>
    public static EvalFlag Of(PlanKey key) =>
        new(Spelling(key.Name), key.Group, key.Help, ValueOf(key), ValuesOf(key))
        {
            Key = key,
            Aliases = [.. key.Aliases.Select(Spelling)],
            Known = key.Choices.IsEmpty ? null : () => key.Choices,
        };

    public Option ToOption()
    {
        Option option =
            Values.MaximumNumberOfValues > 1
                ? new Option<string[]>(Name, [.. Aliases]) { AllowMultipleArgumentsPerToken = true }
                : new Option<string>(Name, [.. Aliases]);
        option.Arity = Values;
        option.Description = Help;
        option.HelpName = Value;
        option.Hidden = Key is { NotBuilt: true };
        if (Known is { } known)
        {
            option.CompletionSources.Add(_ => known());
        }
        return option;
    }

    private static string Spelling(string name) => "--" + name.Replace('_', '-');

    private static ArgumentArity ValuesOf(PlanKey key) =>
        key.ValueOptional ? ArgumentArity.ZeroOrOne
        : key.Kind is PlanKeyKind.Texts or PlanKeyKind.Members ? ArgumentArity.OneOrMore
        : ArgumentArity.ExactlyOne;

    private static string ValueOf(PlanKey key) =>
        key.Form
        ?? (
            key.Choices.IsEmpty
                ? key.Kind switch
                {
                    PlanKeyKind.Flag => "",
                    PlanKeyKind.Number => "N",
                    PlanKeyKind.Members => "K=V,...|JSON|@FILE",
                    _ => "TEXT",
                }
                : string.Join('|', key.Choices)
        );
}
