using System.Collections.Concurrent;

namespace Assay.Statistics;

/// <summary>Two-sided 95 % confidence intervals of a mean.</summary>
public static class Interval
{
    /// <summary>The standard normal distribution's 97.5 % point.</summary>
    public const double Z = 1.959963984540054;

    private static readonly ConcurrentDictionary<int, double> Quantiles = new();

    /// <summary>
    /// The score interval of a share: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Sound near 0 and 1 and for few
    /// observations, where the usual p ± z·se is not.
    /// </summary>
    /// <remarks>
    /// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    /// Statistical Association 22 (1927), 209–212.
    /// </remarks>
    /// <param name="share">Share of ones, 0 to 1.</param>
    /// <param name="n">Number of independent observations, at least 1.</param>
    public static (double Low, double High) Wilson(double share, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        const double square = Z * Z;
        var shrink = 1 + square / n;
        var centre = (share + square / (2.0 * n)) / shrink;
        var half = Z / shrink * Math.Sqrt(share * (1 - share) / n + square / (4.0 * n * n));
        return (share == 0 ? 0 : centre - half, share == 1 ? 1 : centre + half);
    }

    /// <summary>The interval mean ± t·se.</summary>
    /// <remarks>Student, "The probable error of a mean", Biometrika 6 (1908), 1–25.</remarks>
    /// <param name="mean">The mean.</param>
    /// <param name="standardError">Its standard error.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static (double Low, double High) StudentT(double mean, double standardError, int freedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        var half = standardError * Quantiles.GetOrAdd(freedom, static df => Quantile(df));
        return (mean - half, mean + half);
    }

    private static double Quantile(int freedom) => MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, freedom, 0.975);
}
