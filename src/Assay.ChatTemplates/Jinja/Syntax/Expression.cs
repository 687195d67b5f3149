using Assay.ChatTemplates.Jinja.Running;

namespace Assay.ChatTemplates.Jinja.Syntax;

/// <summary>Something with a value.</summary>
/// <param name="line">Its line, from 1.</param>
internal abstract class Expression(int line)
{
    public int Line => line;

    /// <exception cref="TemplateError">It has no value, or the budget is spent.</exception>
    public object Evaluate(Scope scope)
    {
        scope.Budget.Enter(line);
        var value = Compute(scope);
        scope.Budget.Leave();
        return value;
    }

    protected abstract object Compute(Scope scope);
}
