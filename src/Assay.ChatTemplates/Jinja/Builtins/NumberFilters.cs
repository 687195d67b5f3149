using Assay.ChatTemplates.Jinja.Running;
using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>Filters that make numbers.</summary>
internal static class NumberFilters
{
    public static object Absolute(object value) =>
        value switch
        {
            double number => Math.Abs(number),
            bool or long when Numbers.ToLong(value) is var number => number < 0 ? Numbers.Negate(number) : number,
            Undefined missing => throw missing.Error(),
            _ => throw new TemplateError($"bad operand type for abs(): '{TypeNames.Of(value)}'"),
        };

    public static object Integer(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("int", "default", "base");
        var absent = bound[0] ?? 0L;
        return value switch
        {
            bool or long => Numbers.ToLong(value),
            double number when double.IsFinite(number) => Numbers.Truncate(number),
            string text => Numbers.ReadInteger(text, (int)Math.Clamp(bound.Integer(1) ?? 10, 0, 37))
                ?? (
                    Numbers.ReadFloat(text) is { } number && double.IsFinite(number) ? Numbers.Truncate(number) : absent
                ),
            Undefined missing => throw missing.Error(),
            _ => absent,
        };
    }

    public static object Float(object value, Arguments arguments, Run run)
    {
        var absent = arguments.Bind("float", "default")[0] ?? 0.0;
        return value switch
        {
            bool or long or double => Numbers.ToDouble(value),
            string text => Numbers.ReadFloat(text) ?? absent,
            Undefined missing => throw missing.Error(),
            _ => absent,
        };
    }

    public static object Round(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("round", "precision", "method");
        var precision = (int)Math.Clamp(bound.Integer(0) ?? 0, -300, 300);
        if (!Numbers.IsNumber(value))
        {
            throw value is Undefined missing
                ? missing.Error()
                : new TemplateError($"type {TypeNames.Of(value)} cannot be rounded");
        }
        var scale = Math.Pow(10, precision);
        var number = Numbers.ToDouble(value);
        return (bound.Text(1) ?? "common") switch
        {
            "common" when Numbers.IsInteger(value) && precision >= 0 => (object)Numbers.ToLong(value),
            "common" when Numbers.IsInteger(value) => Numbers.Truncate(Math.Round(number * scale) / scale),
            "common" => RoundHalfEven(number, precision),
            "ceil" => Math.Ceiling(number * scale) / scale,
            "floor" => Math.Floor(number * scale) / scale,
            _ => throw new TemplateError("method must be common, ceil or floor"),
        };
    }

    public static object Sum(object value, Arguments arguments, Run run)
    {
        var bound = arguments.Bind("sum", "attribute", "start");
        var pick = Selection.Getter(bound[0], run);
        return Iteration
            .Items(value, run.Budget)
            .Aggregate(bound[1] ?? 0L, (sum, item) => Operators.Apply("+", sum, pick(item), run.Budget));
    }

    // Rounds what the number is, not what its product with a power of ten is: 2.675 is a little less than it seems.
    private static double RoundHalfEven(double number, int precision) =>
        !double.IsFinite(number) ? number
        : precision is >= 0 and <= 22 ? double.Parse(number.ToString($"F{precision}"))
        : precision > 22 ? number
        : Math.Round(number / Math.Pow(10, -precision)) * Math.Pow(10, -precision);
}
