using Spectre.Console;
using Spectre.Console.Rendering;

namespace Assay.Cli.Printing;

/// <summary>Writes texts on a console, a line at a time; what comes from outside is made harmless.</summary>
internal static class ConsoleLines
{
    /// <summary>One line that the program does not break: a path stays whole for the mouse, a message for the search.</summary>
    public static void Line(this IAnsiConsole console, string text, Style? style = null) =>
        console.Write(new Unbroken(PlainText.Line(text), style ?? Style.Plain));

    /// <summary>Prose, broken at blanks.</summary>
    public static void Prose(this IAnsiConsole console, string text, Style? style = null)
    {
        foreach (var line in Wrapping.Wrap(PlainText.Line(text), console.Profile.Width))
        {
            console.Line(line, style);
        }
    }

    /// <summary>A term and the text beside it; nothing where there is no text.</summary>
    public static void Entry(this IAnsiConsole console, string term, string text, int indent, int column)
    {
        if (text.Length > 0)
        {
            var lines = Wrapping.Entry(term, PlainText.Line(text), indent, column, console.Profile.Width);
            lines.ForEach(line => console.Line(line.TrimEnd()));
        }
    }

    // The library's own texts are broken hard at the console's width, and filled up with blanks.
    private sealed class Unbroken(string text, Style style) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            [new Segment(text, style), Segment.LineBreak];
    }
}
