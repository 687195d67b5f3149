using Assay.Cli.Progress;

namespace Assay.Cli.Tests.Progress;

public sealed class SpeedTests
{
    private readonly Speed speed = new(TimeSpan.FromSeconds(20));

    [Fact]
    public void Before_anything_was_counted_there_is_none() => Assert.Null(At(0, 0));

    [Fact]
    public void The_first_look_counts_from_the_beginning() => Assert.Equal(5, At(2, 10));

    [Fact]
    public void Later_ones_count_from_the_oldest_in_the_window()
    {
        At(0, 0);
        At(5, 5);

        Assert.Equal(3, At(10, 30));
    }

    [Fact]
    public void What_lies_before_the_window_is_forgotten()
    {
        At(0, 0);
        At(10, 1_000);
        At(25, 1_030);

        Assert.Equal(2, At(30, 1_040));
    }

    [Fact]
    public void When_nothing_grew_within_the_window_there_is_none()
    {
        At(0, 0);
        At(1, 100);

        Assert.Null(At(30, 100));
    }

    private double? At(double seconds, long count) => speed.PerSecond(TimeSpan.FromSeconds(seconds), count);
}
