using System.Numerics;

namespace Assay.Statistics;

/// <summary>
/// A sum that does not depend on the order of its terms, to the last bit: each term is rounded once (half to even) to a
/// multiple of 2⁻⁶⁰ and the multiples are added as 128-bit integers. Samples arrive in another order after a resume; reports
/// must not show it.
/// </summary>
/// <remarks>
/// Terms up to 2⁶⁰ in magnitude are taken; those of at least 2⁻⁸ lose nothing to rounding. The sum itself reaches 2⁶⁷.
/// </remarks>
public readonly record struct ExactSum
{
    /// <summary>The largest magnitude of a term.</summary>
    public const double Limit = 1L << 60;

    private const int FractionBits = 60;

    private ExactSum(Int128 units) => Units = units;

    /// <summary>The sum, rounded once.</summary>
    public double Value => Math.ScaleB((double)Units, -FractionBits);

    /// <summary>The sum in multiples of 2⁻⁶⁰.</summary>
    internal Int128 Units { get; }

    /// <summary>A sum of one term.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The term is not a number, infinite, or beyond <see cref="Limit"/>.</exception>
    public static ExactSum Of(double term)
    {
        if (!(Math.Abs(term) <= Limit))
        {
            throw new ArgumentOutOfRangeException(nameof(term), term, "only finite numbers up to 2^60 can be summed");
        }
        return new((Int128)Math.Round(Math.ScaleB(term, FractionBits), MidpointRounding.ToEven));
    }

    /// <summary>Adds up.</summary>
    /// <exception cref="OverflowException">The sum leaves ±2⁶⁷.</exception>
    public static ExactSum Add(ExactSum left, ExactSum right) => new(checked(left.Units + right.Units));

    /// <inheritdoc cref="Add"/>
    public static ExactSum operator +(ExactSum left, ExactSum right) => Add(left, right);

    /// <summary>A sum over squares of units, read as a number.</summary>
    internal static double FromSquaredUnits(BigInteger units) => Math.ScaleB((double)units, -2 * FractionBits);
}
