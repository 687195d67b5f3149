using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Syntax;

/// <summary>A text, a number, true, false or none.</summary>
internal sealed class Constant(int line, object value) : Expression(line)
{
    protected override object Compute(Scope scope) => value;
}

/// <summary>A name.</summary>
internal sealed class Name(int line, string text) : Expression(line)
{
    public string Text => text;

    protected override object Compute(Scope scope) => scope.Find(text) ?? new Undefined($"'{text}' is undefined");
}

/// <summary><c>[a, b]</c>.</summary>
internal sealed class ListLiteral(int line, Expression[] items) : Expression(line)
{
    protected override object Compute(Scope scope) => new ListValue(Row.Of(items, scope));
}

/// <summary><c>(a, b)</c>, or <c>a, b</c> where that is clear.</summary>
internal sealed class TupleLiteral(int line, Expression[] items) : Expression(line)
{
    public Expression[] Items => items;

    protected override object Compute(Scope scope) => new TupleValue(Row.Of(items, scope));
}

/// <summary><c>{a: b}</c>.</summary>
internal sealed class DictLiteral(int line, (Expression Key, Expression Value)[] items) : Expression(line)
{
    protected override object Compute(Scope scope)
    {
        scope.Budget.BuildItems(items.Length);
        var dict = new DictValue();
        foreach (var (key, value) in items)
        {
            var name = key.Evaluate(scope);
            scope.Budget.Scan(name);
            dict.Set(name, value.Evaluate(scope));
        }
        return dict;
    }
}

file static class Row
{
    public static object[] Of(Expression[] items, Scope scope)
    {
        scope.Budget.BuildItems(items.Length);
        var values = new object[items.Length];
        for (var at = 0; at < items.Length; at++)
        {
            values[at] = items[at].Evaluate(scope);
        }
        return values;
    }
}
