using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>The values a function is called with.</summary>
/// <param name="positional">Those by place.</param>
/// <param name="named">Those by name.</param>
internal sealed class Arguments(object[] positional, IReadOnlyDictionary<string, object> named)
{
    public static Arguments None { get; } = new([], new Dictionary<string, object>(StringComparer.Ordinal));

    public object[] Positional => positional;

    public IReadOnlyDictionary<string, object> Named => named;

    public Arguments With(string name, object value) =>
        new(positional, new Dictionary<string, object>(named, StringComparer.Ordinal) { [name] = value });

    /// <summary>All but the first <paramref name="count"/> of those by place.</summary>
    public Arguments Skip(int count) => new(positional[count..], named);

    /// <summary>The values by the order of the names, null where one is not given.</summary>
    /// <exception cref="TemplateError">There are more, or others.</exception>
    public Bound Bind(string function, params ReadOnlySpan<string> names)
    {
        if (positional.Length > names.Length)
        {
            throw new TemplateError($"{function} takes at most {names.Length} arguments ({positional.Length} given)");
        }
        var values = new object?[names.Length];
        positional.CopyTo(values, 0);
        foreach (var (name, value) in named)
        {
            var at = names.IndexOf(name);
            if (at < 0 || values[at] is not null)
            {
                throw new TemplateError(
                    at < 0
                        ? $"{function} got an unexpected keyword argument '{name}'"
                        : $"{function} got multiple values for argument '{name}'"
                );
            }
            values[at] = value;
        }
        return new Bound(function, values, names.ToArray());
    }
}

/// <summary>The arguments of a function by number.</summary>
internal readonly struct Bound(string function, object?[] values, string[] names)
{
    /// <summary>The value, or null when it is not given.</summary>
    public object? this[int at] => values[at];

    /// <exception cref="TemplateError">It is not given.</exception>
    public object Required(int at) =>
        values[at] ?? throw new TemplateError($"{function} misses its argument '{names[at]}'");

    public bool IsTrue(int at) => values[at] is { } value && Truth.IsTrue(value);

    /// <summary>A text; null when it is not given or none.</summary>
    public string? Text(int at) =>
        values[at] switch
        {
            null or None => null,
            string text => text,
            Undefined missing => throw missing.Error(),
            var other => throw new TemplateError(
                $"{function} takes a text as '{names[at]}', not {TypeNames.Of(other)}"
            ),
        };

    /// <summary>An integer; null when it is not given or none.</summary>
    public long? Integer(int at) =>
        values[at] switch
        {
            null or None => null,
            bool or long => Numbers.ToLong(values[at]!),
            Undefined missing => throw missing.Error(),
            var other => throw new TemplateError(
                $"{function} takes an integer as '{names[at]}', not {TypeNames.Of(other)}"
            ),
        };

    /// <summary>A width, between 0 and what a text may have.</summary>
    public int Width(int at, int absent) => (int)Math.Clamp(Integer(at) ?? absent, 0, Budget.LongestOutput + 1L);
}
