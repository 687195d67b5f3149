using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public sealed class IntervalTests
{
    // Textbook values of the score interval, to four decimals.
    [Theory]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(1, 1, 0.2065, 1)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    public void Wilson_interval_of_known_shares(int ones, int n, double low, double high)
    {
        var interval = Interval.Wilson((double)ones / n, n);
        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Fact]
    public void Wilson_interval_stays_within_0_and_1_and_holds_the_share() =>
        Gen.Int[1, 100_000]
            .SelectMany(n => Gen.Int[0, n].Select(ones => (ones, n)))
            .Sample(
                (ones, n) =>
                {
                    var share = (double)ones / n;
                    var (low, high) = Interval.Wilson(share, n);
                    return low >= 0 && high <= 1 && low <= share && share <= high;
                }
            );

    // Quantiles from the tables of Student's distribution.
    [Theory]
    [InlineData(1, 12.7062)]
    [InlineData(2, 4.3027)]
    [InlineData(9, 2.2622)]
    [InlineData(30, 2.0423)]
    [InlineData(1_000_000, 1.9600)]
    public void Student_interval_reaches_the_tabled_quantile(int freedom, double quantile)
    {
        var (low, high) = Interval.StudentT(10, 1, freedom);
        Assert.Equal((-quantile, quantile), (Math.Round(low - 10, 4), Math.Round(high - 10, 4)));
    }
}
