using System.Runtime.ExceptionServices;
using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Filters that order and compare; letters' case counts only when asked for.</summary>
internal static class Sorting
{
    public static object Sort(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("sort", "reverse", "case_sensitive", "attribute");
        Func<object, object>[] keys =
            bound[2] is string several && several.Contains(',')
                ? [.. several.Split(',').Select(one => Key(one, bound.IsTrue(1), run))]
                : [Key(bound[2], bound.IsTrue(1), run)];
        return Ordered(
            Iteration.Items(value, run.Budget),
            item => keys is [var only] ? only(item) : new ListValue([.. keys.Select(key => key(item))]),
            bound.IsTrue(0),
            run
        );
    }

    public static object DictSort(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("dictsort", "case_sensitive", "by", "reverse");
        var at = (bound.Text(1) ?? "key") switch
        {
            "key" => 0,
            "value" => 1,
            _ => throw new TemplateError("You can only sort by either \"key\" or \"value\""),
        };
        var dict = value as DictValue ?? throw new TemplateError("dictsort takes a mapping");
        return Ordered(
            DictMethods.Pairs(dict, run.Budget).Items,
            pair => Folded(((TupleValue)pair).Items[at], bound.IsTrue(0)),
            bound.IsTrue(2),
            run
        );
    }

    public static object Unique(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("unique", "case_sensitive", "attribute");
        var key = Key(bound[1], bound.IsTrue(0), run);
        var seen = new DictValue();
        var unique = new List<object>();
        foreach (var item in Iteration.Items(value, run.Budget))
        {
            var mark = key(item);
            run.Budget.Scan(mark);
            if (!seen.TryGet(mark, out _))
            {
                seen.Set(mark, true);
                unique.Add(item);
            }
        }
        run.Budget.BuildItems(unique.Count * 2L);
        return new ListValue([.. unique]);
    }

    public static object Extreme(object value, Arguments arguments, Run run, string function)
    {
        var bound = arguments.Bind(function, "case_sensitive", "attribute");
        var key = Key(bound[1], bound.IsTrue(0), run);
        var (sign, order) = function == "max" ? (">", 1) : ("<", -1);
        object? best = null;
        foreach (var item in Iteration.Items(value, run.Budget))
        {
            var better = best is null || Math.Sign(Truth.Compare(key(item), key(best), sign, run.Budget)) == order;
            best = better ? item : best;
        }
        return best ?? new Undefined("No aggregated item, sequence was empty.");
    }

    public static object GroupBy(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("groupby", "attribute", "default", "case_sensitive");
        bound.Required(0);
        var pick = Selection.Getter(bound[0], run, bound[1]);
        object KeyOf(object item) => Folded(pick(item), bound.IsTrue(2));
        var groups = new List<(object Key, List<object> Items)>();
        foreach (var item in Ordered(Iteration.Items(value, run.Budget), KeyOf, reverse: false, run).Items)
        {
            if (groups is not [.., var last] || !Truth.AreEqual(KeyOf(last.Items[0]), KeyOf(item), run.Budget))
            {
                groups.Add((pick(item), []));
            }
            groups[^1].Items.Add(item);
        }
        return new ListValue([.. groups.Select(group => new TupleValue(group.Key, new ListValue([.. group.Items])))]);
    }

    private static Func<object, object> Key(object? attribute, bool caseSensitive, Run run)
    {
        var pick = Selection.Getter(attribute, run);
        return item => Folded(pick(item), caseSensitive);
    }

    private static object Folded(object value, bool caseSensitive) =>
        value is string text && !caseSensitive ? text.ToLowerInvariant() : value;

    private static ListValue Ordered(object[] items, Func<object, object> key, bool reverse, Run run)
    {
        run.Budget.BuildItems(items.Length * 2L);
        var order = Comparer<object>.Create((a, b) => Truth.Compare(a, b, "<", run.Budget));
        try
        {
            // Both keep the order of equals, as Python's sort does.
            return new ListValue([.. reverse ? items.OrderByDescending(key, order) : items.OrderBy(key, order)]);
        }
        catch (InvalidOperationException wrapped) when (wrapped.InnerException is TemplateError error)
        {
            ExceptionDispatchInfo.Throw(error);
            throw;
        }
    }
}
