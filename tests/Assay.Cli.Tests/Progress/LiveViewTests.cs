using Assay.Cli.Progress;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;

namespace Assay.Cli.Tests.Progress;

public sealed class LiveViewTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly TestConsole console = new TestConsole().Interactive().SupportsAnsi(true).Width(80);
    private readonly RunCounters counters;

    public LiveViewTests() => counters = new RunCounters(time);

    public void Dispose() => console.Dispose();

    [Fact]
    public async Task Terminals_get_this_view_and_a_line_of_what_is_done_stays()
    {
        await using (var view = ProgressView.Start(new Terminal(console, console), counters, time))
        {
            Assert.IsType<LiveView>(view);
            counters.Start(1);
            counters.Finish(1);
        }

        Assert.Contains("gsm8k: 1/1 (100 %), 0 failed, 0.0 s", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_under_way_has_a_bar()
    {
        await using (ProgressView.Start(new Terminal(console, console), counters, time))
        {
            counters.Start(10);
            counters.Finish(5);
        }

        Assert.Matches("gsm8k  ━+─+  5/10", console.Output);
    }
}
