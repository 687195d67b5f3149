namespace Assay.Statistics;

/// <summary>A mean with its uncertainty; there is no bare number in a report.</summary>
/// <param name="Mean">The mean, as a fraction where the metric is one; not rounded.</param>
/// <param name="StandardError">Standard error of the mean; null with fewer than two observations.</param>
/// <param name="Low">Lower bound of the 95 % confidence interval; null when undefined.</param>
/// <param name="High">Upper bound of the 95 % confidence interval; null when undefined.</param>
/// <param name="N">Number of observations.</param>
public sealed record Estimate(double Mean, double? StandardError, double? Low, double? High, int N)
{
    /// <summary>
    /// The plain mean of K independent estimates, whatever their sizes: standard error √Σseᵢ² / K, interval
    /// mean − √Σ(meanᵢ − lowᵢ)² / K to mean + √Σ(highᵢ − meanᵢ)² / K. The interval so keeps the shape of its parts': 57 subsets
    /// answered without a fault still have a lower bound below 1.
    /// </summary>
    /// <remarks>
    /// The interval is the method of variance estimates recovery: G. Y. Zou, A. Donner, "Construction of confidence limits
    /// about effect measures: a general approach", Statistics in Medicine 27 (2008), 1693–1702.
    /// </remarks>
    /// <returns>
    /// Null for no estimates. Error and interval are null when a part has none; <see cref="N"/> counts all observations.
    /// </returns>
    public static Estimate? MeanOf(IReadOnlyCollection<Estimate> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            return null;
        }
        var mean = parts.Aggregate(default(ExactSum), (sum, part) => sum + ExactSum.Of(part.Mean)).Value / parts.Count;
        return new(
            mean,
            Combined(parts, part => part.StandardError),
            mean - Combined(parts, part => part.Mean - part.Low),
            mean + Combined(parts, part => part.High - part.Mean),
            parts.Sum(part => part.N)
        );
    }

    /// <summary>
    /// The exponential: of the mean and the bounds themselves, and of the error to first order, exp(mean) · standard error (the delta
    /// method).
    /// </summary>
    public Estimate Exponential() =>
        new(
            Math.Exp(Mean),
            Math.Exp(Mean) * StandardError,
            Low is { } low ? Math.Exp(low) : null,
            High is { } high ? Math.Exp(high) : null,
            N
        );

    /// <summary>The same with its interval kept within 0 and 1, for means of values that are.</summary>
    internal Estimate WithinUnit() =>
        this with
        {
            Low = Low is { } low ? Math.Max(0, low) : null,
            High = High is { } high ? Math.Min(1, high) : null,
        };

    private static double? Combined(IReadOnlyCollection<Estimate> parts, Func<Estimate, double?> error)
    {
        var squares = 0.0;
        foreach (var part in parts)
        {
            if (error(part) is not { } distance)
            {
                return null;
            }
            squares += distance * distance;
        }
        return Math.Sqrt(squares) / parts.Count;
    }
}
