using Assay.ChatTemplates.Jinja.Running;

namespace Assay.ChatTemplates.Jinja.Syntax;

/// <summary>The parameters of a macro and its body.</summary>
/// <param name="Parameters">Names, with what stands in for arguments that are not given.</param>
/// <param name="Body">What it writes.</param>
/// <param name="Uses">Which of <c>varargs</c>, <c>kwargs</c> and <c>caller</c> the body names.</param>
internal sealed record MacroDefinition(
    (string Name, Expression? Default)[] Parameters,
    Block Body,
    IReadOnlySet<string> Uses
);

/// <summary><c>{% macro a(b) %}</c>.</summary>
internal sealed class MacroStatement(int line, string name, MacroDefinition definition) : Statement(line)
{
    public override Flow Execute(Scope scope, Output output)
    {
        scope.Set(name, new Macro(name, definition, scope));
        return Flow.Next;
    }
}

/// <summary><c>{% call a() %}</c>: calls a macro that calls the block's body back as <c>caller()</c>.</summary>
internal sealed class CallBlock(int line, Call call, MacroDefinition body) : Statement(line)
{
    public override Flow Execute(Scope scope, Output output)
    {
        Values.Texts.Write(call.Invoke(scope, new Macro("caller", body, scope)), output);
        return Flow.Next;
    }
}
