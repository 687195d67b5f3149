using System.Globalization;
using System.Numerics;

namespace Assay.Scoring.Mathematics;

// Numbers: decimals, exponents, repeating digits, mixed numbers.
internal sealed partial class LatexParser
{
    private MathNode? Number(LatexToken token)
    {
        if (TakeBase() is { } place)
        {
            return new VariableNode($"{token.Text}_{place}");
        }
        if (Digits(token.Text) is not { } number)
        {
            return null;
        }
        if (token.Text.Contains('.', StringComparison.Ordinal))
        {
            return TakeCommand("overline") ? Repeating(number) : number;
        }
        return Mixed() is { } part && number.Value.Plus(part) is { } mixed ? new NumberNode(mixed, null) : number;
    }

    private static NumberNode? Digits(string text)
    {
        const int MostExponent = 300;
        var mark = text.AsSpan().IndexOfAny('e', 'E');
        var exponent = 0;
        if (mark >= 0 && !(int.TryParse(text.AsSpan(mark + 1), out exponent) && Math.Abs(exponent) <= MostExponent))
        {
            return null;
        }
        var digits = mark < 0 ? text : text[..mark];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        digits = point < 0 ? digits : digits.Remove(point, 1);
        // A digit takes more than three bits.
        return
            digits.Length == 0
            || digits.Length > Rational.MostBits / 3
            || ((Rational)10).Power(exponent - decimals) is not { } unit
            || Rational.Of(BigInteger.Parse(digits, CultureInfo.InvariantCulture), 1)?.Times(unit) is not { } value
            ? null
            : new(value, decimals > 0 || mark >= 0 ? unit : null);
    }

    /// <summary>The digits in <c>0.12\overline{34}</c> that repeat for ever.</summary>
    private NumberNode? Repeating(NumberNode before)
    {
        if (
            !Take("{")
            || Next is not { Kind: LatexKind.Number } digits
            || digits.Text.Contains('.', StringComparison.Ordinal)
            || digits.Text.Length > 20
        )
        {
            return null;
        }
        at++;
        var nines = BigInteger.Pow(10, digits.Text.Length) - 1;
        return
            Take("}")
            && Rational.Of(BigInteger.Parse(digits.Text, CultureInfo.InvariantCulture), nines) is { } part
            && part.Times(before.Resolution ?? Rational.One) is { } tail
            && before.Value.Plus(tail) is { } value
            ? new(value, null)
            : null;
    }

    /// <summary>The fraction of a mixed number, <c>\frac{3}{5}</c> or 3/5 after a blank; null, with nothing taken, for none.</summary>
    private Rational? Mixed()
    {
        var (from, deep) = (at, depth);
        if (TakeCommand("frac"))
        {
            if (
                Argument() is NumberNode { Resolution: null } top
                && Argument() is NumberNode { Resolution: null } bottom
            )
            {
                if (top.Value.Sign > 0 && top.Value.IsBelow(bottom.Value))
                {
                    return top.Value.Over(bottom.Value);
                }
            }
        }
        else if (
            Next is { Kind: LatexKind.Number, Spaced: true } top
            && tokens[at + 1].Is(LatexKind.Symbol, "/")
            && tokens[at + 2] is { Kind: LatexKind.Number } bottom
        )
        {
            at += 3;
            return Digits(top.Text)?.Value.Over(Digits(bottom.Text)?.Value ?? 0);
        }
        (at, depth) = (from, deep);
        return null;
    }
}
