using System.CommandLine;
using System.CommandLine.Parsing;

namespace Assay.Cli.Flags;

/// <summary>Says in one line what is wrong with a command line: the parser's own words name neither remedy nor neighbour.</summary>
internal static class ParseComplaint
{
    /// <summary>Looks a parsed command line through.</summary>
    /// <exception cref="InputException">Something is wrong with it.</exception>
    public static void ThrowIfAny(ParseResult parsed)
    {
        // Help and version answer whatever else is there; completion looks at half-written lines.
        if (parsed.Action is { ClearsParseErrors: true } || parsed.Tokens is [{ Type: TokenType.Directive }, ..])
        {
            return;
        }
        var command = parsed.CommandResult.Command;
        var flags = command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).ToList();
        foreach (var option in parsed.CommandResult.Children.OfType<OptionResult>().Where(x => !x.Implicit))
        {
            Check(option, flags);
        }
        if (parsed.UnmatchedTokens is [var first, ..])
        {
            throw IsFlag(first) ? UnknownFlag(first, flags) : Unexpected(first, command);
        }
        // The program's name alone shows its help.
        if (parsed.Errors is [var error, ..] && command is not RootCommand)
        {
            throw Malformed(error, command);
        }
    }

    private static void Check(OptionResult option, List<string> flags)
    {
        var name = option.Option.Name;
        if (option.Tokens.FirstOrDefault(token => IsFlag(token.Value)) is { } taken)
        {
            var known = flags.Contains(taken.Value.Split('=')[0], StringComparer.Ordinal);
            throw known && option.Tokens[0] == taken ? NeedsValue(name) : UnknownFlag(taken.Value, flags);
        }
        if (option.Tokens.Count == 0 && option.Option.Arity.MinimumNumberOfValues > 0)
        {
            throw NeedsValue(name);
        }
        if (option.Option.Arity.MaximumNumberOfValues == 1 && option.IdentifierTokenCount > 1)
        {
            throw new InputException($"'{name}' is given twice", remedy: "give it once");
        }
    }

    private static InputException NeedsValue(string flag) =>
        new($"'{flag}' needs a value", remedy: $"write {flag} VALUE");

    private static InputException UnknownFlag(string token, List<string> flags)
    {
        var name = token.Split('=')[0];
        var near = DidYouMean.Nearest(name, flags);
        return new($"unknown flag '{name}'", remedy: near is null ? "--help lists them" : $"did you mean '{near}'?");
    }

    private static InputException Unexpected(string token, Command command) =>
        command.Subcommands.Count > 0
            ? new($"unknown verb '{token}'", remedy: DidYouMean.Hint(token, Names(command)))
            : new(
                command.Arguments.Count > 0 ? $"'{token}' is one argument too many" : $"'{token}' belongs to no flag",
                remedy: SeeHelp(command)
            );

    private static InputException Malformed(ParseError error, Command command) =>
        error.SymbolResult switch
        {
            CommandResult or ArgumentResult when command.Arguments is [var argument, ..] => new(
                $"'{command.Name}' needs {argument.HelpName ?? argument.Name}",
                remedy: SeeHelp(command)
            ),
            CommandResult when command.Subcommands.Count > 0 => new(
                $"'{command.Name}' needs a verb",
                remedy: "write "
                    + string.Join(" or ", Names(command).Select(verb => $"'{HelpText.Path(command)} {verb}'"))
            ),
            _ => new(error.Message.TrimEnd('.'), remedy: SeeHelp(command)),
        };

    private static IEnumerable<string> Names(Command command) => command.Subcommands.Select(verb => verb.Name);

    private static string SeeHelp(Command command) => $"see '{HelpText.Path(command)} --help'";

    private static bool IsFlag(string token) =>
        token.Length > 2 && token.StartsWith("--", StringComparison.Ordinal) && char.IsLetter(token[2]);
}
