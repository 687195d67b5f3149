using System.Numerics;
using Assay.Scoring;
using CsCheck;

namespace Assay.Tests.Scoring;

public sealed class PassAtKTests
{
    [Theory]
    [InlineData(10, 3, 1, 0.3)]
    [InlineData(5, 2, 2, 0.7)]
    [InlineData(4, 2, 2, 5.0 / 6)]
    [InlineData(8, 0, 8, 0)]
    [InlineData(8, 1, 8, 1)]
    [InlineData(8, 8, 1, 1)]
    [InlineData(1, 0, 1, 0)]
    public void The_estimate_is_the_share_of_draws_with_a_right_answer(int n, int c, int k, double expected) =>
        Assert.Equal(expected, PassAtK.Estimate(n, c, k), 12);

    [Fact]
    public void It_is_one_minus_the_quotient_of_binomials() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[0, 300], Gen.Int[1, 300])
            .Where((n, c, k) => c <= n && k <= n)
            .Sample(
                (n, c, k) =>
                    Math.Abs(PassAtK.Estimate(n, c, k) - (1 - (double)Choose(n - c, k) / (double)Choose(n, k))) < 1e-9
            );

    [Theory]
    [InlineData(3, 1, 0)]
    [InlineData(3, 1, 4)]
    [InlineData(3, 4, 1)]
    [InlineData(3, -1, 1)]
    public void Impossible_counts_are_refused(int n, int c, int k) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAtK.Estimate(n, c, k));

    [Fact]
    public void The_reported_ks_are_powers_of_two_and_round_numbers() =>
        Assert.Equal([1, 2, 4, 5, 8, 10, 16, 20, 32, 50, 64, 100], PassAtK.Ks(100));

    [Fact]
    public void No_k_is_above_the_number_of_answers() => Assert.Equal([1, 2], PassAtK.Ks(3));

    private static BigInteger Choose(int n, int k)
    {
        BigInteger product = 1;
        for (var i = 0; i < k; i++)
        {
            product = product * (n - i) / (i + 1);
        }
        return product;
    }
}
