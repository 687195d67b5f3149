using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Picking items, and picking from items.</summary>
internal static class Selection
{
    /// <summary>The items, or those with an attribute, for which a test holds or does not; without a test, what is true.</summary>
    public static object Pick(object value, Arguments arguments, Run run, bool byAttribute, bool keep)
    {
        var pick = byAttribute
            ? Getter(
                arguments.Positional is [var attribute, ..]
                    ? attribute
                    : throw new TemplateError("Missing parameter for attribute name"),
                run
            )
            : item => item;
        var rest = arguments.Skip(byAttribute ? 1 : 0);
        var holds = rest.Positional is [string name, ..] ? Bind(Tests.Get(name), rest.Skip(1), run) : Truth.IsTrue;
        object[] picked = [.. Iteration.Items(value, run.Budget).Where(item => holds(pick(item)) == keep)];
        run.Budget.BuildItems(picked.Length);
        return new ListValue(picked);
    }

    /// <summary>What takes <c>"a.b.0"</c> of an item; null takes the item itself.</summary>
    public static Func<object, object> Getter(object? attribute, Run run, object? absent = null)
    {
        if (attribute is null or None)
        {
            return item => item;
        }
        object[] keys = attribute is string path
            ?
            [
                .. path.Split('.')
                    .Select(part =>
                        part.Length is > 0 and < 10 && part.All(char.IsAsciiDigit) ? (object)long.Parse(part) : part
                    ),
            ]
            : [attribute];
        return item =>
        {
            foreach (var key in keys)
            {
                run.Budget.Step();
                item = Attributes.Item(item, key, run);
                item = item is Undefined && absent is not null and not None ? absent : item;
            }
            return item;
        };
    }

    private static Func<object, bool> Bind(Test test, Arguments arguments, Run run) =>
        value =>
        {
            run.Budget.Step();
            return test(value, arguments, run);
        };
}
