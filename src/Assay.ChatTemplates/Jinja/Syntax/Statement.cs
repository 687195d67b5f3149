using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Syntax;

/// <summary>Something that writes, sets or decides.</summary>
/// <param name="line">Its line, from 1.</param>
internal abstract class Statement(int line)
{
    public int Line => line;

    /// <returns>What the loop around is to do.</returns>
    /// <exception cref="TemplateError">It fails, or the budget is spent.</exception>
    public abstract Flow Execute(Scope scope, Output output);
}

/// <summary>Where a run goes on.</summary>
internal enum Flow
{
    /// <summary>With the next statement.</summary>
    Next,

    /// <summary>Behind the loop.</summary>
    Break,

    /// <summary>With the loop's next item.</summary>
    Continue,
}

/// <summary>Statements in a row.</summary>
internal sealed class Block(Statement[] statements)
{
    public Flow Execute(Scope scope, Output output)
    {
        foreach (var statement in statements)
        {
            scope.Budget.Enter(statement.Line);
            var flow = statement.Execute(scope, output);
            scope.Budget.Leave();
            if (flow is not Flow.Next)
            {
                return flow;
            }
        }
        return Flow.Next;
    }

    /// <summary>What the statements write, in a scope of their own.</summary>
    public string Capture(Scope scope)
    {
        var output = new Output(scope.Budget);
        Execute(scope.Child(), output);
        return output.ToString();
    }
}

/// <summary>Text between tags.</summary>
internal sealed class Text(int line, string text) : Statement(line)
{
    public override Flow Execute(Scope scope, Output output)
    {
        output.Append(text);
        return Flow.Next;
    }
}

/// <summary><c>{{ a }}</c>.</summary>
internal sealed class Print(int line, Expression expression) : Statement(line)
{
    public override Flow Execute(Scope scope, Output output)
    {
        var value = expression.Evaluate(scope);
        if (value is Undefined { IsNothing: false } missing && scope.Run.Strict)
        {
            throw missing.Error();
        }
        Texts.Write(value, output);
        return Flow.Next;
    }
}

/// <summary><c>{% break %}</c> or <c>{% continue %}</c>.</summary>
internal sealed class Jump(int line, Flow flow) : Statement(line)
{
    public override Flow Execute(Scope scope, Output output) => flow;
}
