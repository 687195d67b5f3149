using Assay.Statistics;

namespace Assay.Tests.Statistics;

public sealed class MeanOfEstimatesTests
{
    // Means 0.2 and 0.6; errors 0.03 and 0.04 give √0.0025 / 2; lower distances 0.06 and 0.08 give 0.05, upper 0.12 and 0.09 give 0.075.
    [Fact]
    public void Two_estimates_worked_by_hand()
    {
        var mean = Estimate.MeanOf([new(0.2, 0.03, 0.14, 0.32, 100), new(0.6, 0.04, 0.52, 0.69, 50)])!;
        Assert.Equal(0.4, mean.Mean, 15);
        Assert.Equal(0.025, mean.StandardError!.Value, 15);
        Assert.Equal(0.35, mean.Low!.Value, 15);
        Assert.Equal(0.475, mean.High!.Value, 15);
        Assert.Equal(150, mean.N);
    }

    [Fact]
    public void Of_nothing_there_is_no_mean() => Assert.Null(Estimate.MeanOf([]));

    [Fact]
    public void A_part_without_error_leaves_the_whole_without() =>
        Assert.Equal(
            new Estimate(0.5, null, null, null, 11),
            Estimate.MeanOf([new(0.25, 0.1, 0.1, 0.4, 10), new(0.75, null, null, null, 1)])
        );
}
