using Assay.ChatTemplates.Jinja.Builtins;
using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Syntax;

/// <summary><c>a.b</c>: the attribute, else the item.</summary>
internal sealed class AttributeAccess(int line, Expression subject, string name) : Expression(line)
{
    protected override object Compute(Scope scope) => Attributes.Get(subject.Evaluate(scope), name, scope.Run);
}

/// <summary><c>a[b]</c>: the item, else the attribute.</summary>
internal sealed class ItemAccess(int line, Expression subject, Expression key) : Expression(line)
{
    protected override object Compute(Scope scope) =>
        Attributes.Item(subject.Evaluate(scope), key.Evaluate(scope), scope.Run);
}

/// <summary><c>a:b:c</c> between brackets.</summary>
internal sealed class Slice(int line, Expression? start, Expression? stop, Expression? step) : Expression(line)
{
    protected override object Compute(Scope scope) =>
        new SliceValue(Of(start, scope), Of(stop, scope), Of(step, scope));

    private static object Of(Expression? bound, Scope scope) => bound?.Evaluate(scope) ?? None.Value;
}

/// <summary><c>a(b, c=d)</c>.</summary>
internal sealed class Call(int line, Expression callee, ArgumentList arguments) : Expression(line)
{
    protected override object Compute(Scope scope) => Invoke(scope, caller: null);

    /// <summary>Calls with the body of a call block at hand.</summary>
    public object Invoke(Scope scope, Macro? caller)
    {
        var target = callee.Evaluate(scope);
        var given = arguments.Evaluate(scope);
        if (caller is not null)
        {
            given = given.With("caller", caller);
        }
        return target switch
        {
            ICallable callable => callable.Call(given, scope.Run),
            Undefined missing => throw missing.Error(),
            _ => throw new TemplateError($"'{TypeNames.Of(target)}' object is not callable"),
        };
    }
}

/// <summary><c>a|b(c)</c>.</summary>
/// <param name="line">Its line.</param>
/// <param name="subject">What is filtered; null in a filter block, which brings it.</param>
/// <param name="name">The filter.</param>
/// <param name="arguments">Its arguments.</param>
internal sealed class Filtered(int line, Expression? subject, string name, ArgumentList arguments) : Expression(line)
{
    protected override object Compute(Scope scope) => Apply(subject!.Evaluate(scope), scope);

    /// <summary>Filters the text of a block, through the filters before this one first.</summary>
    public object ApplyTo(object value, Scope scope) =>
        Apply(subject is Filtered before ? before.ApplyTo(value, scope) : value, scope);

    private object Apply(object value, Scope scope)
    {
        scope.Budget.Scan(value);
        return Filters.Get(name)(value, arguments.Evaluate(scope), scope.Run);
    }
}

/// <summary><c>a is b(c)</c>.</summary>
internal sealed class Tested(int line, Expression subject, string name, ArgumentList arguments) : Expression(line)
{
    protected override object Compute(Scope scope)
    {
        var value = subject.Evaluate(scope);
        if (value is string text)
        {
            scope.Budget.Scan(text.Length);
        }
        return Tests.Get(name)(value, arguments.Evaluate(scope), scope.Run);
    }
}
