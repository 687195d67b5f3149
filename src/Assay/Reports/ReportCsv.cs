namespace Assay.Reports;

/// <summary>Everything in a report as one flat CSV table: a row for each metric and each part of a data set.</summary>
public static class ReportCsv
{
    private const string Columns =
        "model,dataset,protocol,mode,few_shot,metric,primary,part,"
        + "name,score,stderr,ci95_low,ci95_high,n,unanswerable,failed";

    /// <summary>The table, with a header; numbers are not rounded.</summary>
    public static string Write(EvalReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var csv = new CsvTable(Columns);
        foreach (var result in report.Results)
        {
            Row(csv, result, "all", new("", null, result.Score, result.N, result.Unanswerable, result.Failed));
            if (result.SubsetMean is { } mean)
            {
                Row(csv, result, "subset_mean", new("", null, mean, result.N, result.Unanswerable, result.Failed));
            }
            foreach (var category in result.Categories)
            {
                Row(csv, result, "category", category);
            }
            foreach (var subset in result.Subsets)
            {
                Row(csv, result, "subset", subset);
            }
        }
        return csv.ToString();
    }

    private static void Row(CsvTable csv, MetricReport result, string part, SliceReport slice) =>
        csv.Row(
            CsvTable.Text(result.Model),
            CsvTable.Text(result.Dataset),
            CsvTable.Text(result.Protocol),
            ReportJson.NameOf(result.Mode),
            $"{result.FewShot}",
            CsvTable.Text(result.Metric),
            result.Primary ? "true" : "false",
            part,
            CsvTable.Text(slice.Name),
            CsvTable.Number(slice.Score?.Mean),
            CsvTable.Number(slice.Score?.StandardError),
            CsvTable.Number(slice.Score?.Low),
            CsvTable.Number(slice.Score?.High),
            $"{slice.N}",
            $"{slice.Unanswerable}",
            $"{slice.Failed}"
        );
}
