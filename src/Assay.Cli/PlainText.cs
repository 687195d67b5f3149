using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Cli;

/// <summary>Text from outside (names of models, answers, messages of servers) in a form that a terminal only shows.</summary>
internal static partial class PlainText
{
    /// <summary>One line: escape sequences gone, line breaks and other invisible characters turned into blanks.</summary>
    public static string Line(string text) => Clean(text, keepLines: false);

    /// <summary>The same with its line breaks; a tabulator becomes four blanks.</summary>
    public static string Lines(string text) => Clean(text.ReplaceLineEndings("\n"), keepLines: true);

    private static string Clean(string text, bool keepLines)
    {
        if (text.Contains('\e', StringComparison.Ordinal) || text.Contains('\u009b', StringComparison.Ordinal))
        {
            text = EscapeSequence().Replace(text, "");
        }
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' when keepLines => clean.Append(c),
                '\t' when keepLines => clean.Append("    "),
                _ when IsInvisible(c) => clean.Append(' '),
                _ => clean.Append(c),
            };
        }
        return clean.ToString();
    }

    // Marks of direction (category Cf) show a text in an order that it does not have.
    private static bool IsInvisible(char c) =>
        c != '\u200d'
        && char.GetUnicodeCategory(c)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    // ECMA-48: control sequences (CSI), strings (OSC, DCS, APC, PM, SOS) up to their terminator, two-character escapes.
    [GeneratedRegex(
        @"(?:\e\[|\u009b)[0-?]*[ -/]*[@-~]|\e[\]PX^_][^\a\e\u009c]*(?:\a|\e\\|\u009c)?|\e[ -/]*[0-~]?",
        RegexOptions.CultureInvariant,
        1_000
    )]
    private static partial Regex EscapeSequence();
}
