using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Syntax;

/// <summary><c>{% if %}</c> with its branches. What is set inside stays set outside.</summary>
internal sealed class If(int line, (Expression Condition, Block Body)[] branches, Block? otherwise) : Statement(line)
{
    public override Flow Execute(Scope scope, Output output)
    {
        foreach (var (condition, body) in branches)
        {
            if (Truth.IsTrue(condition.Evaluate(scope)))
            {
                return body.Execute(scope, output);
            }
        }
        return otherwise?.Execute(scope, output) ?? Flow.Next;
    }
}

/// <summary><c>{% for %}</c>. What is set inside is gone with the item.</summary>
internal sealed class For(int line, Target target, Expression items, Expression? filter, Block body, Block? otherwise)
    : Statement(line)
{
    // Its scope and its names.
    private const int StepsAnItem = 4;

    public override Flow Execute(Scope scope, Output output)
    {
        var all = Iteration.Items(items.Evaluate(scope), scope.Budget);
        var chosen = filter is null ? all : [.. all.Where(item => Passes(item, filter, scope))];
        var loop = new Loop(chosen);
        for (var index = 0; index < chosen.Length; index++)
        {
            scope.Budget.Step(StepsAnItem);
            loop.MoveTo(index);
            var inside = scope.Child();
            inside.Set("loop", loop);
            target.Assign(chosen[index], inside);
            if (body.Execute(inside, output) is Flow.Break)
            {
                break;
            }
        }
        if (chosen.Length == 0)
        {
            otherwise?.Execute(scope.Child(), output);
        }
        return Flow.Next;
    }

    private bool Passes(object item, Expression test, Scope scope)
    {
        var inside = scope.Child();
        target.Assign(item, inside);
        return Truth.IsTrue(test.Evaluate(inside));
    }
}

/// <summary>A block with names of its own: <c>{% with %}</c>, or <c>{% generation %}</c>, which marks what a model learns.</summary>
internal sealed class With(int line, (Target Target, Expression Value)[] settings, Block body) : Statement(line)
{
    public override Flow Execute(Scope scope, Output output)
    {
        var inside = scope.Child();
        foreach (var (target, value) in settings)
        {
            target.Assign(value.Evaluate(scope), inside);
        }
        return body.Execute(inside, output);
    }
}
