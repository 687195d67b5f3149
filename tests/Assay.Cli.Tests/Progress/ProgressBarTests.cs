using Assay.Cli.Progress;
using Assay.Models;
using Assay.Statistics;
using Spectre.Console.Testing;

namespace Assay.Cli.Tests.Progress;

public sealed class ProgressBarTests
{
    private static readonly DatasetSnapshot Busy = new(
        "qwen2.5",
        "gsm8k",
        1_319,
        660,
        7,
        660,
        new TokenUsage(0, 100_000),
        TimeSpan.FromMinutes(1),
        new Estimate(0.55, 0.02, 0.51, 0.59, 653)
    );

    [Fact]
    public void With_room_everything_is_there() =>
        Assert.Equal(
            "gsm8k  ━━━━━━━━━━━━━━━━━━━━────────────────────  660/1,319  11.0/s  ETA 1 min 00 s  0.55 [0.51, 0.59]  1,666 tokens/s  7 failed",
            Drawn(Busy, 140)
        );

    [Fact]
    public void Without_room_the_count_stays_longest() =>
        Assert.Matches("^gsm8k  ━+─+  660/1,319  7 failed$", Drawn(Busy, 40));

    [Fact]
    public void A_data_set_of_unknown_size_has_an_empty_bar() =>
        Assert.Matches("^gsm8k  ─+  660  ", Drawn(Busy with { Expected = null }, 80));

    [Fact]
    public void A_hostile_name_is_cut_and_made_harmless()
    {
        var drawn = Drawn(Busy with { Dataset = "\e[2J" + new string('数', 100) }, 80);

        Assert.StartsWith("数数", drawn, StringComparison.Ordinal);
        Assert.Contains("…  ━", drawn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, "gsm8k")]
    [InlineData(80, "gsm8k")]
    [InlineData(120, "gsm8k")]
    [InlineData(40, "a_data_set_with_a_name_longer_than_a_narrow_terminal")]
    [InlineData(20, "a_data_set_with_a_name_longer_than_a_narrow_terminal")]
    [InlineData(80, "数据集数据集数据集数据集数据集数据集数据集数据集数据集数据集")]
    public void It_is_one_line_and_leaves_the_last_column_free(int width, string dataset)
    {
        var drawn = Drawn(Busy with { Dataset = dataset }, width);

        Assert.DoesNotContain('\n', drawn);
        Assert.InRange(Assay.Cli.Printing.CellWidth.Of(drawn), 1, width - 1);
    }

    private static string Drawn(DatasetSnapshot look, int width)
    {
        using var console = new TestConsole().Width(width);
        console.Write(ProgressBar.Draw(new ProgressLine(look, 11, 1_666), width));
        return console.Output.TrimEnd('\n');
    }
}
