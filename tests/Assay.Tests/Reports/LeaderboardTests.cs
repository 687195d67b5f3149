using System.Text;
using System.Text.Json.Nodes;
using Assay.Reports;
using Assay.Statistics;
using static Assay.Tests.Reports.Quiz;

namespace Assay.Tests.Reports;

public sealed class LeaderboardTests
{
    private static readonly TargetKey Key = new("org/model", "quiz");

    [Fact]
    public void Only_primary_metrics_have_a_row() =>
        Assert.Equal(
            ["acc"],
            Leaderboard
                .Of(Report(Result, Result with { Metric = "acc_norm", Primary = false }))
                .Rows.Select(row => row.Result.Metric)
        );

    [Fact]
    public void Categories_of_the_early_tables_come_in_their_order_and_others_behind()
    {
        var names = new[] { "STEM", "Law", "Other", "Humanities", "Social Science" };
        var result = Result with { Categories = [.. names.Select(name => new SliceReport(name, null, null, 0, 0, 0))] };
        Assert.Equal(
            ["Humanities", "STEM", "Social Science", "Other", "Law"],
            Leaderboard.Of(Report(result)).Categories.Single().Columns
        );
    }

    [Fact]
    public void Models_asked_alike_share_a_category_table() =>
        Assert.Equal(
            [2, 1],
            Leaderboard
                .Of(Report(Result, Result with { Model = "b" }, Result with { Model = "c", FewShot = 5 }))
                .Categories.Select(table => table.Rows.Length)
        );

    [Fact]
    public void A_0_shot_table_has_the_columns_of_the_early_platform() =>
        Assert.Contains(
            "| Model | Revision | Precision | Humanities | STEM | WeightedAvg | Target | Delta |\n"
                + "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |\n"
                + "| org/model | v1.0.1 | fp16 | 0.5 | 0.75 | 0.6667 | 0.6 (official) | 6.67% |\n",
            Markdown(Result, new Target(0.6, "official")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_few_shot_table_also_has_the_plain_average_and_compares_with_it() =>
        Assert.Contains(
            "| Model | Revision | Precision | Humanities | STEM | WeightedAvg | Avg | Target | Delta |\n"
                + "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
                + "| org/model | v1.0.1 | fp16 | 0.5 | 0.75 | 0.6667 | 0.625 | 0.6 | 2.5% |\n",
            Markdown(Result with { FewShot = 5 }, new Target(0.6)),
            StringComparison.Ordinal
        );

    [Fact]
    public void Without_target_or_score_there_is_a_dash() =>
        Assert.Contains(
            "| org/model | - | - | 0.5 | 0.75 | - | - | - |\n",
            Markdown(Result with { Score = null, Revision = null, Precision = null }, null),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_row_of_a_data_set_shows_the_interval_and_the_counts() =>
        Assert.Contains(
            "| org/model | Quiz | official | generate | acc | 0 | 0.6667 | 0.3000 to 0.9032 | 6 | 1 | 0 |\n",
            Markdown(Result, null),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("a\r\n| x |", "a  \\| x \\|")]
    [InlineData("`rm`", "\\`rm\\`")]
    [InlineData("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;")]
    [InlineData("[click](javascript:x)", "\\[click\\](javascript:x)")]
    [InlineData("**_bold_**", "\\*\\*\\_bold\\_\\*\\*")]
    [InlineData("high_school", "high_school")]
    [InlineData("a\u202Eb\u2028c", "a b c")]
    [InlineData("通义千问-7B", "通义千问-7B")]
    public void A_hostile_name_stays_text_in_its_cell(string name, string cell) =>
        Assert.Contains($"\n| {cell} | Quiz |", Markdown(Result with { Model = name }, null), StringComparison.Ordinal);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("=cmd|' /C x'!A0,\"", "\"'=cmd|' /C x'!A0,\"\"\"")]
    public void Csv_quotes_names_and_disarms_formulas(string name, string cell) =>
        Assert.Contains(
            $"\n{cell},v1.0.1,fp16,quiz,",
            LeaderboardCsv.Write(Leaderboard.Of(Report(Result with { Model = name }))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Csv_has_a_header_and_exact_numbers() =>
        Assert.Equal(
            "model,revision,precision,dataset,protocol,mode,few_shot,metric,score,stderr,ci95_low,ci95_high,n,unanswerable,failed,subset_mean,target,delta\n"
                + "org/model,v1.0.1,fp16,quiz,official,generate,0,acc,0.6666666666666666,0.210818510677892,0.3,0.9032,6,1,0,0.625,0.6,0.0667\n",
            LeaderboardCsv.Write(Board(Result, new Target(0.6)))
        );

    [Fact]
    public void A_negative_number_in_csv_is_not_taken_for_a_formula() =>
        Assert.EndsWith(
            ",0.9,-0.2333\n",
            LeaderboardCsv.Write(Board(Result, new Target(0.9))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Json_has_a_row_with_its_categories()
    {
        var row = JsonNode.Parse(LeaderboardJson.Write(Board(Result, new Target(0.6, "official"))))!["rows"]![0]!;
        Assert.Equal(
            """{"STEM":0.75,"Humanities":0.5} "official" 0.0667""",
            $"{row["categories"]!.ToJsonString()} {row["target_note"]!.ToJsonString()} {row["delta"]!.ToJsonString()}"
        );
    }

    [Fact]
    public void A_name_of_broken_characters_can_be_written() =>
        Assert.NotEmpty(LeaderboardJson.Write(Leaderboard.Of(Report(Result with { Model = "broken \uD800 name" }))));

    [Fact]
    public void The_whole_report_in_csv_has_a_row_for_each_part() =>
        Assert.Equal(
            [
                "all",
                "subset_mean",
                "category STEM",
                "category Humanities",
                "subset algebra",
                "subset law",
                "subset physics",
            ],
            ReportCsv
                .Write(Report(Result))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Select(line => $"{line.Split(',')[7]} {line.Split(',')[8]}".TrimEnd())
        );

    [Fact]
    public void The_whole_report_in_markdown_shows_parts_and_warnings()
    {
        var text = ReportMarkdown.Write(Report(Result));
        Assert.Contains(
            "| Category STEM | 0.75 | 0.3006 to 0.9544 | 0.25 | 4 | 3 | 1 | 0 |\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("## Beware\n\n- org/model on quiz: ", text, StringComparison.Ordinal);
    }

    private static Leaderboard Board(MetricReport result, Target? target) =>
        Leaderboard.Of(Report(result), target is null ? null : new Dictionary<TargetKey, Target> { [Key] = target });

    private static string Markdown(MetricReport result, Target? target) =>
        LeaderboardMarkdown.Write(Board(result, target));
}
