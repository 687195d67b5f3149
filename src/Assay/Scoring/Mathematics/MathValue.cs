using System.Numerics;

namespace Assay.Scoring.Mathematics;

/// <summary>
/// A number that a formula comes to: exact where it is a fraction (or a complex number of fractions), else to the precision of doubles.
/// </summary>
internal readonly record struct MathValue
{
    private MathValue(Rational? real, Rational? imaginary, Complex near) =>
        (Real, Imaginary, Near) = (real, imaginary, near);

    /// <summary>The exact real part; null when the value is not exact.</summary>
    public Rational? Real { get; }

    /// <summary>The exact imaginary part; null when the value is not exact.</summary>
    public Rational? Imaginary { get; }

    /// <summary>The value as nearly as doubles tell.</summary>
    public Complex Near { get; }

    /// <summary>What one unit of the last decimal is worth where the value was written as one decimal number.</summary>
    public Rational? Resolution { get; init; }

    /// <summary>The exact square of a square root (with an exact factor).</summary>
    public Rational? Square { get; init; }

    /// <summary>The exact value where it is a real one.</summary>
    public Rational? Fraction => Imaginary is { IsZero: true } ? Real : null;

    public bool IsInfinite => double.IsInfinity(Near.Real);

    public static MathValue Of(Rational number) => new(number, Rational.Zero, number.ToDouble());

    public static MathValue? Of(Rational? real, Rational? imaginary, Complex near) =>
        real is { } a && imaginary is { } b ? new MathValue(a, b, new(a.ToDouble(), b.ToDouble())) : Of(near);

    /// <summary>A value that is not exact; null when it is not finite.</summary>
    public static MathValue? Of(Complex near) =>
        double.IsFinite(near.Real) && double.IsFinite(near.Imaginary) ? new MathValue(null, null, near) : null;

    public static MathValue Infinity(int sign) =>
        new(null, null, sign < 0 ? double.NegativeInfinity : double.PositiveInfinity);

    public MathValue Negated() =>
        IsInfinite
            ? Infinity(-Math.Sign(Near.Real))
            : new MathValue(Negated(Real), Negated(Imaginary), -Near) { Resolution = Resolution, Square = Square };

    public MathValue? Plus(MathValue other) =>
        Real is { } a && Imaginary is { } b && other.Real is { } c && other.Imaginary is { } d
            ? Of(a.Plus(c), b.Plus(d), Near + other.Near)
            : Of(Near + other.Near);

    public MathValue? Times(MathValue other)
    {
        if (Fraction is { } x && other.Fraction is { } y)
        {
            return Of(x.Times(y), Rational.Zero, Near * other.Near) is { } scaled
                ? scaled with
                {
                    Resolution = (Resolution ?? other.Resolution)?.Times(Resolution is null ? x.Abs() : y.Abs()),
                }
                : null;
        }
        if (Real is { } a && Imaginary is { } b && other.Real is { } c && other.Imaginary is { } d)
        {
            return Of(
                a.Times(c) is { } ac && b.Times(d) is { } bd ? ac.Plus(-bd) : null,
                a.Times(d) is { } ad && b.Times(c) is { } bc ? ad.Plus(bc) : null,
                Near * other.Near
            );
        }
        return Of(Near * other.Near) is { } product
            ? product with
            {
                Square = Squared() is { } p && other.Squared() is { } q ? p.Times(q) : null,
            }
            : null;
    }

    public MathValue? Inverse()
    {
        if (Near == Complex.Zero || IsInfinite)
        {
            return null;
        }
        if (Real is { } a && Imaginary is { } b)
        {
            var norm = a.Times(a) is { } aa && b.Times(b) is { } bb ? aa.Plus(bb) : null;
            return norm is { IsZero: false } n ? Of(a.Over(n), (-b).Over(n), 1 / Near) : Of(1 / Near);
        }
        return Of(1 / Near) is { } inverse
            ? inverse with
            {
                Square = Square is { } square ? Rational.One.Over(square) : null,
            }
            : null;
    }

    public MathValue? Power(MathValue exponent)
    {
        const int Most = 100_000;
        if (exponent.Fraction is { IsWhole: true } whole && BigInteger.Abs(whole.Top) <= Most)
        {
            var times = (int)whole.Top;
            if (Fraction is { } number)
            {
                return number.Power(times) is { } power ? Of(power) : Of(Complex.Pow(Near, times));
            }
            if (Math.Abs(times) <= 8)
            {
                return Repeated(Math.Abs(times)) is not { } repeated ? null
                    : times < 0 ? repeated.Inverse()
                    : repeated;
            }
        }
        if (Fraction is { Sign: >= 0 } && exponent.Fraction is { IsWhole: false } part && part.Bottom <= 100)
        {
            return Root((int)part.Bottom)?.Power(Of(Rational.Of(part.Top, 1)!.Value));
        }
        return Near == Complex.Zero ? null : Of(Complex.Pow(Near, exponent.Near));
    }

    public MathValue? Root(int degree)
    {
        if (Fraction is { } number)
        {
            if (number.Root(degree) is { } exact)
            {
                return Of(exact);
            }
            if (number.Sign < 0 && degree % 2 == 1)
            {
                return Of(new Complex(-Math.Pow(-Near.Real, 1.0 / degree), 0));
            }
            if (number.Sign > 0)
            {
                return
                    Of(new Complex(degree == 2 ? Math.Sqrt(Near.Real) : Math.Pow(Near.Real, 1.0 / degree), 0))
                        is { } root
                    ? root with
                    {
                        Square = degree == 2 ? number : null,
                    }
                    : null;
            }
        }
        return Of(degree == 2 ? Complex.Sqrt(Near) : Complex.Pow(Near, 1.0 / degree));
    }

    private static Rational? Negated(Rational? number) => number is { } known ? -known : null;

    /// <summary>The exact square, where it is known, of a real value.</summary>
    private Rational? Squared() => Square ?? (Fraction is { } number ? number.Times(number) : null);

    private MathValue? Repeated(int times)
    {
        MathValue? product = Of(Rational.One);
        for (var i = 0; i < times && product is { } sofar; i++)
        {
            product = sofar.Times(this);
        }
        return product;
    }
}
