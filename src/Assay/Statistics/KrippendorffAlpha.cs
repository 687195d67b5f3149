using System.Collections.Immutable;

namespace Assay.Statistics;

/// <summary>
/// Agreement of any number of raters, some of whose values may be missing: α = 1 − observed ÷ expected disagreement, over all pairs of values
/// within an item and over all pairs of pairable values. Difference: nominal (0 or 1) or interval (squared). Krippendorff, "Computing
/// Krippendorff's Alpha-Reliability" (2011).
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>At most 1; null where no item has two values, or all values are the same.</summary>
    /// <param name="items">The raters' values of each item, null where missing.</param>
    /// <param name="interval">Whether values are numbers whose distance counts; else they are names.</param>
    public static double? Of(IEnumerable<ImmutableArray<double?>> items, bool interval)
    {
        ArgumentNullException.ThrowIfNull(items);
        var totals = new Dictionary<double, int>();
        var n = 0;
        var observed = 0.0;
        foreach (var item in items)
        {
            var values = item.OfType<double>().ToList();
            if (values.Count < 2)
            {
                continue;
            }
            n += values.Count;
            foreach (var (value, count) in values.CountBy(value => value))
            {
                totals[value] = totals.GetValueOrDefault(value) + count;
            }
            observed += Disagreement(values.CountBy(value => value)) / (values.Count - 1);
        }
        var expected = Disagreement(totals) / Math.Max(1, n - 1);
        return expected == 0 ? null : 1 - (observed / expected);

        double Disagreement(IEnumerable<KeyValuePair<double, int>> counts)
        {
            var list = counts.ToList();
            var sum = 0.0;
            foreach (var (a, m) in list)
            {
                foreach (var (b, k) in list)
                {
                    sum +=
                        m
                        * k
                        * (
                            interval ? (a - b) * (a - b)
                            : a == b ? 0
                            : 1
                        );
                }
            }
            return sum;
        }
    }
}
