namespace Assay.Cli.Tests;

public sealed class InterruptsTests : IDisposable
{
    private readonly List<string> told = [];
    private readonly Interrupts interrupts;

    public InterruptsTests() => interrupts = new Interrupts(told.Add);

    public void Dispose() => interrupts.Dispose();

    [Fact]
    public void At_first_nothing_is_cancelled() => Assert.Equal((false, false), Cancelled);

    [Fact]
    public void The_first_drains_and_says_so()
    {
        Assert.True(interrupts.Interrupt());

        Assert.Equal((true, false), Cancelled);
        Assert.Contains("finishing", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_stops_and_says_so()
    {
        interrupts.Interrupt();

        Assert.True(interrupts.Interrupt());

        Assert.Equal((true, true), Cancelled);
        Assert.Contains("stopping", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_third_leaves_the_process_to_its_end()
    {
        interrupts.Interrupt();
        interrupts.Interrupt();

        Assert.False(interrupts.Interrupt());
        Assert.Equal(2, told.Count);
    }

    private (bool, bool) Cancelled =>
        (interrupts.Drain.IsCancellationRequested, interrupts.Stop.IsCancellationRequested);
}
