using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Something that a template can call.</summary>
internal interface ICallable
{
    object Call(Arguments arguments, Run run);
}

/// <summary>A function of the interpreter's own.</summary>
internal sealed class Function(Func<Arguments, Run, object> body) : ICallable
{
    public object Call(Arguments arguments, Run run) => body(arguments, run);
}

/// <summary>What <c>cycler(a, b)</c> makes: gives its items in turns.</summary>
internal sealed class Cycler(object[] items)
{
    private int at;

    /// <summary>An attribute, or null when there is none of that name.</summary>
    public object? Attribute(string name) =>
        name switch
        {
            "current" => items[at],
            "next" => new Function((_, _) => Next()),
            "reset" => new Function((_, _) => Reset()),
            _ => null,
        };

    private object Next()
    {
        var item = items[at];
        at = (at + 1) % items.Length;
        return item;
    }

    private None Reset()
    {
        at = 0;
        return None.Value;
    }
}

/// <summary>What <c>joiner(a)</c> makes: nothing at its first call, <c>a</c> at the others.</summary>
internal sealed class Joiner(object separator) : ICallable
{
    private bool used;

    public object Call(Arguments arguments, Run run)
    {
        var text = used ? separator : "";
        used = true;
        return text;
    }
}
