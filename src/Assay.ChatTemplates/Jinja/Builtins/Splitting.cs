using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Cutting texts.</summary>
internal static class Splitting
{
    /// <summary>Cuts at a separator, or at runs of white space; at most so often as said, from either end.</summary>
    public static object Split(string text, Arguments arguments, bool fromTheEnd, Budget budget)
    {
        var bound = arguments.Bind(fromTheEnd ? "rsplit" : "split", "sep", "maxsplit");
        var most = bound.Integer(1) is { } given and >= 0 ? (int)Math.Min(given, int.MaxValue) : int.MaxValue;
        var separator = bound.Text(0);
        if (separator is "")
        {
            throw new TemplateError("empty separator");
        }
        var parts =
            separator is not null ? AtSeparator(text, separator, most, fromTheEnd)
            : fromTheEnd ? AtSpacesFromTheEnd(text, most)
            : AtSpaces(text, most);
        budget.BuildItems(parts.Count);
        return new ListValue([.. parts]);
    }

    /// <summary>What stands before a separator, the separator, and what stands behind it.</summary>
    public static object Partition(string text, Arguments arguments, string function, bool last)
    {
        var separator = arguments.Bind(function, "sep").Text(0);
        if (string.IsNullOrEmpty(separator))
        {
            throw new TemplateError("empty separator");
        }
        var at = last
            ? text.LastIndexOf(separator, StringComparison.Ordinal)
            : text.IndexOf(separator, StringComparison.Ordinal);
        return at >= 0 ? new TupleValue(text[..at], separator, text[(at + separator.Length)..])
            : last ? new TupleValue("", "", text)
            : new TupleValue(text, "", "");
    }

    /// <summary>The lines; a break at the end begins no further one.</summary>
    public static ListValue Lines(string text, bool keepEnds, Budget budget)
    {
        var lines = new List<object>();
        for (var from = 0; from < text.Length; )
        {
            var end = from;
            while (end < text.Length && !IsBreak(text[end]))
            {
                end++;
            }
            var next = end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : end + 1;
            next = Math.Min(next, text.Length);
            lines.Add(text[from..(keepEnds ? next : end)]);
            from = next;
        }
        budget.BuildItems(lines.Count);
        return new ListValue([.. lines]);
    }

    private static bool IsBreak(char character) =>
        character is >= '\n' and <= '\r' or >= '\x1c' and <= '\x1e' or '\x85' or '\u2028' or '\u2029';

    private static List<object> AtSeparator(string text, string separator, int most, bool fromTheEnd)
    {
        var parts = new List<object>();
        if (!fromTheEnd)
        {
            var from = 0;
            while (parts.Count < most && text.IndexOf(separator, from, StringComparison.Ordinal) is >= 0 and var at)
            {
                parts.Add(text[from..at]);
                from = at + separator.Length;
            }
            parts.Add(text[from..]);
            return parts;
        }
        var end = text.Length;
        while (
            parts.Count < most
            && text.AsSpan(0, end).LastIndexOf(separator, StringComparison.Ordinal) is >= 0 and var last
        )
        {
            parts.Add(text[(last + separator.Length)..end]);
            end = last;
        }
        parts.Add(text[..end]);
        parts.Reverse();
        return parts;
    }

    private static List<object> AtSpaces(string text, int most)
    {
        var parts = new List<object>();
        text = text.TrimStartSpaces();
        var from = 0;
        while (from < text.Length)
        {
            var end = from;
            while (end < text.Length && !text[end].IsSpace())
            {
                end++;
            }
            if (parts.Count == most)
            {
                parts.Add(text[from..]);
                break;
            }
            parts.Add(text[from..end]);
            from = end;
            while (from < text.Length && text[from].IsSpace())
            {
                from++;
            }
        }
        return parts;
    }

    private static List<object> AtSpacesFromTheEnd(string text, int most)
    {
        var parts = new List<object>();
        text = text.TrimEndSpaces();
        var end = text.Length;
        while (end > 0)
        {
            var from = end;
            while (from > 0 && !text[from - 1].IsSpace())
            {
                from--;
            }
            if (parts.Count == most)
            {
                parts.Add(text[..end]);
                break;
            }
            if (from < end)
            {
                parts.Add(text[from..end]);
            }
            end = from;
            while (end > 0 && text[end - 1].IsSpace())
            {
                end--;
            }
        }
        parts.Reverse();
        return parts;
    }
}
