using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Filters on values in a row. Where Jinja makes a row that can be gone through once, these make lists.</summary>
internal static class SequenceFilters
{
    public static object First(object value, Arguments arguments, Run run) =>
        Iteration.Items(value, run.Budget) is [var first, ..]
            ? first
            : new Undefined("No first item, sequence was empty.");

    public static object Last(object value, Arguments arguments, Run run) =>
        Iteration.Items(value, run.Budget) is [.., var last]
            ? last
            : new Undefined("No last item, sequence was empty.");

    public static object List(object value, Arguments arguments, Run run) =>
        new ListValue(Iteration.Items(value, run.Budget));

    public static object Items(object value, Arguments arguments, Run run) =>
        value switch
        {
            Undefined => new ListValue([]),
            DictValue dict => DictMethods.Pairs(dict, run.Budget),
            _ => throw new TemplateError("Can only get item pairs from a mapping."),
        };

    public static object Reverse(object value, Arguments arguments, Run run)
    {
        object[] reversed = [.. Iteration.Items(value, run.Budget).Reverse()];
        run.Budget.BuildItems(reversed.Length);
        return value is string ? string.Concat(reversed.Cast<string>()) : new ListValue(reversed);
    }

    public static object Join(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("join", "d", "attribute");
        var pick = Selection.Getter(bound[1], run);
        var separator = bound[0] is { } given ? Texts.Of(given, run.Budget) : "";
        var output = new Output(run.Budget);
        var first = true;
        foreach (var item in Iteration.Items(value, run.Budget))
        {
            output.Append(first ? "" : separator);
            first = false;
            Texts.Write(pick(item), output);
        }
        return output.ToString();
    }

    /// <summary>An attribute of each item, or each item through a filter.</summary>
    public static object Map(object value, Arguments arguments, Run run)
    {
        Func<object, object> change;
        if (arguments.Positional is [string name, ..])
        {
            var filter = Filters.Get(name);
            var rest = arguments.Skip(1);
            change = item => filter(item, rest, run);
        }
        else if (arguments.Positional.Length == 0 && arguments.Named.TryGetValue("attribute", out var attribute))
        {
            change = Selection.Getter(attribute, run, arguments.Named.GetValueOrDefault("default"));
        }
        else
        {
            throw new TemplateError("map requires a filter argument");
        }
        var items = Iteration.Items(value, run.Budget);
        run.Budget.BuildItems(items.Length);
        return new ListValue([.. items.Select(Stepped)]);

        object Stepped(object item)
        {
            // A filter may map in its turn.
            run.Budget.Enter();
            var changed = change(item);
            run.Budget.Leave();
            return changed;
        }
    }

    public static object Batch(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("batch", "linecount", "fill_with");
        bound.Required(0);
        var size = Math.Max(1, bound.Width(0, absent: 1));
        var rows = Iteration.Items(value, run.Budget).Chunk(size).ToList();
        if (bound[1] is { } fill and not None && rows is [.., var last])
        {
            run.Budget.BuildItems(size);
            rows[^1] = [.. last, .. Enumerable.Repeat(fill, size - last.Length)];
        }
        run.Budget.BuildItems(rows.Count);
        return new ListValue([.. rows.Select(row => new ListValue(row))]);
    }

    public static object Slice(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("slice", "slices", "fill_with");
        bound.Required(0);
        var count = bound.Width(0, absent: 1);
        if (count == 0)
        {
            throw new TemplateError("division by zero");
        }
        var items = Iteration.Items(value, run.Budget);
        run.Budget.BuildItems(count + (long)items.Length);
        var (each, more) = Math.DivRem(items.Length, count);
        var rows = new object[count];
        var from = 0;
        for (var at = 0; at < count; at++)
        {
            var to = from + each + (at < more ? 1 : 0);
            object[] row = items[from..to];
            rows[at] = new ListValue(bound[1] is { } fill and not None && at >= more ? [.. row, fill] : row);
            from = to;
        }
        return new ListValue(rows);
    }
}
