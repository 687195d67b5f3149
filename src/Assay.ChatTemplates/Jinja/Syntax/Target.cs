using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Syntax;

/// <summary>What can be assigned to.</summary>
internal abstract class Target
{
    public abstract void Assign(object value, Scope scope);
}

/// <summary>A name.</summary>
internal sealed class NameTarget(string name) : Target
{
    public override void Assign(object value, Scope scope) => scope.Set(name, value);
}

/// <summary>An attribute of a namespace.</summary>
internal sealed class NamespaceTarget(string name, string attribute) : Target
{
    public override void Assign(object value, Scope scope)
    {
        if (scope.Find(name) is not Namespace space)
        {
            throw new TemplateError("cannot assign attribute on non-namespace object");
        }
        space.Attributes.Set(attribute, value);
    }
}

/// <summary>Several targets, which take a value's items.</summary>
internal sealed class TupleTarget(Target[] targets) : Target
{
    public override void Assign(object value, Scope scope)
    {
        var items =
            Iteration.Find(value, scope.Budget)
            ?? throw new TemplateError($"cannot unpack non-iterable {TypeNames.Of(value)} object");
        if (items.Length < targets.Length)
        {
            throw new TemplateError($"not enough values to unpack (expected {targets.Length}, got {items.Length})");
        }
        if (items.Length > targets.Length)
        {
            throw new TemplateError($"too many values to unpack (expected {targets.Length})");
        }
        for (var at = 0; at < targets.Length; at++)
        {
            targets[at].Assign(items[at], scope);
        }
    }
}
