using Assay.ChatTemplates.Jinja.Builtins;
using Assay.ChatTemplates.Jinja.Syntax;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Running;

/// <summary>A macro that can be called; it sees the names around its definition.</summary>
internal sealed class Macro(string name, MacroDefinition definition, Scope around) : ICallable
{
    public string Name => name;

    public object Call(Arguments arguments, Run run)
    {
        var inside = around.Child();
        var rest = Bind(arguments, inside);
        if (definition.Uses.Contains("caller") && !definition.Parameters.Any(p => p.Name == "caller"))
        {
            inside.Set("caller", rest.Remove("caller", out var caller) ? caller : new Undefined("No caller defined"));
        }
        if (definition.Uses.Contains("kwargs"))
        {
            var named = new DictValue();
            foreach (var (key, value) in rest)
            {
                named.Set(key, value);
            }
            inside.Set("kwargs", named);
        }
        else if (rest.Count > 0)
        {
            throw new TemplateError($"macro '{name}' takes no keyword argument '{rest.First().Key}'");
        }
        var output = new Output(run.Budget);
        definition.Body.Execute(inside, output);
        return output.ToString();
    }

    /// <summary>Sets the parameters; returns the arguments by name that are no parameters.</summary>
    private Dictionary<string, object> Bind(Arguments arguments, Scope inside)
    {
        var parameters = definition.Parameters;
        inside.Budget.Step(parameters.Length);
        var rest = new Dictionary<string, object>(arguments.Named, StringComparer.Ordinal);
        for (var at = 0; at < parameters.Length; at++)
        {
            var (parameter, byDefault) = parameters[at];
            inside.Set(
                parameter,
                at < arguments.Positional.Length ? arguments.Positional[at]
                    : rest.Remove(parameter, out var value) ? value
                    : byDefault?.Evaluate(inside) ?? new Undefined($"parameter '{parameter}' was not provided")
            );
        }
        object[] more = [.. arguments.Positional.Skip(parameters.Length)];
        if (definition.Uses.Contains("varargs"))
        {
            inside.Set("varargs", new TupleValue(more));
        }
        else if (more.Length > 0)
        {
            throw new TemplateError($"macro '{name}' takes not more than {parameters.Length} argument(s)");
        }
        return rest;
    }
}
