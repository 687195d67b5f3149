using Assay.ChatTemplates.Jinja.Running;

namespace Assay.ChatTemplates.Jinja.Syntax;

/// <summary><c>{% set a = b %}</c>.</summary>
internal sealed class Set(int line, Target target, Expression value) : Statement(line)
{
    public override Flow Execute(Scope scope, Output output)
    {
        target.Assign(value.Evaluate(scope), scope);
        return Flow.Next;
    }
}

/// <summary><c>{% set a %}…{% endset %}</c>, also with filters behind the name.</summary>
internal sealed class SetBlock(int line, Target target, Filtered? filter, Block body) : Statement(line)
{
    public override Flow Execute(Scope scope, Output output)
    {
        object text = body.Capture(scope);
        target.Assign(filter?.ApplyTo(text, scope) ?? text, scope);
        return Flow.Next;
    }
}

/// <summary><c>{% filter a %}…{% endfilter %}</c>.</summary>
internal sealed class FilterBlock(int line, Filtered filter, Block body) : Statement(line)
{
    public override Flow Execute(Scope scope, Output output)
    {
        Values.Texts.Write(filter.ApplyTo(body.Capture(scope), scope), output);
        return Flow.Next;
    }
}
