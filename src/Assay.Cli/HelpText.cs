using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using Assay.Cli.Flags;
using Assay.Cli.Verbs;

namespace Assay.Cli;

/// <summary>Writes help: flags in groups, texts wrapped, examples at the end.</summary>
internal static class HelpText
{
    private const int NamesWidth = 28;
    private const int LeastTextWidth = 30;

    /// <summary>Makes <c>--help</c> of a command and everything below it print these texts.</summary>
    public static void Attach(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "this text, or that of a verb";
        help.Action = new Action();
        root.Options.OfType<VersionOption>().Single().Description = "the program's version";
    }

    public static string Of(Command command, int width)
    {
        var text = new StringBuilder();
        text.Append(command.Description).Append("\n\nusage: ").Append(Usage(command)).Append('\n');
        Section(
            text,
            "verbs",
            command.Subcommands.Where(verb => !verb.Hidden).Select(verb => (Synopsis(verb), verb.Description ?? "")),
            width
        );
        Section(text, "arguments", command.Arguments.Select(x => (Name(x), x.Description ?? "")), width);
        var flags = command.Options.Where(option => !option.Hidden && option is not HelpOption);
        foreach (var group in flags.GroupBy(option => EvalFlags.GroupOf(option.Name) ?? "flags"))
        {
            Section(text, group.Key, group.Select(option => (Name(option), option.Description ?? "")), width);
        }
        if (command is Verb { Examples.IsEmpty: false } verb)
        {
            text.Append("\nexamples:\n");
            foreach (var (line, what) in verb.Examples)
            {
                text.Append("  # ").Append(what).Append("\n  ").Append(Broken(line, width - 2)).Append('\n');
            }
        }
        if (command.Subcommands.Count > 0)
        {
            text.Append($"\n'{Path(command)} VERB --help' explains a verb.\n");
        }
        return text.ToString();
    }

    private static void Section(
        StringBuilder text,
        string title,
        IEnumerable<(string Name, string Description)> entries,
        int width
    )
    {
        var heading = $"\n{title}:\n";
        foreach (var (name, description) in entries)
        {
            text.Append(heading);
            heading = "";
            var lines = Wrap(description, Math.Max(LeastTextWidth, width - NamesWidth - 2));
            var fits = name.Length < NamesWidth - 1;
            text.Append("  ").Append(fits ? name.PadRight(NamesWidth) : name);
            for (var i = 0; i < lines.Count; i++)
            {
                if (i > 0 || !fits)
                {
                    text.Append('\n').Append(' ', NamesWidth + 2);
                }
                text.Append(lines[i]);
            }
            text.Append('\n');
        }
    }

    public static List<string> Wrap(string text, int width)
    {
        List<string> lines = [];
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        lines.Add(line.ToString());
        return lines;
    }

    // A shell reads a command that is broken before a flag as if it were whole.
    private static string Broken(string line, int width)
    {
        const string Continued = " \\\n    ";
        var broken = new StringBuilder();
        var column = 0;
        foreach (var part in line.Replace(" --", "\n --", StringComparison.Ordinal).Split('\n'))
        {
            if (column > 0 && column + part.Length + 2 > width)
            {
                broken.Append(Continued).Append(part.TrimStart());
                column = 1 + part.Length;
            }
            else
            {
                broken.Append(part);
                column += part.Length;
            }
        }
        return broken.ToString();
    }

    private static string Usage(Command command)
    {
        var parts = command.Arguments.Select(Name).ToList();
        if (command.Subcommands.Any(verb => !verb.Hidden))
        {
            parts.Insert(0, command.Action is null || command is RootCommand ? "VERB" : "[VERB]");
        }
        return string.Join(' ', [Path(command), .. parts, "[flags]"]);
    }

    private static string Path(Command command) =>
        command is RootCommand
            ? "assay"
            : $"{Path(command.Parents.OfType<Command>().FirstOrDefault() ?? new RootCommand())} {command.Name}";

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
