using System.Numerics;

namespace Assay.Scoring.Mathematics;

/// <summary>How much work a comparison may still take, in steps of about a microsecond.</summary>
internal sealed class MathBudget(int steps)
{
    private int left = steps;

    /// <summary>Takes steps; false when they are used up.</summary>
    public bool Take(int steps = 1) => (left -= steps) >= 0;
}

/// <summary>Computes what a formula comes to with given values of its variables.</summary>
/// <param name="variables">The values.</param>
/// <param name="plus">Whether ± means plus.</param>
/// <param name="budget">The work allowed.</param>
internal sealed class MathEvaluator(IReadOnlyDictionary<string, Rational> variables, bool plus, MathBudget budget)
{
    private const int MostFactorial = 300;

    /// <summary>The value; null where it is undefined, no number, or too large.</summary>
    public MathValue? Value(MathNode node)
    {
        if (!budget.Take())
        {
            return null;
        }
        return node switch
        {
            NumberNode number => MathValue.Of(number.Value) with { Resolution = number.Resolution },
            ConstantNode constant => Constant(constant.Name),
            VariableNode variable => variables.TryGetValue(variable.Name, out var value) ? MathValue.Of(value) : null,
            SumNode sum => Sum(sum),
            ProductNode product => Product(product),
            PowerNode power => Spend(Value(power.Base)) is { } number && Spend(Value(power.Exponent)) is { } exponent
                ? number.Power(exponent)
                : null,
            RootNode root => Spend(Value(root.Radicand))?.Root(root.Degree),
            FunctionNode function => Function(function),
            DegreesNode degrees => Value(degrees.Angle),
            PercentNode percent => Value(percent.Value)?.Times(MathValue.Of(Rational.Of(1, 100)!.Value)),
            _ => null,
        };
    }

    private static MathValue? Constant(char name) =>
        name switch
        {
            'π' => MathValue.Of(new Complex(Math.PI, 0)),
            'e' => MathValue.Of(new Complex(Math.E, 0)),
            'i' => MathValue.Of(Rational.Zero, Rational.One, Complex.ImaginaryOne),
            _ => MathValue.Infinity(1),
        };

    // Long numbers cost more than short ones.
    private MathValue? Spend(MathValue? value)
    {
        var bits = value?.Real is { } number ? number.Top.GetBitLength() + number.Bottom.GetBitLength() : 0;
        return budget.Take((int)(bits / 128)) ? value : null;
    }

    private MathValue? Sum(SumNode sum)
    {
        MathValue? total = null;
        foreach (var (sign, term) in sum.Terms)
        {
            if (Spend(Value(term)) is not { } value)
            {
                return null;
            }
            var negative = sign == SumSign.Minus || sign == (plus ? SumSign.MinusPlus : SumSign.PlusMinus);
            value = negative ? value.Negated() : value;
            total = total is { } sofar ? sofar.Plus(value) : value;
            if (total is null)
            {
                return null;
            }
        }
        return total;
    }

    private MathValue? Product(ProductNode product)
    {
        MathValue? total = null;
        foreach (var (divides, factor) in product.Factors)
        {
            if (Spend(Value(factor)) is not { } value || value.IsInfinite)
            {
                return null;
            }
            MathValue? next = divides ? value.Inverse() : value;
            total =
                total is { } sofar && next is { } times ? sofar.Times(times)
                : total is null ? next
                : null;
            if (total is null)
            {
                return null;
            }
        }
        return total;
    }

    private MathValue? Function(FunctionNode function)
    {
        if (Spend(Value(function.Argument)) is not { } argument || argument.IsInfinite)
        {
            return null;
        }
        MathValue? second = null;
        if (function.Second is { } given && (second = Value(given)) is null)
        {
            return null;
        }
        return function.Name switch
        {
            "!" => Factorial(argument.Fraction),
            "binom" => Binomial(argument.Fraction, second!.Value.Fraction),
            "abs" => argument.Fraction is { } number
                ? MathValue.Of(number.Abs())
                : MathValue.Of((Complex)Complex.Abs(argument.Near)),
            "floor" => Floor(argument, up: false),
            "ceil" => Floor(argument, up: true),
            "log" or "lg" or "ln" => Logarithm(function.Name, argument, second),
            _ => MathValue.Of(Elementary(function.Name, Angle(function.Argument, argument.Near))),
        };
    }

    private static Complex Angle(MathNode argument, Complex value) =>
        argument is DegreesNode ? value * (Math.PI / 180) : value;

    private static Complex Elementary(string name, Complex x) =>
        name switch
        {
            "sin" => Complex.Sin(x),
            "cos" => Complex.Cos(x),
            "tan" => Complex.Tan(x),
            "cot" => 1 / Complex.Tan(x),
            "sec" => 1 / Complex.Cos(x),
            "csc" => 1 / Complex.Sin(x),
            "arcsin" => Complex.Asin(x),
            "arccos" => Complex.Acos(x),
            "arctan" => Complex.Atan(x),
            "sinh" => Complex.Sinh(x),
            "cosh" => Complex.Cosh(x),
            "tanh" => Complex.Tanh(x),
            "exp" => Complex.Exp(x),
            _ => Complex.NaN,
        };

    private static MathValue? Logarithm(string name, MathValue argument, MathValue? place)
    {
        if (argument.Near == Complex.Zero)
        {
            return null;
        }
        var natural = Complex.Log(argument.Near);
        return place is { } b ? MathValue.Of(natural / Complex.Log(b.Near))
            : name == "lg" ? MathValue.Of(natural / Math.Log(10))
            : MathValue.Of(natural);
    }

    private static MathValue? Floor(MathValue value, bool up)
    {
        if (value.Fraction is { } number)
        {
            var below = BigInteger.Divide(
                number.Top - (number.Sign < 0 && !number.IsWhole ? number.Bottom - 1 : 0),
                number.Bottom
            );
            return MathValue.Of(Rational.Of(up && !number.IsWhole ? below + 1 : below, 1)!.Value);
        }
        return value.Near.Imaginary == 0
            ? MathValue.Of(new Complex(up ? Math.Ceiling(value.Near.Real) : Math.Floor(value.Near.Real), 0))
            : null;
    }

    private MathValue? Factorial(Rational? number) =>
        number is { IsWhole: true, Sign: >= 0 } whole && whole.Top <= MostFactorial ? Binomial(whole, null) : null;

    /// <summary>n(n−1)…(n−k+1)/k!; without k, n!.</summary>
    private MathValue? Binomial(Rational? number, Rational? chosen)
    {
        if (number is not { IsWhole: true } n || chosen is { IsWhole: false } || n.Sign < 0)
        {
            return null;
        }
        var times = (chosen ?? n).Top;
        if (times < 0 || times > MostFactorial || n.Top.GetBitLength() > 64 || !budget.Take((int)times))
        {
            return null;
        }
        BigInteger product = 1;
        for (var i = 0; i < (int)times; i++)
        {
            product *= n.Top - i;
            product = chosen is null ? product : product / (i + 1);
        }
        return Rational.Of(product, 1) is { } exact ? MathValue.Of(exact) : MathValue.Of((Complex)(double)product);
    }
}
