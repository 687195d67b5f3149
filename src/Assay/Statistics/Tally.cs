using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Statistics;

/// <summary>
/// Takes one metric's values as they come and estimates their mean. The result depends on the values alone, not on their order.
/// Memory is constant, plus one small entry for each cluster that is not complete yet. Not thread-safe.
/// </summary>
/// <remarks>
/// With S_g the sum and n_g the size of cluster g out of G, m the mean and n all values, the standard error is
/// √( G/(G−1) · Σ(S_g − n_g·m)² ) / n: the cluster-robust error of E. Miller, "Adding Error Bars to Evals" (2024,
/// arXiv:2411.00640), with the usual correction for few clusters. A value without a cluster is a cluster of its own, so without
/// clusters this is the sample standard deviation over √n. A value of weight w counts as a cluster of w such values: the mean is then
/// Σ w·x ÷ Σ w (a ratio of sums, such as bits per byte), and its error the usual one of a ratio. The three sums that the error needs (Σ S_g², Σ n_g·S_g, Σ n_g²) are
/// kept as exact integers, so an estimate costs the same at any time.
/// </remarks>
public sealed class Tally
{
    private static readonly BigInteger SquaredOne = Square(ExactSum.Of(1));

    private readonly Dictionary<long, Cluster> clusters = [];
    private ExactSum sum;
    private ExactSum looseSum;
    private int loose;
    private int looseOnes;
    private int clustersBegun;
    private long weights;
    private BigInteger squares;
    private BigInteger products;
    private BigInteger sizes;

    /// <summary>How many values were added.</summary>
    public int N { get; private set; }

    /// <summary>Whether every value so far was 0 or 1.</summary>
    public bool ZeroOne { get; private set; } = true;

    private int Groups => loose + clustersBegun;

    /// <summary>Adds a value that is independent of all others.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, infinite, or beyond <see cref="ExactSum.Limit"/>.</exception>
    public void Add(double value)
    {
        var term = Count(value);
        loose++;
        looseSum += term;
        if (value == 1)
        {
            looseOnes++;
        }
        else if (value != 0)
        {
            squares += Square(term);
        }
    }

    /// <summary>Adds a value that is independent of all others and counts as often as its weight says.</summary>
    /// <param name="value">The value.</param>
    /// <param name="weight">Its weight, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, or their product beyond <see cref="ExactSum.Limit"/>.</exception>
    public void AddWeighted(double value, int weight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        if (weight == 1)
        {
            Add(value);
            return;
        }
        ZeroOne = false;
        var term = ExactSum.Of(value * weight);
        sum += term;
        N = checked(N + 1);
        weights += weight - 1;
        clustersBegun++;
        squares += Square(term);
        products += (BigInteger)weight * term.Units;
        sizes += (BigInteger)weight * weight;
    }

    /// <summary>Adds a value of a cluster, within which values may depend on each other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, infinite, or beyond <see cref="ExactSum.Limit"/>.</exception>
    public void Add(double value, long cluster)
    {
        var term = Count(value);
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(clusters, cluster, out var begun);
        clustersBegun += begun ? 0 : 1;
        var after = new Cluster(entry.N + 1, entry.Sum + term);
        squares += Square(after.Sum) - Square(entry.Sum);
        products += (BigInteger)after.N * after.Sum.Units - (BigInteger)entry.N * entry.Sum.Units;
        sizes += after.N + entry.N;
        entry = after;
    }

    /// <summary>Forgets a cluster to which no further value will be added; its values stay in the estimate.</summary>
    public void Complete(long cluster) => clusters.Remove(cluster);

    /// <summary>
    /// The mean with its standard error and 95 % interval: Wilson's for independent values of 0 and 1, else Student's t with
    /// G − 1 degrees of freedom, kept within 0 and 1 where all values are. Clustered values that are all 0 or all 1 show no
    /// variation to estimate an error from; there Wilson's interval is taken with the number of clusters as n.
    /// </summary>
    /// <returns>Null when there are no values.</returns>
    public Estimate? Estimate()
    {
        if (N == 0)
        {
            return null;
        }
        var mean = sum.Value / (N + weights);
        var error = StandardError();
        var (low, high) = (ZeroOne, error) switch
        {
            (true, _) when Groups == N || mean is 0 or 1 => Bounds(Interval.Wilson(mean, Groups)),
            (true, { } se) => Within01(Interval.StudentT(mean, se, Groups - 1)),
            (false, { } se) => Bounds(Interval.StudentT(mean, se, Groups - 1)),
            _ => (null, null),
        };
        return new Estimate(mean, error, low, high, N);
    }

    private static (double?, double?) Bounds((double Low, double High) interval) => interval;

    private static (double?, double?) Within01((double Low, double High) interval) =>
        (Math.Max(0, interval.Low), Math.Min(1, interval.High));

    private static BigInteger Square(ExactSum value) => BigInteger.Pow(value.Units, 2);

    private ExactSum Count(double value)
    {
        var term = ExactSum.Of(value);
        var total = sum + term;
        N = checked(N + 1);
        sum = total;
        ZeroOne &= value is 0 or 1;
        return term;
    }

    private double? StandardError()
    {
        if (Groups < 2)
        {
            return null;
        }
        BigInteger n = N + weights;
        BigInteger total = sum.Units;
        var sumsSquared = squares + looseOnes * SquaredOne;
        var sizeTimesSum = products + looseSum.Units;
        var sizesSquared = sizes + loose;
        // n² · Σ(S_g − n_g·m)², written out with m = total/n so that it stays whole.
        var residuals = n * n * sumsSquared - 2 * n * total * sizeTimesSum + total * total * sizesSquared;
        var all = (double)(N + weights);
        var variance = ExactSum.FromSquaredUnits(residuals) / all / all * Groups / (Groups - 1.0);
        return Math.Sqrt(variance) / all;
    }

    private readonly record struct Cluster(int N, ExactSum Sum);
}
