using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>What stands behind a dot or between brackets, in Jinja's order: a dot prefers methods, brackets prefer items.</summary>
internal static class Attributes
{
    private static readonly HashSet<string> ListChanges = new(StringComparer.Ordinal)
    {
        "append",
        "clear",
        "extend",
        "insert",
        "pop",
        "remove",
        "reverse",
        "sort",
    };

    private static readonly HashSet<string> DictChanges = new(StringComparer.Ordinal)
    {
        "clear",
        "pop",
        "popitem",
        "setdefault",
        "update",
    };

    /// <summary><c>subject.name</c>; undefined where there is no such thing.</summary>
    public static object Get(object subject, string name, Run run) =>
        Own(subject, name)
        ?? (subject is DictValue dict && dict.TryGet(name, out var value) ? value : null)
        ?? Missing(subject, name, run);

    /// <summary><c>subject[key]</c>; undefined where there is no such thing.</summary>
    public static object Item(object subject, object key, Run run)
    {
        if (subject is Undefined missing)
        {
            throw missing.Error();
        }
        return Subscripts.Find(subject, key, run.Budget)
            ?? (key is string name ? Own(subject, name) : null)
            ?? Missing(subject, key, run);
    }

    /// <summary>A method or a property, null when there is none of that name.</summary>
    private static object? Own(object subject, string name) =>
        subject switch
        {
            Undefined missing => throw missing.Error(),
            string text => StringMethods.Find(text, name),
            ListValue when ListChanges.Contains(name) => Unsafe(subject, name),
            Sequence sequence => SequenceMethods.Find(sequence, name),
            DictValue when DictChanges.Contains(name) => Unsafe(subject, name),
            DictValue dict => DictMethods.Find(dict, name),
            Namespace space => space.Attributes.TryGet(name, out var value) ? value : null,
            Loop loop => loop.Attribute(name),
            Cycler cycler => cycler.Attribute(name),
            Macro macro when name == "name" => macro.Name,
            _ => null,
        };

    private static Undefined Missing(object subject, object key, Run run) =>
        key switch
        {
            // There is nothing behind such names here; Jinja's sandbox says so in these words.
            string name when name.StartsWith('_') && subject is not DictValue and not Namespace => Unsafe(
                subject,
                name
            ),
            string name => new Undefined($"'{Kind(subject)}' has no attribute '{name}'"),
            _ => new Undefined($"{Kind(subject)} has no element {Texts.Repr(key, run.Budget)}"),
        };

    private static Undefined Unsafe(object subject, string name) =>
        new($"access to attribute '{name}' of '{TypeNames.Of(subject)}' object is unsafe.");

    private static string Kind(object subject) => subject is None ? "None" : $"{TypeNames.Of(subject)} object";
}
