using System.Collections.Immutable;
using Assay.Statistics;

namespace Assay.Tests.Statistics;

public sealed class KrippendorffAlphaTests
{
    // Krippendorff 2011, example C: four observers, twelve units, some values missing.
    private static readonly double?[][] Observers =
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
        [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
    ];

    [Theory]
    [InlineData(false, 0.743)]
    [InlineData(true, 0.849)]
    public void The_published_example_gives_its_published_values(bool interval, double alpha) =>
        Assert.Equal(alpha, KrippendorffAlpha.Of(Units(Observers), interval)!.Value, 3);

    // Example A of the same paper: two observers, ten binary units.
    [Fact]
    public void The_published_binary_example_gives_its_published_value() =>
        Assert.Equal(
            0.095,
            KrippendorffAlpha
                .Of(
                    Units([
                        [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
                        [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
                    ]),
                    false
                )!
                .Value,
            3
        );

    [Fact]
    public void Full_agreement_is_one() =>
        Assert.Equal(
            1,
            KrippendorffAlpha.Of(
                Units([
                    [0, 1],
                    [0, 1],
                ]),
                false
            )
        );

    [Fact]
    public void Values_that_never_differ_tell_nothing() =>
        Assert.Null(
            KrippendorffAlpha.Of(
                Units([
                    [1, 1],
                    [1, 1],
                ]),
                false
            )
        );

    [Fact]
    public void A_single_rater_agrees_with_nobody() =>
        Assert.Null(
            KrippendorffAlpha.Of(
                Units([
                    [0, 1],
                ]),
                false
            )
        );

    private static IEnumerable<ImmutableArray<double?>> Units(double?[][] observers) =>
        Enumerable
            .Range(0, observers[0].Length)
            .Select(unit => observers.Select(values => values[unit]).ToImmutableArray());
}
