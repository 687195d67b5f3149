using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Python's <c>"{}".format(value)</c>; places reach no further into values than a template does.</summary>
internal static class BraceFormat
{
    public static string Fill(string format, Arguments arguments, Run run)
    {
        var output = new Output(run.Budget);
        var next = 0;
        for (var at = 0; at < format.Length; at++)
        {
            var character = format[at];
            if (character is '{' or '}' && at + 1 < format.Length && format[at + 1] == character)
            {
                output.Append(character);
                at++;
                continue;
            }
            switch (character)
            {
                case '{':
                    var close = format.IndexOf('}', at);
                    if (close < 0)
                    {
                        throw new TemplateError("expected '}' before end of string");
                    }
                    output.Append(Place(format[(at + 1)..close], arguments, ref next, run));
                    at = close;
                    break;
                case '}':
                    throw new TemplateError("Single '}' encountered in format string");
                default:
                    output.Append(character);
                    break;
            }
        }
        return output.ToString();
    }

    private static string Place(string place, Arguments arguments, ref int next, Run run)
    {
        if (place.Contains('{'))
        {
            throw new TemplateError("formats inside formats are not supported");
        }
        var colon = place.IndexOf(':');
        var field = colon < 0 ? place : place[..colon];
        var format = colon < 0 ? "" : place[(colon + 1)..];
        var conversion = '\0';
        if (field.Length >= 2 && field[^2] == '!')
        {
            conversion = field[^1];
            field = field[..^2];
        }
        var value = Value(field, arguments, ref next, run);
        value = conversion switch
        {
            'r' or 'a' => Texts.Repr(value, run.Budget),
            's' => Texts.Of(value, run.Budget),
            _ => value,
        };
        return format.Length == 0 ? Texts.Of(value, run.Budget) : NumberFormat.Parse(format).Write(value, run.Budget);
    }

    private static object Value(string field, Arguments arguments, ref int next, Run run)
    {
        var end = field.IndexOfAny(['.', '[']);
        var first = end < 0 ? field : field[..end];
        var value = First(first, arguments, ref next);
        for (var at = end < 0 ? field.Length : end; at < field.Length; )
        {
            var stop = field[at] == '[' ? field.IndexOf(']', at) : field.AsSpan(at + 1).IndexOfAny('.', '[');
            stop = field[at] == '.' ? (stop < 0 ? field.Length : stop + at + 1) : stop;
            if (stop < 0)
            {
                throw new TemplateError("Missing ']' in format string");
            }
            var name = field[(at + 1)..stop];
            value = field[at] == '.' ? Attributes.Get(value, name, run) : Attributes.Item(value, Key(name), run);
            at = field[at] == '[' ? stop + 1 : stop;
        }
        return value;
    }

    private static object First(string name, Arguments arguments, ref int next)
    {
        if (name.Length == 0)
        {
            name = next++.ToString();
        }
        if (Key(name) is long at)
        {
            return at < arguments.Positional.Length
                ? arguments.Positional[at]
                : throw new TemplateError($"Replacement index {at} out of range for positional args tuple");
        }
        return arguments.Named.TryGetValue(name, out var value)
            ? value
            : throw new TemplateError($"the format's values lack '{name}'");
    }

    private static object Key(string name) =>
        name.Length is > 0 and < 10 && name.All(char.IsAsciiDigit) ? long.Parse(name) : name;
}
