using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using Assay.Cli.Printing;
using Assay.Cli.Verbs;

namespace Assay.Cli;

/// <summary>Writes help: flags in groups, texts wrapped, examples at the end.</summary>
internal static class HelpText
{
    private const int Indent = 2;
    private const int Texts = 30;

    /// <summary>Makes <c>--help</c> of a command and everything below it print these texts.</summary>
    public static void Attach(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Show this text, or that of a verb.";
        help.Action = new Action();
        root.Options.OfType<VersionOption>().Single().Description = "Show the program's version.";
    }

    /// <summary>The help of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="width">The terminal's; examples stay whole, so that they can be copied.</param>
    public static string Of(Command command, int width)
    {
        var text = new StringBuilder();
        Append(text, Wrapping.Wrap(command.Description ?? "", width));
        text.Append("\nusage: ").Append(Usage(command)).Append('\n');
        Section(
            text,
            "verbs",
            command.Subcommands.Where(verb => !verb.Hidden).Select(verb => new Term(Synopsis(verb), verb.Description)),
            width
        );
        Section(text, "arguments", command.Arguments.Select(x => new Term(Name(x), x.Description)), width);
        var verb = command as Verb;
        // Every verb has --help; where there is nothing but verbs it is told.
        var flags = command.Options.Where(flag => !flag.Hidden && (flag is not HelpOption || command is RootCommand));
        foreach (var group in flags.GroupBy(flag => verb?.GroupOf(flag) ?? "flags"))
        {
            Section(text, group.Key, group.Select(flag => new Term(Name(flag), flag.Description)), width);
        }
        Append(text, verb);
        if (command.Subcommands.Count > 0)
        {
            text.Append($"\n'{Path(command)} VERB --help' explains a verb.\n");
        }
        return text.ToString();
    }

    /// <summary>The command as it is typed, with the verbs above it.</summary>
    public static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}"
        : command is RootCommand ? "assay"
        : command.Name;

    private static void Section(StringBuilder text, string title, IEnumerable<Term> terms, int width)
    {
        var heading = $"\n{title}:\n";
        foreach (var term in terms)
        {
            text.Append(heading);
            heading = "";
            Append(text, Wrapping.Entry(term.Name, term.Text ?? "", Indent, Texts, width));
        }
    }

    private static void Append(StringBuilder text, List<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }
    }

    private static void Append(StringBuilder text, Verb? verb)
    {
        if (verb is { Examples.IsEmpty: false })
        {
            text.Append("\nexamples:\n");
            foreach (var example in verb.Examples)
            {
                text.Append("  # ").Append(example.What).Append("\n  ").Append(example.Line).Append('\n');
            }
        }
    }

    private static string Usage(Command command)
    {
        var parts = command.Arguments.Select(Name).ToList();
        if (command.Subcommands.Count > 0)
        {
            parts.Insert(0, command.Action is null || command is RootCommand ? "VERB" : "[VERB]");
        }
        return string.Join(' ', [Path(command), .. parts, "[flags]"]);
    }

    private static string Synopsis(Command verb) => string.Join(' ', [verb.Name, .. verb.Arguments.Select(Name)]);

    private static string Name(Argument argument) => argument.HelpName ?? argument.Name;

    private static string Name(Option option)
    {
        var value = option.HelpName ?? "";
        var several = option.Arity.MaximumNumberOfValues > 1 ? "..." : "";
        return (value.Length, option.Arity.MinimumNumberOfValues) switch
        {
            (0, _) => option.Name,
            (_, 0) => $"{option.Name} [{value}]",
            _ => $"{option.Name} {value}{several}",
        };
    }

    // A class and not a pair: code for lists of pairs is not compiled ahead of time, and help is to come at once.
    private sealed record Term(string Name, string? Text);

    private sealed class Action : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            Terminal.Print(Of(parseResult.CommandResult.Command, Terminal.Width));
            return ExitCode.Done;
        }
    }
}
