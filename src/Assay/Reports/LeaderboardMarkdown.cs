namespace Assay.Reports;

/// <summary>The leaderboard as Markdown.</summary>
public static class LeaderboardMarkdown
{
    /// <summary>The document.</summary>
    public static string Write(Leaderboard leaderboard)
    {
        ArgumentNullException.ThrowIfNull(leaderboard);
        var markdown = new MarkdownTable();
        markdown.Heading(1, "Leaderboard");
        markdown.Header(
            texts: 5,
            [
                "Model",
                "Dataset",
                "Protocol",
                "Mode",
                "Metric",
                "Shots",
                "Score",
                "95 % interval",
                "n",
                "Unanswerable",
                "Failed",
            ]
        );
        foreach (var (result, _) in leaderboard.Rows)
        {
            markdown.Row(
                result.Model,
                result.Title,
                result.Protocol,
                ReportJson.NameOf(result.Mode),
                result.Metric,
                $"{result.FewShot}",
                MarkdownTable.Score(result.Score),
                MarkdownTable.Interval(result.Score),
                $"{result.N}",
                $"{result.Unanswerable}",
                $"{result.Failed}"
            );
        }
        foreach (var table in leaderboard.Categories)
        {
            Write(markdown, table);
        }
        return markdown.ToString();
    }

    private static void Write(MarkdownTable markdown, CategoryTable table)
    {
        var first = table.Rows[0].Result;
        markdown.Heading(
            2,
            $"{first.Title} ({first.FewShot}-shot, {first.Protocol}, {ReportJson.NameOf(first.Mode)}, {first.Metric})"
        );
        markdown.Header(
            texts: 3,
            [
                "Model",
                "Revision",
                "Precision",
                .. table.Columns.Select(name => name.Replace(" ", "")),
                "WeightedAvg",
                .. table.HasAverage ? ["Avg"] : Array.Empty<string>(),
                "Target",
                "Delta",
            ]
        );
        foreach (var row in table.Rows)
        {
            var result = row.Result;
            markdown.Row([
                result.Model,
                result.Revision ?? "-",
                result.Precision ?? "-",
                .. table.Columns.Select(name =>
                    MarkdownTable.Score(result.Categories.FirstOrDefault(c => c.Name == name)?.Score)
                ),
                MarkdownTable.Score(result.Score),
                .. table.HasAverage ? [MarkdownTable.Score(result.SubsetMean)] : Array.Empty<string>(),
                TargetText(row.Target),
                row.Delta is { } delta ? MarkdownTable.Percent(delta) : "-",
            ]);
        }
    }

    private static string TargetText(Target? target) =>
        target switch
        {
            null => "-",
            { Note: { } note } => $"{MarkdownTable.Score(target.Score)} ({note})",
            _ => MarkdownTable.Score(target.Score),
        };
}
