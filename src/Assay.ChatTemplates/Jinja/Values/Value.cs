namespace Assay.ChatTemplates.Jinja.Values;

// A value is a None, an Undefined, a bool, a long, a double, a string, a ListValue, a TupleValue, a DictValue, a Namespace, or one of
// the objects that only the interpreter makes. Nothing else ever enters a template, so there is nothing to reflect on.

/// <summary>Python's None.</summary>
internal sealed class None
{
    private None() { }

    public static None Value { get; } = new();
}

/// <summary>A name or item that is not there: prints as nothing, is empty and false; anything else done with it is an error.</summary>
/// <param name="message">The error.</param>
internal sealed class Undefined(string message)
{
    /// <summary>Whether it was meant to be nothing, and prints as that even in a strict run: an if without an else.</summary>
    public bool IsNothing { get; init; }

    public TemplateError Error() => new(message);
}

/// <summary>Values in a row; templates cannot change them.</summary>
internal abstract class Sequence(object[] items)
{
    public object[] Items => items;
}

/// <summary>A list.</summary>
internal sealed class ListValue(object[] items) : Sequence(items);

/// <summary>A tuple.</summary>
internal sealed class TupleValue(params object[] items) : Sequence(items);

/// <summary>What <c>namespace()</c> makes: the only thing that a template can change.</summary>
internal sealed class Namespace(DictValue attributes)
{
    public DictValue Attributes => attributes;
}

/// <summary>A <c>start:stop:step</c> between brackets.</summary>
internal sealed record SliceValue(object Start, object Stop, object Step);
