namespace Assay.Reports;

/// <summary>The leaderboard's rows as CSV: one for each model and data set, numbers not rounded.</summary>
public static class LeaderboardCsv
{
    private const string Columns =
        "model,revision,precision,dataset,protocol,mode,few_shot,metric,score,"
        + "stderr,ci95_low,ci95_high,n,unanswerable,failed,subset_mean,target,delta";

    /// <summary>The table, with a header.</summary>
    public static string Write(Leaderboard leaderboard)
    {
        ArgumentNullException.ThrowIfNull(leaderboard);
        var csv = new CsvTable(Columns);
        foreach (var row in leaderboard.Rows)
        {
            var result = row.Result;
            csv.Row(
                CsvTable.Text(result.Model),
                CsvTable.Text(result.Revision),
                CsvTable.Text(result.Precision),
                CsvTable.Text(result.Dataset),
                CsvTable.Text(result.Protocol),
                ReportJson.NameOf(result.Mode),
                $"{result.FewShot}",
                CsvTable.Text(result.Metric),
                CsvTable.Number(result.Score?.Mean),
                CsvTable.Number(result.Score?.StandardError),
                CsvTable.Number(result.Score?.Low),
                CsvTable.Number(result.Score?.High),
                $"{result.N}",
                $"{result.Unanswerable}",
                $"{result.Failed}",
                CsvTable.Number(result.SubsetMean?.Mean),
                CsvTable.Number(row.Target?.Score),
                CsvTable.Number(row.Delta)
            );
        }
        return csv.ToString();
    }
}
