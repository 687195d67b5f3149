using System.Text;
using Assay.ChatTemplates.Jinja.Builtins;
using Assay.ChatTemplates.Jinja.Running;

namespace Assay.ChatTemplates.Jinja.Values;

/// <summary>Python's arithmetic on values.</summary>
internal static class Operators
{
    /// <exception cref="TemplateError">The operator does not take these two.</exception>
    public static object Apply(string sign, object a, object b, Budget budget)
    {
        switch (a, b)
        {
            case (Undefined missing, _):
                throw missing.Error();
            case (_, Undefined missing) when sign != "%":
                throw missing.Error();
            case (string format, _) when sign == "%":
                return PercentFormat.Fill(format, b, budget);
            case var _ when Numbers.IsNumber(a) && Numbers.IsNumber(b):
                return Compute(sign, a, b);
            case (string x, string y) when sign == "+":
                budget.Build(x.Length + (long)y.Length);
                return x + y;
            case (ListValue x, ListValue y) when sign == "+":
                return new ListValue(Join(x, y, budget));
            case (TupleValue x, TupleValue y) when sign == "+":
                return new TupleValue(Join(x, y, budget));
            case (string or Sequence, bool or long) when sign == "*":
                return Repeat(a, Numbers.ToLong(b), budget);
            case (bool or long, string or Sequence) when sign == "*":
                return Repeat(b, Numbers.ToLong(a), budget);
            case (string, _) when sign == "+":
                throw new TemplateError($"can only concatenate str (not \"{TypeNames.Of(b)}\") to str");
            default:
                throw new TemplateError(
                    $"unsupported operand type(s) for {sign}: '{TypeNames.Of(a)}' and '{TypeNames.Of(b)}'"
                );
        }
    }

    /// <summary>Plus or minus of one value.</summary>
    public static object ApplySign(string sign, object value) =>
        value switch
        {
            Undefined missing => throw missing.Error(),
            bool or long when sign == "+" => Numbers.ToLong(value),
            double when sign == "+" => value,
            bool or long or double => Numbers.Negate(value),
            _ => throw new TemplateError($"bad operand type for unary {sign}: '{TypeNames.Of(value)}'"),
        };

    private static object Compute(string sign, object a, object b) =>
        sign switch
        {
            "+" => Numbers.Add(a, b),
            "-" => Numbers.Subtract(a, b),
            "*" => Numbers.Multiply(a, b),
            "/" => Numbers.Divide(a, b),
            "//" => Numbers.FloorDivide(a, b),
            "%" => Numbers.Modulo(a, b),
            _ => Numbers.Power(a, b),
        };

    private static object[] Join(Sequence a, Sequence b, Budget budget)
    {
        budget.BuildItems(a.Items.Length + (long)b.Items.Length);
        return [.. a.Items, .. b.Items];
    }

    private static object Repeat(object value, long times, Budget budget)
    {
        times = Math.Max(0, times);
        if (value is string text)
        {
            budget.Build(text.Length == 0 ? 0 : Product(text.Length, times));
            return text.Length switch
            {
                0 => "",
                1 => new string(text[0], (int)times),
                _ => new StringBuilder(text.Length * (int)times).Insert(0, text, (int)times).ToString(),
            };
        }
        var items = ((Sequence)value).Items;
        budget.BuildItems(items.Length == 0 ? 0 : Product(items.Length, times));
        object[] repeated = [.. Enumerable.Repeat(items, items.Length == 0 ? 0 : (int)times).SelectMany(x => x)];
        return value is ListValue ? new ListValue(repeated) : new TupleValue(repeated);
    }

    private static long Product(int length, long times) =>
        times > Budget.LongestOutput ? long.MaxValue : length * times;
}
