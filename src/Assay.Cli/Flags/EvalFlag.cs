using System.Collections.Immutable;
using System.CommandLine;
using Assay.Plans;

namespace Assay.Cli.Flags;

/// <summary>A flag of <c>assay eval</c>. Its value is kept as text: the plan reads it, and says what is wrong with it.</summary>
/// <param name="Key">The plan's key that it sets.</param>
internal sealed record EvalFlag(PlanKey Key)
{
    /// <summary>With its hyphens.</summary>
    public string Name { get; } = Spelling(Key.Name);

    /// <summary>Other spellings.</summary>
    public ImmutableArray<string> Aliases { get; } = [.. Key.Aliases.Select(Spelling)];

    /// <summary>How its value is shown; empty for a switch.</summary>
    public string Value { get; } = ValueOf(Key);

    /// <summary>How many values it takes.</summary>
    public ArgumentArity Values { get; } =
        Key.ValueOptional ? ArgumentArity.ZeroOrOne
        : Key.Kind is PlanKeyKind.Texts or PlanKeyKind.Members ? ArgumentArity.OneOrMore
        : ArgumentArity.ExactlyOne;

    /// <summary>Values that shells offer.</summary>
    public Func<IEnumerable<string>>? Known { get; init; } = Key.Choices.IsEmpty ? null : () => Key.Choices;

    public Option ToOption()
    {
        Option option =
            Values.MaximumNumberOfValues > 1
                ? new Option<string[]>(Name, [.. Aliases]) { AllowMultipleArgumentsPerToken = true }
                : new Option<string>(Name, [.. Aliases]);
        option.Arity = Values;
        option.Description = Key.Help;
        option.HelpName = Value;
        option.Hidden = Key.NotBuilt;
        if (Known is { } known)
        {
            option.CompletionSources.Add(_ => known());
        }
        return option;
    }

    private static string Spelling(string name) => "--" + name.Replace('_', '-');

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
