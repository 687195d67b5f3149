using Assay.Statistics;

namespace Assay.Tests.Statistics;

public sealed class CohenKappaTests
{
    // The grant proposals of the usual textbook example: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
    [Fact]
    public void A_published_table_gives_its_published_value() =>
        Assert.Equal(
            0.4,
            CohenKappa.Of([.. Times(20, 1, 1), .. Times(5, 1, 0), .. Times(10, 0, 1), .. Times(15, 0, 0)])!.Value,
            12
        );

    [Fact]
    public void Full_agreement_is_one() => Assert.Equal(1, CohenKappa.Of([(1, 1), (0, 0), (1, 1)]));

    [Fact]
    public void Raters_that_always_say_the_same_one_thing_tell_nothing() =>
        Assert.Null(CohenKappa.Of([(1, 1), (1, 1)]));

    [Fact]
    public void Without_items_there_is_no_agreement() => Assert.Null(CohenKappa.Of([]));

    [Fact]
    public void Quadratic_weights_forgive_small_differences()
    {
        (double, double)[] near = [(1, 2), (5, 5), (9, 9), (3, 3)];

        Assert.True(CohenKappa.Of(near, quadratic: true) > CohenKappa.Of(near));
    }

    // Observed 1² + 2² = 5; expected, over all nine pairs of a first and a second value, (1 + 9 + 9 + 0 + 4 + 4 + 4 + 0 + 0) / 3.
    [Fact]
    public void Quadratic_weights_are_squares_of_differences() =>
        Assert.Equal(1 - (5 / (31 / 3.0)), CohenKappa.Of([(1, 2), (2, 4), (4, 4)], quadratic: true)!.Value, 12);

    private static IEnumerable<(double, double)> Times(int n, double a, double b) => Enumerable.Repeat((a, b), n);
}
