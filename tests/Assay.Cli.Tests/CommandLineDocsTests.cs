using System.CommandLine;
using System.CommandLine.Help;
using Assay.Testing;

namespace Assay.Cli.Tests;

/// <summary><c>docs/cli.md</c> keeps up with the program.</summary>
public sealed class CommandLineDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "cli.md"));

    [Fact]
    public void Every_flag_of_eval_has_a_row() =>
        Assert.All(
            Flags(CommandLine.Command("eval")),
            flag => Assert.Contains($"\n| `{flag}` | ", Page, StringComparison.Ordinal)
        );

    [Fact]
    public void Every_flag_of_every_verb_is_named() =>
        Assert.All(
            Verbs(CommandLine.Command()).SelectMany(Flags),
            flag => Assert.Contains($"`{flag}", Page, StringComparison.Ordinal)
        );

    [Fact]
    public void Every_verb_is_named() =>
        Assert.All(
            Verbs(CommandLine.Command()).Where(verb => verb.Action is not null),
            verb => Assert.Contains($"`{HelpText.Path(verb)["assay ".Length..]}", Page, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData(ExitCode.Done)]
    [InlineData(ExitCode.Failed)]
    [InlineData(ExitCode.WrongInput)]
    [InlineData(ExitCode.TooManyFailed)]
    [InlineData(ExitCode.Interrupted)]
    public void Every_exit_code_has_a_row(int code) =>
        Assert.Contains($"\n| {code} | ", Page, StringComparison.Ordinal);

    private static IEnumerable<string> Flags(Command command) =>
        command.Options.Where(option => !option.Hidden && option is not HelpOption).Select(option => option.Name);

    private static IEnumerable<Command> Verbs(Command command) =>
        command.Subcommands.SelectMany(verb => Verbs(verb).Prepend(verb));
}
