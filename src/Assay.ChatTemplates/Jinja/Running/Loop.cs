using Assay.ChatTemplates.Jinja.Builtins;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Running;

/// <summary>What <c>loop</c> tells inside a for loop.</summary>
internal sealed class Loop(object[] items)
{
    private int at;
    private object[]? seen;

    public int Length => items.Length;

    public int Index => at + 1;

    public void MoveTo(int index) => at = index;

    /// <summary>An attribute, or null when there is none of that name.</summary>
    public object? Attribute(string name) =>
        name switch
        {
            "index" => (long)Index,
            "index0" => (long)at,
            "revindex" => (long)(Length - at),
            "revindex0" => (long)(Length - at - 1),
            "first" => at == 0,
            "last" => at == Length - 1,
            "length" => (long)Length,
            "depth" => 1L,
            "depth0" => 0L,
            "previtem" => at > 0 ? items[at - 1] : new Undefined("there is no previous item"),
            "nextitem" => at < Length - 1 ? items[at + 1] : new Undefined("there is no next item"),
            "cycle" => new Function(Cycle),
            "changed" => new Function((arguments, run) => Changed(arguments, run)),
            _ => null,
        };

    private object Cycle(Arguments arguments, Run run) =>
        arguments.Positional is { Length: > 0 } values
            ? values[at % values.Length]
            : throw new TemplateError("no items for cycling given");

    private bool Changed(Arguments arguments, Run run)
    {
        var now = arguments.Positional;
        var changed = seen is null || !Truth.AreEqual(new TupleValue(seen), new TupleValue(now), run.Budget);
        seen = now;
        return changed;
    }
}
