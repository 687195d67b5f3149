using Assay.Cli.Printing;
using Assay.Cli.Progress;
using Assay.Models;
using Assay.Reports;
using Assay.Statistics;

namespace Assay.Cli.Tests.Printing;

public sealed class ReportPrinterTests
{
    public static TheoryData<int> Widths => [40, 80, 120];

    [Fact]
    public void A_score_comes_with_its_interval_and_its_counts() =>
        Assert.Equal(
            [
                "Model: qwen2.5",
                "",
                "Data set   Metric   Score     95 % interval      n  Answered  Unanswerable  Failed  Tokens in  Tokens out",
                "─────────────────────────────────────────────────────────────────────────────────────────────────────────",
                "mini_mmlu  acc     0.5000  0.4567 to 0.5433  1,200     1,188            12       3    345,678       9,876",
                "",
                "mini_mmlu: 5-shot, llmuses protocol, generated answers, choosing at random scores 0.2500",
            ],
            Printed(120, Reports.Normal).Take(7)
        );

    [Fact]
    public void Parts_stand_below_their_categories() =>
        Assert.Equal(
            ["STEM", "  biology", "Humanities", "  logic", "mean of subsets"],
            Printed(120, Reports.Normal)
                .SkipWhile(line => line is not "mini_mmlu by part")
                .Skip(3)
                .TakeWhile(line => line.Length > 0)
                .Select(line => line[..line.IndexOf("  ", 3, StringComparison.Ordinal)].TrimEnd())
        );

    [Fact]
    public void The_places_of_everything_come_last() =>
        Assert.Equal(
            [
                "run:     outputs/run",
                $"report:  {Path.Combine("outputs/run", "reports", "report.md")} (also .json, .csv)",
                $"answers: {Path.Combine("outputs/run", "reviews")} (each extraction, and why)",
            ],
            Printed(80, Reports.Normal).TakeLast(3)
        );

    [Fact]
    public void Several_models_have_a_column()
    {
        var lines = Printed(140, Reports.Simple, Reports.Simple with { Model = "llama" });

        Assert.StartsWith("Model    Data set", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("llama    gsm8k", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_withheld_score_is_a_dash_with_its_reason()
    {
        var lines = Printed(120, Reports.Simple with { Score = null, Failed = 400 });

        Assert.Contains(" -  ", lines[4], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("too many samples failed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_sample_has_no_interval()
    {
        var lines = Printed(120, Reports.Simple with { Score = new Estimate(1, null, null, null, 1), N = 1 });

        Assert.Matches(@"1\.0000\s+-\s+1 ", lines[4]);
        Assert.Contains(lines, line => line.Contains("too few samples", StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_that_nobody_counted_have_no_columns() =>
        Assert.DoesNotContain(
            "Tokens",
            string.Join('\n', Printed(120, Reports.Simple with { Usage = default })),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_metric_that_is_not_the_headline_has_no_tokens_of_its_own()
    {
        var lines = Printed(120, Reports.Simple, Reports.Simple with { Metric = "f1", Primary = false });

        Assert.EndsWith("0", lines[5], StringComparison.Ordinal);
        Assert.DoesNotContain("9,876", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_has_just_ended_tells_its_times()
    {
        using var screen = new Screen();
        DatasetSnapshot took = new("qwen2.5", "gsm8k", 1, 1, 0, 1, default, TimeSpan.FromSeconds(185), null);

        new ReportPrinter(screen.Console).Print(Reports.Of(Reports.Simple), [took]);

        Assert.EndsWith("Time", screen.Results[2], StringComparison.Ordinal);
        Assert.EndsWith("3 min 05 s", screen.Results[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_stay_in_their_line()
    {
        var lines = Printed(120, Reports.Simple with { Model = "m\e[2J\n\u202ex", Dataset = "d\r\n\a" });

        Assert.Equal("Model: m  x", lines[0]);
        Assert.All(lines, line => Assert.DoesNotContain(line, c => char.IsControl(c)));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void No_line_but_a_place_is_wider_than_the_console(int width) =>
        Assert.All(
            Printed(width, Reports.Normal, Reports.Simple, Reports.Simple with { Model = "llama3.2", Score = null })
                .Where(line => !line.Contains("outputs/run", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, width)
        );

    [Theory]
    [MemberData(nameof(Widths))]
    public void No_line_ends_in_a_blank(int width) =>
        Assert.All(Printed(width, Reports.Normal, Reports.Simple), line => Assert.Equal(line.TrimEnd(), line));

    [Fact]
    public void No_two_blank_lines_follow_each_other() =>
        Assert.DoesNotContain("\n\n\n", string.Join('\n', Printed(80, Reports.Normal)), StringComparison.Ordinal);

    private static IReadOnlyList<string> Printed(int width, params MetricReport[] results)
    {
        using var screen = new Screen(width);
        new ReportPrinter(screen.Console).Print(Reports.Of(results));
        return screen.Results;
    }
}
