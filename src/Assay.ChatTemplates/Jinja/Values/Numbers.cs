using System.Globalization;

namespace Assay.ChatTemplates.Jinja.Values;

/// <summary>Python's numbers: integers of 64 bits (Python's have no end; a template has no use for more) and floats.</summary>
internal static class Numbers
{
    // Python has a like limit for integers.
    private const int LongestNumber = 4_300;

    public static bool IsNumber(object value) => value is bool or long or double;

    public static bool IsInteger(object value) => value is bool or long;

    /// <summary>An integer's value; true is 1.</summary>
    public static long ToLong(object value) => value is bool truth ? (truth ? 1 : 0) : (long)value;

    public static double ToDouble(object value) => value is double real ? real : ToLong(value);

    public static int Compare(object a, object b) =>
        IsInteger(a) && IsInteger(b) ? ToLong(a).CompareTo(ToLong(b)) : ToDouble(a).CompareTo(ToDouble(b));

    public static object Add(object a, object b) => Of(a, b, (x, y) => checked(x + y), (x, y) => x + y);

    public static object Subtract(object a, object b) => Of(a, b, (x, y) => checked(x - y), (x, y) => x - y);

    public static object Multiply(object a, object b) => Of(a, b, (x, y) => checked(x * y), (x, y) => x * y);

    public static object Divide(object a, object b) => ToDouble(a) / NotZero(ToDouble(b));

    public static object FloorDivide(object a, object b) =>
        Of(
            a,
            b,
            (x, y) => x / NotZero(y) - (x % y != 0 && (x < 0) != (y < 0) ? 1 : 0),
            (x, y) => Math.Floor(x / NotZero(y))
        );

    /// <summary>The remainder, with the sign of the divisor.</summary>
    public static object Modulo(object a, object b) =>
        Of(
            a,
            b,
            (x, y) => x % NotZero(y) is var rest && rest != 0 && rest < 0 != y < 0 ? rest + y : x % y,
            (x, y) => x % NotZero(y) is var rest && rest != 0 && rest < 0 != y < 0 ? rest + y : x % y
        );

    public static object Power(object a, object b)
    {
        if (!IsInteger(a) || !IsInteger(b) || ToLong(b) < 0)
        {
            return Math.Pow(ToDouble(a), ToDouble(b));
        }
        var (x, exponent) = (ToLong(a), ToLong(b));
        if (x is 0 or 1 or -1)
        {
            return exponent == 0 ? 1L
                : x == -1 && exponent % 2 == 0 ? 1L
                : x;
        }
        var power = 1L;
        for (var n = 0L; n < exponent; n++)
        {
            power = Checked(() => checked(power * x));
        }
        return power;
    }

    public static object Negate(object value) =>
        value is double real ? (object)(-real) : Checked(() => checked(-ToLong(value)));

    /// <summary>A float as Python writes it: the shortest digits that read back the same, always with a point or an exponent.</summary>
    public static string Text(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }
        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }
        var magnitude = Math.Abs(value);
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }
        var shortest = value.ToString("E16");
        for (var digits = 0; digits <= 16; digits++)
        {
            var candidate = value.ToString("E" + digits);
            if (double.Parse(candidate) == value)
            {
                shortest = candidate;
                break;
            }
        }
        return magnitude is >= 1e-4 and < 1e16 ? Plain(shortest, value < 0) : Scientific(shortest);
    }

    /// <summary>The integer that a text writes, as <c>int()</c> reads it; null when it writes none.</summary>
    public static long? ReadInteger(string text, int numberBase = 10)
    {
        if (text.Length > LongestNumber)
        {
            return null;
        }
        var digits = text.TrimStartSpaces().TrimEndSpaces().Replace("_", "", StringComparison.Ordinal);
        if (numberBase == 10)
        {
            return long.TryParse(digits, NumberStyles.AllowLeadingSign, null, out var value) ? value : null;
        }
        var negative = digits.StartsWith('-');
        digits = digits.TrimStart('+', '-').ToLowerInvariant();
        var prefix = numberBase switch
        {
            16 => "0x",
            8 => "0o",
            2 => "0b",
            _ => null,
        };
        digits = prefix is not null && digits.StartsWith(prefix, StringComparison.Ordinal) ? digits[2..] : digits;
        if (digits.Length == 0 || numberBase is < 2 or > 36)
        {
            return null;
        }
        var sum = 0L;
        foreach (var digit in digits)
        {
            var worth =
                char.IsAsciiDigit(digit) ? digit - '0'
                : char.IsAsciiLetter(digit) ? digit - 'a' + 10
                : 99;
            if (worth >= numberBase || sum > (long.MaxValue - worth) / numberBase)
            {
                return null;
            }
            sum = (sum * numberBase) + worth;
        }
        return negative ? -sum : sum;
    }

    /// <summary>The float that a text writes; null when it writes none.</summary>
    public static double? ReadFloat(string text)
    {
        if (text.Length > LongestNumber)
        {
            return null;
        }
        var digits = text.TrimStartSpaces().TrimEndSpaces().Replace("_", "", StringComparison.Ordinal);
        return digits.ToLowerInvariant().TrimStart('+', '-') switch
        {
            "inf" or "infinity" => digits[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
            "nan" => double.NaN,
            _ => double.TryParse(digits, NumberStyles.Float, null, out var value) ? value : null,
        };
    }

    /// <summary>A float without its fraction, as an integer.</summary>
    public static long Truncate(double value) =>
        Math.Abs(value) < 9.2e18 ? (long)value : throw new TemplateError("a number is too large");

    private static string Plain(string scientific, bool negative)
    {
        var (digits, exponent) = Parts(scientific);
        var text =
            exponent < 0 ? "0." + new string('0', -exponent - 1) + digits
            : digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0') + ".0"
            : digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
        return negative ? "-" + text : text;
    }

    private static string Scientific(string scientific)
    {
        var (digits, exponent) = Parts(scientific);
        var mantissa = digits.Length == 1 ? digits : $"{digits[..1]}.{digits[1..]}";
        var sign = scientific[0] == '-' ? "-" : "";
        return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static (string Digits, int Exponent) Parts(string scientific)
    {
        var parts = scientific.TrimStart('-').Split('E');
        return (
            parts[0].Replace(".", "", StringComparison.Ordinal),
            int.Parse(parts[1], NumberStyles.AllowLeadingSign)
        );
    }

    private static object Of(object a, object b, Func<long, long, long> integers, Func<double, double, double> reals) =>
        IsInteger(a) && IsInteger(b)
            ? (object)Checked(() => integers(ToLong(a), ToLong(b)))
            : reals(ToDouble(a), ToDouble(b));

    private static long Checked(Func<long> compute)
    {
        try
        {
            return compute();
        }
        catch (OverflowException)
        {
            throw new TemplateError("a number is too large");
        }
    }

    private static long NotZero(long divisor) => divisor != 0 ? divisor : throw new TemplateError("division by zero");

    private static double NotZero(double divisor) =>
        divisor != 0 ? divisor : throw new TemplateError("division by zero");
}
