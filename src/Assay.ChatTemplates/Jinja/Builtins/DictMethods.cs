using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>The methods of dictionaries that change nothing.</summary>
internal static class DictMethods
{
    public static object? Find(DictValue dict, string name) =>
        name switch
        {
            "items" => new Function((_, run) => Pairs(dict, run.Budget)),
            "keys" => new Function((_, run) => Listed(dict.Keys, dict.Count, run.Budget)),
            "values" => new Function((_, run) => Listed(dict.Values, dict.Count, run.Budget)),
            "copy" => new Function((_, _) => dict),
            "get" => new Function(
                (arguments, run) =>
                {
                    var bound = arguments.Bind("get", "key", "default");
                    run.Budget.Scan(bound.Required(0));
                    return dict.TryGet(bound.Required(0), out var value) ? value : bound[1] ?? None.Value;
                }
            ),
            _ => null,
        };

    /// <summary>Its keys with their values, as tuples.</summary>
    public static ListValue Pairs(DictValue dict, Budget budget)
    {
        budget.BuildItems(dict.Count * 3L);
        return new ListValue([.. dict.Items.Select(item => new TupleValue(item.Key, item.Value))]);
    }

    private static ListValue Listed(IEnumerable<object> items, int count, Budget budget)
    {
        budget.BuildItems(count);
        return new ListValue([.. items]);
    }
}
