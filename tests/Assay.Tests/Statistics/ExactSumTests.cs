using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public sealed class ExactSumTests
{
    [Fact]
    public void Any_order_of_the_terms_gives_the_same_bits() =>
        Gen.Double[-1e6, 1e6]
            .Array[0, 200]
            .SelectMany(terms => Gen.Shuffle(terms).Select(shuffled => (terms, shuffled)))
            .Sample((terms, shuffled) => Bits(terms) == Bits(shuffled));

    [Fact]
    public void Terms_that_plain_addition_loses_are_kept() => Assert.Equal(2.0, Sum([1e16, 1, -1e16, 1]).Value);

    [Fact]
    public void Ten_tenths_are_one() => Assert.Equal(1.0, Sum([.. Enumerable.Repeat(0.1, 10)]).Value);

    [Fact]
    public void Half_a_unit_is_rounded_to_even() => Assert.Equal(0.0, ExactSum.Of(Math.ScaleB(1, -61)).Value);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(2e18)]
    public void What_cannot_be_summed_is_refused(double term) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSum.Of(term));

    [Fact]
    public void A_sum_out_of_range_is_refused_rather_than_wrapped() =>
        Assert.Throws<OverflowException>(() => Sum([.. Enumerable.Repeat(ExactSum.Limit, 200)]));

    private static ExactSum Sum(double[] terms) =>
        terms.Aggregate(default(ExactSum), (sum, term) => sum + ExactSum.Of(term));

    private static long Bits(double[] terms) => BitConverter.DoubleToInt64Bits(Sum(terms).Value);
}
