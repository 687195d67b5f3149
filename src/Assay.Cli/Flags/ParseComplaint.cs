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
        if (parsed.Errors is [var error, ..] && !IsHelpless(parsed))
        {
            throw new InputException(Missing(command, error), remedy: $"see '{PathOf(parsed)} --help'");
        }
    }

    // A verb alone shows its help.
    private static bool IsHelpless(ParseResult parsed) => parsed.CommandResult.Command is RootCommand;

    private static void Check(OptionResult option, List<string> flags)
    {
        var name = option.Option.Name;
        if (option.Tokens.FirstOrDefault(token => IsFlag(token.Value)) is { } taken)
        {
            var known = taken.Value.Split('=')[0];
            throw flags.Contains(known, StringComparer.Ordinal) && option.Tokens[0] == taken
                ? NeedsValue(name)
                : UnknownFlag(taken.Value, flags);
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

    private static InputException Unexpected(string token, Command command)
    {
        var verbs = command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name).ToList();
        return verbs.Count > 0
            ? new($"unknown verb '{token}'", remedy: DidYouMean.Hint(token, verbs))
            : new($"'{token}' belongs to no flag", remedy: $"flags of 'assay {command.Name}' begin with --");
    }

    private static string Missing(Command command, ParseError error) =>
        error.SymbolResult is ArgumentResult { Argument: var argument }
        || (error.SymbolResult is CommandResult && command.Arguments is [var only] && (argument = only) is not null)
            ? $"'{command.Name}' needs {argument.HelpName ?? argument.Name}"
            : error.Message.TrimEnd('.');

    private static string PathOf(ParseResult parsed)
    {
        List<string> names = [];
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
        {
            names.Insert(0, command.Command is RootCommand ? "assay" : command.Command.Name);
        }
        return string.Join(' ', names);
    }

    private static bool IsFlag(string token) =>
        token.Length > 2 && token.StartsWith("--", StringComparison.Ordinal) && char.IsLetter(token[2]);
}
