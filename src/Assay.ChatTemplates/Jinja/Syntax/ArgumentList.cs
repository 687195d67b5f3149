using Assay.ChatTemplates.Jinja.Builtins;
using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Syntax;

/// <summary>The arguments of a call, as written.</summary>
/// <param name="positional">Those by place.</param>
/// <param name="named">Those by name.</param>
/// <param name="spread">What stands behind <c>*</c>.</param>
/// <param name="spreadNamed">What stands behind <c>**</c>.</param>
internal sealed class ArgumentList(
    Expression[] positional,
    (string Name, Expression Value)[] named,
    Expression? spread,
    Expression? spreadNamed
)
{
    public static ArgumentList Empty { get; } = new([], [], null, null);

    public Arguments Evaluate(Scope scope)
    {
        if (positional.Length == 0 && named.Length == 0 && spread is null && spreadNamed is null)
        {
            return Arguments.None;
        }
        var values = new List<object>(positional.Length);
        foreach (var argument in positional)
        {
            values.Add(argument.Evaluate(scope));
        }
        if (spread is not null)
        {
            values.AddRange(Iteration.Items(spread.Evaluate(scope), scope.Budget));
        }
        var byName = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in named)
        {
            Add(byName, name, value.Evaluate(scope));
        }
        if (spreadNamed is not null)
        {
            AddAll(byName, spreadNamed.Evaluate(scope));
        }
        return new Arguments([.. values], byName);
    }

    private static void AddAll(Dictionary<string, object> byName, object more)
    {
        if (more is not DictValue dict)
        {
            throw new TemplateError($"argument after ** must be a mapping, not {TypeNames.Of(more)}");
        }
        foreach (var (key, value) in dict.Items)
        {
            Add(byName, key as string ?? throw new TemplateError("keywords must be strings"), value);
        }
    }

    private static void Add(Dictionary<string, object> byName, string name, object value)
    {
        if (!byName.TryAdd(name, value))
        {
            throw new TemplateError($"got multiple values for keyword argument '{name}'");
        }
    }
}
