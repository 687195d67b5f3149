using System.Numerics;

namespace Assay.Scoring.Mathematics;

/// <summary>
/// A fraction of whole numbers in lowest terms. Results that would take more than <see cref="MostBits"/> bits are not computed, so
/// every operation takes a bounded time.
/// </summary>
internal readonly record struct Rational
{
    /// <summary>The most bits of a numerator or denominator.</summary>
    public const int MostBits = 2_048;

    private readonly BigInteger bottom;

    private Rational(BigInteger top, BigInteger bottom) => (Top, this.bottom) = (top, bottom);

    public static Rational Zero => new(0, 1);

    public static Rational One => new(1, 1);

    /// <summary>The numerator, which carries the sign.</summary>
    public BigInteger Top { get; }

    /// <summary>The denominator, above 0.</summary>
    public BigInteger Bottom => bottom.IsZero ? 1 : bottom;

    public bool IsZero => Top.IsZero;

    public bool IsWhole => Bottom.IsOne;

    public int Sign => Top.Sign;

    public static implicit operator Rational(int number) => new(number, 1);

    /// <summary>The quotient; null when the divisor is 0 or the result too long.</summary>
    public static Rational? Of(BigInteger top, BigInteger bottom)
    {
        if (bottom.IsZero)
        {
            return null;
        }
        var common = BigInteger.GreatestCommonDivisor(top, bottom);
        (top, bottom) = (top / common, bottom / common);
        (top, bottom) = bottom.Sign < 0 ? (-top, -bottom) : (top, bottom);
        return top.GetBitLength() <= MostBits && bottom.GetBitLength() <= MostBits ? new(top, bottom) : null;
    }

    public static Rational operator -(Rational number) => new(-number.Top, number.Bottom);

    public Rational Abs() => new(BigInteger.Abs(Top), Bottom);

    public Rational? Plus(Rational other) => Of(Top * other.Bottom + other.Top * Bottom, Bottom * other.Bottom);

    public Rational? Times(Rational other) => Of(Top * other.Top, Bottom * other.Bottom);

    public Rational? Over(Rational other) => Of(Top * other.Bottom, Bottom * other.Top);

    /// <summary>A power with a whole exponent; null when undefined or too long.</summary>
    public Rational? Power(int exponent)
    {
        if (exponent < 0)
        {
            return IsZero ? null : Of(Bottom, Top)?.Power(exponent == int.MinValue ? int.MaxValue : -exponent);
        }
        var bits = Math.Max(Top.GetBitLength(), Bottom.GetBitLength());
        return bits > 1 && (bits - 1) * exponent > MostBits
            ? null
            : Of(BigInteger.Pow(Top, exponent), BigInteger.Pow(Bottom, exponent));
    }

    /// <summary>The exact root, or null where it is no fraction.</summary>
    public Rational? Root(int degree) =>
        (Sign < 0 && degree % 2 == 0) || Root(BigInteger.Abs(Top), degree) is not { } top ? null
        : Root(Bottom, degree) is { } rooted ? Of(Sign < 0 ? -top : top, rooted)
        : null;

    public bool IsBelow(Rational other) => Top * other.Bottom < other.Top * Bottom;

    public double ToDouble()
    {
        var shift = (int)Math.Max(0, Math.Max(Top.GetBitLength(), Bottom.GetBitLength()) - 1_000);
        return shift == 0 ? (double)Top / (double)Bottom : (double)(Top >> shift) / (double)(Bottom >> shift);
    }

    private static BigInteger? Root(BigInteger number, int degree)
    {
        if (number <= 1)
        {
            return number;
        }
        // Newton's steps from above, which fall until they reach the root's whole part.
        var root = BigInteger.One << (int)(number.GetBitLength() / degree + 1);
        while (true)
        {
            var next = ((degree - 1) * root + number / BigInteger.Pow(root, degree - 1)) / degree;
            if (next >= root)
            {
                return BigInteger.Pow(root, degree) == number ? root : null;
            }
            root = next;
        }
    }
}
