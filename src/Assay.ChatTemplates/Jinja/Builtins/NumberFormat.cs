using System.Globalization;
using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>How a value is written in a format string: Python's <c>[[fill]align][sign][0][width][,][.precision][type]</c>.</summary>
internal sealed record NumberFormat
{
    private const int MostDigits = 1_000;

    public char? Align { get; init; }

    public char Fill { get; init; } = ' ';

    public char Sign { get; init; } = '-';

    public int Width { get; init; }

    public char? Grouping { get; init; }

    public int? Precision { get; init; }

    public char Type { get; init; }

    /// <exception cref="TemplateError">It is no format.</exception>
    public static NumberFormat Parse(string text)
    {
        var format = new NumberFormat();
        var at = 0;
        if (text.Length > 1 && text[1] is '<' or '>' or '^' or '=')
        {
            format = format with { Fill = text[0], Align = text[1] };
            at = 2;
        }
        else if (text is ['<' or '>' or '^' or '=', ..])
        {
            format = format with { Align = text[0] };
            at = 1;
        }
        if (at < text.Length && text[at] is '+' or '-' or ' ')
        {
            format = format with { Sign = text[at++] };
        }
        if (at < text.Length && text[at] == '0')
        {
            format = format with { Fill = '0', Align = format.Align ?? '=' };
            at++;
        }
        format = format with { Width = Integer(text, ref at) ?? 0 };
        if (at < text.Length && text[at] is ',' or '_')
        {
            format = format with { Grouping = text[at++] };
        }
        if (at < text.Length && text[at] == '.')
        {
            at++;
            var precision = Integer(text, ref at) ?? throw new TemplateError("Format specifier missing precision");
            format = format with { Precision = precision };
        }
        if (at < text.Length)
        {
            format = format with { Type = text[at++] };
        }
        return at == text.Length ? format : throw new TemplateError($"Invalid format specifier '{text}'");
    }

    /// <summary>A value in this format.</summary>
    public string Write(object value, Budget budget)
    {
        budget.Build(Width);
        if (!Numbers.IsNumber(value) || (value is bool && Type is '\0' or 's'))
        {
            if (Type is not ('\0' or 's'))
            {
                throw new TemplateError($"Unknown format code '{Type}' for object of type '{TypeNames.Of(value)}'");
            }
            var text = Texts.Of(value, budget);
            text =
                Precision is { } longest && longest < Characters.Count(text)
                    ? text[..Characters.Offset(text, longest)]
                    : text;
            return Padded("", text, Align is null or '=' ? '<' : Align.Value);
        }
        var negative = value is double real ? real < 0 || double.IsNegative(real) : Numbers.ToLong(value) < 0;
        var sign =
            negative ? "-"
            : Sign is '-' ? ""
            : Sign.ToString();
        return Padded(sign, Magnitude(value).TrimStart('-'), Align ?? '>');
    }

    private string Magnitude(object value)
    {
        if (Precision > MostDigits)
        {
            throw new TemplateError($"a precision of more than {MostDigits} digits is too large");
        }
        var type = Type is '\0' ? (value is double ? 'r' : 'd') : Type;
        if (type == 'r' && Precision is not null)
        {
            type = 'g';
        }
        return type switch
        {
            'd' or 'n' when Numbers.IsInteger(value) => Grouped(Numbers.ToLong(value).ToString()),
            'x' when Numbers.IsInteger(value) => Radix(value, 16),
            'X' when Numbers.IsInteger(value) => Radix(value, 16).ToUpperInvariant(),
            'o' when Numbers.IsInteger(value) => Radix(value, 8),
            'b' when Numbers.IsInteger(value) => Radix(value, 2),
            'c' when Numbers.IsInteger(value) => Character(Numbers.ToLong(value)),
            'r' => Grouped(Numbers.Text(Numbers.ToDouble(value))),
            'f' or 'F' => Grouped(Numbers.ToDouble(value).ToString($"F{Precision ?? 6}")),
            '%' => (Numbers.ToDouble(value) * 100).ToString($"F{Precision ?? 6}") + "%",
            'e' or 'E' => Exponential(Numbers.ToDouble(value), Precision ?? 6, type),
            'g' or 'G' => General(Numbers.ToDouble(value)),
            _ => throw new TemplateError($"Unknown format code '{type}' for object of type '{TypeNames.Of(value)}'"),
        };
    }

    private string General(double value)
    {
        var digits = Math.Max(1, Precision ?? 6);
        var scientific = value.ToString($"E{digits - 1}");
        var exponent = int.Parse(scientific[(scientific.IndexOf('E') + 1)..], NumberStyles.AllowLeadingSign);
        if (exponent < -4 || exponent >= digits)
        {
            var text = Exponential(value, digits - 1, 'e');
            var mark = text.IndexOf('e');
            return TrimmedFraction(text[..mark]) + text[mark..];
        }
        return TrimmedFraction(value.ToString($"F{digits - 1 - exponent}"));
    }

    private static string TrimmedFraction(string text) => text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;

    private static string Exponential(double value, int digits, char mark)
    {
        var text = value.ToString($"E{digits}");
        var at = text.IndexOf('E');
        var exponent = int.Parse(text[(at + 1)..], NumberStyles.AllowLeadingSign);
        return $"{text[..at]}{mark}{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    // In 128 bits, since the least integer has no opposite in 64.
    private static string Radix(object value, int numberBase) =>
        Convert.ToString((long)(ulong)Int128.Abs(Numbers.ToLong(value)), numberBase);

    private static string Character(long code) =>
        System.Text.Rune.IsValid((int)Math.Clamp(code, -1, 0x110000))
            ? new System.Text.Rune((int)code).ToString()
            : throw new TemplateError("%c takes the number of a character");

    private string Grouped(string text)
    {
        if (Grouping is not { } separator)
        {
            return text;
        }
        var whole = text.IndexOfAny(['.', 'e']) is >= 0 and var at ? at : text.Length;
        for (var place = whole - 3; place > (text[0] == '-' ? 1 : 0); place -= 3)
        {
            text = text.Insert(place, separator.ToString());
        }
        return text;
    }

    private string Padded(string sign, string text, char align)
    {
        var missing = Math.Max(0, Width - Characters.Count(text) - sign.Length);
        return align switch
        {
            '<' => sign + text + new string(Fill, missing),
            '^' => new string(Fill, missing / 2) + sign + text + new string(Fill, missing - (missing / 2)),
            '=' => sign + new string(Fill, missing) + text,
            _ => new string(Fill, missing) + sign + text,
        };
    }

    private static int? Integer(string text, ref int at)
    {
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
        return at == from ? null
            : int.TryParse(text.AsSpan(from, at - from), NumberStyles.None, null, out var value) ? value
            : throw new TemplateError("Too many decimal digits in format string");
    }
}
