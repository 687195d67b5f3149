using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Cli;

/// <summary>Text from outside (names of models, answers, messages of servers) in a form that a terminal only shows.</summary>
internal static partial class PlainText
{
    // Joins the parts of an emoji.
    private const int ZeroWidthJoiner = 0x200d;

    /// <summary>One line: escape sequences gone, line breaks and other invisible characters turned into blanks.</summary>
    public static string Line(string text) => Clean(text, keepLines: false);

    /// <summary>The same with its line breaks; a tabulator becomes four blanks.</summary>
    public static string Lines(string text) => Clean(text.ReplaceLineEndings("\n"), keepLines: true);

    private static string Clean(string text, bool keepLines)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }
        if (text.AsSpan().ContainsAny('\e', '\u009b'))
        {
            text = EscapeSequence().Replace(text, "");
        }
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' when keepLines => clean.Append('\n'),
                '\t' when keepLines => clean.Append("    "),
                _ when IsInvisible(rune) => clean.Append(' '),
                _ => clean.Append(rune),
            };
        }
        return clean.ToString();
    }

    // Marks of direction (category Cf) show a text in an order that it does not have.
    private static bool IsInvisible(Rune rune) =>
        rune.Value != ZeroWidthJoiner
        && Rune.GetUnicodeCategory(rune)
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
