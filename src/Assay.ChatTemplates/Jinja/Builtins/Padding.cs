using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Making texts as wide as wanted.</summary>
internal static class Padding
{
    public static object Center(string text, Arguments arguments, Budget budget)
    {
        var (missing, fill) = Missing(text, arguments.Bind("center", "width", "fillchar"), absent: 80, budget);
        // Python's own rule for an odd rest.
        var left = (missing / 2) + (missing & Characters.Count(text) + missing & 1);
        return new string(fill, left) + text + new string(fill, missing - left);
    }

    public static object Justify(string text, Arguments arguments, string function, bool toTheLeft, Budget budget)
    {
        var (missing, fill) = Missing(text, arguments.Bind(function, "width", "fillchar"), absent: 0, budget);
        return toTheLeft ? text + new string(fill, missing) : new string(fill, missing) + text;
    }

    public static object ZeroFill(string text, Arguments arguments, Budget budget)
    {
        var (missing, _) = Missing(text, arguments.Bind("zfill", "width", "fillchar"), absent: 0, budget);
        var sign = text is ['+' or '-', ..] ? 1 : 0;
        return text[..sign] + new string('0', missing) + text[sign..];
    }

    public static object ExpandTabs(string text, Arguments arguments, Budget budget)
    {
        var width = arguments.Bind("expandtabs", "tabsize").Width(0, absent: 8);
        var output = new Output(budget);
        var column = 0;
        foreach (var character in text)
        {
            if (character == '\t')
            {
                var blanks = width == 0 ? 0 : width - (column % width);
                output.Append(' ', blanks);
                column += blanks;
                continue;
            }
            output.Append(character);
            column = character is '\n' or '\r' ? 0 : column + 1;
        }
        return output.ToString();
    }

    /// <summary>Indents each line but the first: Jinja's <c>indent</c>.</summary>
    public static object Indent(string text, Arguments arguments, Budget budget)
    {
        var bound = arguments.Bind("indent", "width", "first", "blank");
        var indent = bound[0] as string;
        if (indent is null)
        {
            var width = bound.Width(0, absent: 4);
            budget.Build(width);
            indent = new string(' ', width);
        }
        var (first, blank) = (bound.IsTrue(1), bound.IsTrue(2));
        var lines = Splitting.Lines(text + "\n", keepEnds: false, budget).Items;
        var output = new Output(budget);
        for (var at = 0; at < lines.Length; at++)
        {
            var line = (string)lines[at];
            output.Append(at == 0 ? "" : "\n");
            output.Append(
                at == 0 ? (first ? indent : "")
                : blank || line.Length > 0 ? indent
                : ""
            );
            output.Append(line);
        }
        return output.ToString();
    }

    private static (int Missing, char Fill) Missing(string text, Bound bound, int absent, Budget budget)
    {
        var missing = Math.Max(0, bound.Width(0, absent) - Characters.Count(text));
        budget.Build(text.Length + (long)missing);
        return bound.Text(1) switch
        {
            null => (missing, ' '),
            [var fill] => (missing, fill),
            _ => throw new TemplateError("the fill character must be exactly one character long"),
        };
    }
}
