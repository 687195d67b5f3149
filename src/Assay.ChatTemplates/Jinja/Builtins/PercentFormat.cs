using System.Globalization;
using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Python's <c>"%s" % value</c>.</summary>
internal static class PercentFormat
{
    /// <param name="format">The text with its places.</param>
    /// <param name="values">A tuple of values, a dictionary for places with names, or the only value.</param>
    /// <param name="budget">Pays.</param>
    public static string Fill(string format, object values, Budget budget)
    {
        var output = new Output(budget);
        object[] row = values is TupleValue tuple ? tuple.Items : [values];
        var used = 0;
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                output.Append(format[at]);
                continue;
            }
            at++;
            var name = Name(format, ref at);
            var place = Place(format, ref at);
            if (place.Type == '%')
            {
                output.Append('%');
                continue;
            }
            var value =
                name is null
                    ? (
                        used < row.Length
                            ? row[used++]
                            : throw new TemplateError("not enough arguments for format string")
                    )
                : values is DictValue dict
                    ? (
                        dict.TryGet(name, out var item)
                            ? item
                            : throw new TemplateError($"the format's values lack '{name}'")
                    )
                : throw new TemplateError("format requires a mapping");
            output.Append(Written(value, place, budget));
        }
        if (used < row.Length && values is not DictValue and not ListValue)
        {
            throw new TemplateError("not all arguments converted during string formatting");
        }
        return output.ToString();
    }

    private static string? Name(string format, ref int at)
    {
        if (at >= format.Length || format[at] != '(')
        {
            return null;
        }
        var close = format.IndexOf(')', at);
        if (close < 0)
        {
            throw new TemplateError("incomplete format key");
        }
        var name = format[(at + 1)..close];
        at = close + 1;
        return name;
    }

    private static NumberFormat Place(string format, ref int at)
    {
        var place = new NumberFormat { Align = '>' };
        for (; at < format.Length && format[at] is '-' or '+' or ' ' or '0' or '#'; at++)
        {
            place = format[at] switch
            {
                '-' => place with { Align = '<', Fill = ' ' },
                '+' => place with { Sign = '+' },
                ' ' when place.Sign == '-' => place with { Sign = ' ' },
                '0' when place.Align != '<' => place with { Align = '=', Fill = '0' },
                _ => place,
            };
        }
        place = place with { Width = Digits(format, ref at) };
        if (at < format.Length && format[at] == '.')
        {
            at++;
            place = place with { Precision = Digits(format, ref at) };
        }
        return at < format.Length ? place with { Type = format[at] } : throw new TemplateError("incomplete format");
    }

    private static int Digits(string format, ref int at)
    {
        var from = at;
        while (at < format.Length && char.IsAsciiDigit(format[at]))
        {
            at++;
        }
        return at == from ? 0
            : int.TryParse(format.AsSpan(from, at - from), NumberStyles.None, null, out var width) ? width
            : throw new TemplateError("width too big");
    }

    private static string Written(object value, NumberFormat place, Budget budget)
    {
        switch (place.Type)
        {
            case 's' or 'r' or 'a':
                var text = place.Type == 's' ? Texts.Of(value, budget) : Texts.Repr(value, budget);
                var shown = place with { Type = 's', Fill = ' ', Align = place.Align == '<' ? '<' : '>' };
                return shown.Write(text, budget);
            case 'c' when value is string { Length: 1 }:
                return (place with { Type = 's' }).Write(value, budget);
            case 'd' or 'i' or 'u' when Numbers.IsNumber(value):
                var whole = value is double real ? Numbers.Truncate(real) : Numbers.ToLong(value);
                return (place with { Type = 'd', Precision = null }).Write(whole, budget);
            default:
                return Numbers.IsNumber(value)
                    ? place.Write(value is bool ? Numbers.ToLong(value) : value, budget)
                    : throw new TemplateError(
                        $"%{place.Type} format: a real number is required, not {TypeNames.Of(value)}"
                    );
        }
    }
}
