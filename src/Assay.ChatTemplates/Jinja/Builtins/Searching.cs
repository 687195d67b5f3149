using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Finding parts of texts.</summary>
internal static class Searching
{
    /// <summary>The number of the first or last character of the part; -1 when the text lacks it.</summary>
    public static object Find(string text, Arguments arguments, string function, bool last, Budget budget)
    {
        var bound = arguments.Bind(function, "sub", "start", "end");
        var part = Part(bound, function);
        budget.Scan(text.Length);
        var (from, to) = Window(text, bound);
        if (to < from)
        {
            return -1L;
        }
        var window = text.AsSpan(from, to - from);
        var at = last
            ? window.LastIndexOf(part, StringComparison.Ordinal)
            : window.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? -1L : (long)Characters.Number(text, from + at);
    }

    /// <summary>How often the part stands in the text, without overlaps.</summary>
    public static object Count(string text, Arguments arguments, Budget budget)
    {
        var bound = arguments.Bind("count", "sub", "start", "end");
        var part = Part(bound, "count");
        budget.Scan(text.Length);
        var (from, to) = Window(text, bound);
        var window = to < from ? [] : text.AsSpan(from, to - from);
        return part.Length == 0
            ? to < from
                ? 0L
                : Characters.Count(window.ToString()) + 1L
            : (long)window.Count(part);
    }

    /// <summary>Whether the text begins or ends with a part, or with one of a tuple of parts.</summary>
    public static object Affix(string text, Arguments arguments, string function, Func<string, string, bool> matches)
    {
        var bound = arguments.Bind(function, "part", "start", "end");
        var (from, to) = Window(text, bound);
        text = to < from ? "" : text[from..to];
        return bound.Required(0) switch
        {
            TupleValue parts => parts.Items.Any(part => part is string one && matches(text, one)),
            _ => matches(text, Part(bound, function)),
        };
    }

    private static string Part(Bound bound, string function)
    {
        bound.Required(0);
        return bound.Text(0) ?? throw new TemplateError($"{function} takes a text, not None");
    }

    private static (int From, int To) Window(string text, Bound bound)
    {
        if (bound[1] is null && bound[2] is null)
        {
            return (0, text.Length);
        }
        var length = Characters.Count(text);
        var start = bound.Integer(1) ?? 0;
        var end = Edge(bound.Integer(2) ?? length, length);
        // A start behind the end finds nothing, not even an empty part.
        return start > length ? (1, 0) : (Characters.Offset(text, Edge(start, length)), Characters.Offset(text, end));
    }

    private static int Edge(long at, int length) => (int)Math.Clamp(at < 0 ? at + length : at, 0, length);
}
