using Assay.Cli.Printing;
using Spectre.Console;

namespace Assay.Cli;

/// <summary>Where the program writes: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal
{
    private const int WidthOfPipes = 120;
    private const int LeastWidth = 20;

    // Made when they are first written to: help and completion do without the console library.
    private IAnsiConsole? results;
    private IAnsiConsole? notes;

    public Terminal() { }

    public Terminal(IAnsiConsole results, IAnsiConsole notes) => (this.results, this.notes) = (results, notes);

    /// <summary>Standard output.</summary>
    public IAnsiConsole Results => results ??= Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>Standard error.</summary>
    public IAnsiConsole Notes => notes ??= Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Whether standard error can show something that moves.</summary>
    public bool Moves => Notes.Profile.Capabilities is { Interactive: true, Ansi: true };

    /// <summary>The width of help texts.</summary>
    public static int Width => FixedWidth(Console.IsOutputRedirected) ?? Math.Max(LeastWidth, Console.WindowWidth);

    /// <summary>One line on standard error.</summary>
    public void Note(string line) => Notes.Line(line);

    /// <summary>One line on standard error that something is not as it should be.</summary>
    public void Warn(string line) => Notes.Line(line, new Style(Color.Yellow));

    /// <summary>One line on standard error that the program ends without success.</summary>
    public void Fail(string line) => Notes.Line("assay: " + line, new Style(Color.Red));

    /// <summary>Writes a text on standard output as it is, without looking for a width to wrap it at.</summary>
    public static void Print(string text) => Console.Out.Write(text);

    /// <summary>Writes a document on standard output.</summary>
    public static void Print(ReadOnlySpan<byte> utf8)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(utf8);
    }

    // Null for a terminal: it tells its width itself, and may change it.
    private static int? FixedWidth(bool redirected) =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? columns
        : redirected ? WidthOfPipes
        : null;

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
        if (FixedWidth(redirected) is { } width)
        {
            console.Profile.Width = width;
        }
        return console;
    }
}
