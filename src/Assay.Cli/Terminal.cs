using Spectre.Console;

namespace Assay.Cli;

/// <summary>Where the program writes: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal
{
    private const int WidthOfPipes = 120;

    private readonly Lazy<IAnsiConsole> results;
    private readonly Lazy<IAnsiConsole> notes;

    public Terminal()
    {
        results = new(() => Create(Console.Out, Console.IsOutputRedirected));
        notes = new(() => Create(Console.Error, Console.IsErrorRedirected));
    }

    public Terminal(IAnsiConsole results, IAnsiConsole notes)
    {
        this.results = new(results);
        this.notes = new(notes);
    }

    /// <summary>Standard output.</summary>
    public IAnsiConsole Results => results.Value;

    /// <summary>Standard error.</summary>
    public IAnsiConsole Notes => notes.Value;

    /// <summary>Whether standard error can show something that moves.</summary>
    public bool Moves => Notes.Profile.Capabilities is { Interactive: true, Ansi: true };

    /// <summary>The width of help texts and tables on standard output.</summary>
    public static int Width =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? columns
        : Console.IsOutputRedirected ? WidthOfPipes
        : Math.Max(20, Console.WindowWidth);

    /// <summary>One line on standard error.</summary>
    public void Note(string line) => Note(line, Style.Plain);

    /// <summary>One line on standard error that something is not as it should be.</summary>
    public void Warn(string line) => Note(line, new Style(Color.Yellow));

    /// <summary>One line on standard error that the program ends without success.</summary>
    public void Fail(string line) => Note("assay: " + line, new Style(Color.Red));

    /// <summary>Writes a text on standard output as it is, without looking for a width to wrap it at.</summary>
    public static void Print(string text) => Console.Out.Write(text);

    /// <summary>Writes a document on standard output.</summary>
    public static void Print(ReadOnlySpan<byte> utf8)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(utf8);
    }

    private void Note(string line, Style style)
    {
        line = PlainText.Line(line);
        if (Notes.Profile.Capabilities.Ansi)
        {
            Notes.Write(new Text(line + Environment.NewLine, style));
        }
        else
        {
            // Someone searches a log for the line: it stays one.
            Notes.Profile.Out.Writer.WriteLine(line);
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var plain = redirected || Environment.GetEnvironmentVariable("TERM") is "dumb";
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem =
                    plain || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                        ? ColorSystemSupport.NoColors
                        : ColorSystemSupport.Detect,
                Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
                // The default ones switch colours on for pipes on some build servers.
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            }
        );
        console.Profile.Width = Width;
        return console;
    }
}
