using Assay.Cli.Progress;
using Assay.Statistics;

namespace Assay.Cli.Tests.Progress;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(-1, "0.0 s")]
    [InlineData(0.84, "0.8 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(3_599.9, "1 h 00 min")]
    [InlineData(7_620, "2 h 07 min")]
    [InlineData(360_000, "100 h 00 min")]
    public void Durations(double seconds, string text) =>
        Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(4, "4 s")]
    [InlineData(90, "1 min 30 s")]
    public void Guesses_are_in_whole_seconds(double seconds, string text) =>
        Assert.Equal(text, Figures.Guess(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.05, "0.050")]
    [InlineData(0.5, "0.50")]
    [InlineData(12.34, "12.3")]
    [InlineData(1_234.5, "1,234")]
    public void Rates(double perSecond, string text) => Assert.Equal(text, Figures.Rate(perSecond));

    [Theory]
    [InlineData(0, "0 answers")]
    [InlineData(1, "1 answer")]
    [InlineData(1_234, "1,234 answers")]
    public void Counts_with_their_noun(long number, string text) => Assert.Equal(text, Figures.Count(number, "answer"));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 kB")]
    [InlineData(9_949, "9.9 kB")]
    [InlineData(9_950, "10 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.0 MB")]
    [InlineData(3_089_472, "3.1 MB")]
    [InlineData(12_000_000_000, "12 GB")]
    [InlineData(long.MaxValue, "9223372 TB")]
    public void Sizes(long bytes, string text) => Assert.Equal(text, Figures.Bytes(bytes));

    [Fact]
    public void A_running_score_without_an_interval_stands_alone() =>
        Assert.Equal("0.33", Figures.Running(new Estimate(1 / 3.0, null, null, null, 1)));
}
