namespace Assay.Scoring;

/// <summary>
/// How likely one of k answers is right, estimated without bias from n of which c are: 1 − C(n−c, k) / C(n, k). Chen et al. 2021,
/// Evaluating Large Language Models Trained on Code, https://arxiv.org/abs/2107.03374.
/// </summary>
public static class PassAtK
{
    /// <summary>The estimate, by the product Π (1 − k/i) for i from n − c + 1 to n, which does not overflow.</summary>
    /// <param name="n">Answers.</param>
    /// <param name="c">Right ones among them.</param>
    /// <param name="k">How many may be given.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is not within 1 and n, or c not within 0 and n.</exception>
    public static double Estimate(int n, int c, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, n);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(c, n);
        if (n - c < k)
        {
            return 1;
        }
        var noneRight = 1.0;
        for (var i = n - c + 1; i <= n; i++)
        {
            noneRight *= 1 - (double)k / i;
        }
        return 1 - noneRight;
    }

    /// <summary>The values of k that are reported: powers of two, and 1, 2, 5 with zeros behind; 1, 2, 4, 5, 8, 10, 16, 20, …</summary>
    /// <param name="most">The largest.</param>
    public static IEnumerable<int> Ks(int most)
    {
        var all = new SortedSet<int>();
        for (long k = 1; k <= most; k *= 2)
        {
            all.Add((int)k);
        }
        for (long ten = 1; ten <= most; ten *= 10)
        {
            foreach (var k in (ReadOnlySpan<long>)[ten, 2 * ten, 5 * ten])
            {
                if (k <= most)
                {
                    all.Add((int)k);
                }
            }
        }
        return all;
    }
}
