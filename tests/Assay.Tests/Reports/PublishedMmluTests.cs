using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Benchmarks;
using Assay.Reports;
using Assay.Statistics;
using Assay.Testing;

namespace Assay.Tests.Reports;

/// <summary>The early platform's published MMLU tables (modelscope/evalscope, resources/experiments.md).</summary>
public sealed partial class PublishedMmluTests
{
    private static readonly (string Category, string Column, int Questions)[] Categories =
    [
        ("Humanities", "Humanities", 4692),
        ("STEM", "STEM", 3000),
        ("Social Science", "SocialScience", 3065),
        ("Other", "Other", 3228),
    ];

    [Fact]
    public void The_weighted_average_of_all_0_shot_rows_follows_from_their_categories()
    {
        var rows = Rows("0-shot");
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal(Number(row["WeightedAvg"]), Scored(row).Score!.Mean, 0.0001));
    }

    [Fact]
    public void The_category_columns_come_back_from_the_leaderboard() =>
        Assert.All(
            Rows("0-shot"),
            row =>
                Assert.Equal(
                    Categories.Select(category => row[category.Column]),
                    Scored(row).Categories.Select(category => $"{category.Score!.Mean:0.####}")
                )
        );

    [Fact]
    public void The_published_0_shot_deltas_are_the_weighted_averages_minus_the_targets()
    {
        var rows = Rows("0-shot").Where(row => row["Delta"].EndsWith('%')).ToList();
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(row["Delta"], DeltaOf(row, fewShot: 0)));
    }

    // One row is not consistent in itself: 0.5151 − 0.567 is −5.19 %, and −5.2 % stands there.
    [Fact]
    public void The_published_5_shot_deltas_are_the_plain_averages_minus_the_targets()
    {
        var rows = Rows("5-shot").Where(row => row["Delta"].EndsWith('%')).ToList();
        Assert.Equal(7, rows.Count);
        Assert.All(
            rows,
            row => Assert.Equal(row["Model"] == "Qwen-7B" ? "-5.19%" : row["Delta"], DeltaOf(row, fewShot: 5))
        );
    }

    /// <summary>Asks as many questions as there were and gets as many right as the published columns say.</summary>
    private static MetricReport Scored(Dictionary<string, string> row)
    {
        var info = Quiz.Info with
        {
            Subsets =
            [
                .. Categories.Select(category => new SubsetInfo(
                    category.Column,
                    category.Questions,
                    category.Category
                )),
            ],
        };
        var board = new Scoreboard(info, Quiz.Settings with { Subsets = info.Subsets }, row["Model"]);
        foreach (var (_, column, questions) in Categories)
        {
            var right = Math.Round(Number(row[column]) * questions);
            for (var i = 0; i < questions; i++)
            {
                board.Add(Quiz.Sample(column, i), 0, i < right ? Quiz.Right : Quiz.Wrong, default);
            }
        }
        return board.ToReport(0).Single();
    }

    private static string DeltaOf(Dictionary<string, string> row, int fewShot)
    {
        var target = TargetPattern().Match(row["Target"]);
        var result = Quiz.Result with
        {
            FewShot = fewShot,
            Score = Exactly(row["WeightedAvg"]),
            SubsetMean = row.TryGetValue("Avg", out var average) ? Exactly(average) : null,
        };
        var targets = new Dictionary<TargetKey, Target>
        {
            [new(result.Model, result.Dataset)] = new(
                Number(target.Groups["score"].Value),
                target.Groups["note"].Value
            ),
        };
        var lines = LeaderboardMarkdown.Write(Leaderboard.Of(Quiz.Report(result), targets)).TrimEnd().Split('\n');
        return Cells(lines[^1])[^1];
    }

    private static Estimate Exactly(string score) => new(Number(score), null, null, null, 13985);

    private static List<Dictionary<string, string>> Rows(string setting)
    {
        var lines = File.ReadAllLines(SharedData.Require("datasets/evalscope/resources/experiments.md"));
        var table = lines
            .SkipWhile(line =>
                !(
                    line.Contains("Settings", StringComparison.Ordinal)
                    && line.Contains(setting, StringComparison.Ordinal)
                )
            )
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .ToList();
        var header = Cells(table[0]);
        return
        [
            .. table
                .Skip(2)
                .Select(line => header.Zip(Cells(line)).ToDictionary(cell => cell.First, cell => cell.Second)),
        ];
    }

    private static string[] Cells(string line) => [.. line.Trim().Split('|')[1..^1].Select(cell => cell.Trim())];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<score>[0-9.]+)\s*\(?(?<note>\w*)\)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TargetPattern();
}
