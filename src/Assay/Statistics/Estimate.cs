namespace Assay.Statistics;

/// <summary>A mean with its uncertainty; there is no bare number in a report.</summary>
/// <param name="Mean">The mean, as a fraction where the metric is one; not rounded.</param>
/// <param name="StandardError">Standard error of the mean; null with fewer than two observations.</param>
/// <param name="Low">Lower bound of the 95 % confidence interval; null when undefined.</param>
/// <param name="High">Upper bound of the 95 % confidence interval; null when undefined.</param>
/// <param name="N">Number of observations.</param>
public sealed record Estimate(double Mean, double? StandardError, double? Low, double? High, int N);
