namespace Assay.Statistics;

/// <summary>
/// Agreement of two raters beyond chance: κ = 1 − Σ w·o / Σ w·e over pairs of categories, o the observed and e the expected (by each
/// rater's own frequencies) shares. Unweighted, w is 1 for different categories (Cohen, "A coefficient of agreement for nominal scales",
/// Educational and Psychological Measurement 20, 1960); quadratic, w is the squared difference of the values (Cohen, "Weighted kappa",
/// Psychological Bulletin 70, 1968).
/// </summary>
public static class CohenKappa
{
    /// <summary>From −1 to 1; null with no pair, or where both raters always say the same one thing, so that chance explains all.</summary>
    /// <param name="pairs">The two raters' values of each item.</param>
    /// <param name="quadratic">Whether a difference weighs by its square; else any difference weighs alike.</param>
    public static double? Of(IReadOnlyCollection<(double First, double Second)> pairs, bool quadratic = false)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0)
        {
            return null;
        }
        var first = pairs.CountBy(pair => pair.First).ToList();
        var second = pairs.CountBy(pair => pair.Second).ToList();
        var observed = pairs.Sum(pair => Weight(pair.First, pair.Second));
        var expected = 0.0;
        foreach (var (a, m) in first)
        {
            foreach (var (b, n) in second)
            {
                expected += Weight(a, b) * m * n / pairs.Count;
            }
        }
        return expected == 0 ? null : 1 - (observed / expected);

        double Weight(double a, double b) =>
            quadratic ? (a - b) * (a - b)
            : a == b ? 0
            : 1;
    }
}
