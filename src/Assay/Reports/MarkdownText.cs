using System.Globalization;
using System.Text;

namespace Assay.Reports;

/// <summary>Text from outside (names of models) as the plain text of a Markdown table cell or heading.</summary>
internal static class MarkdownText
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '\\' or '`' or '*' or '[' or ']' or '|' or '~' or '#' or '$' or '!' => escaped
                    .Append('\\')
                    .Append(text[i]),
                '_' when !WithinWord(text, i) => escaped.Append("\\_"),
                var c when IsInvisible(c) => escaped.Append(' '),
                var c => escaped.Append(c),
            };
        }
        return escaped.ToString().Trim();
    }

    private static bool WithinWord(string text, int i) =>
        i > 0 && i < text.Length - 1 && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]);

    // Line breaks end a table row; marks of direction (category Cf) show a text in an order that it does not have.
    private static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
