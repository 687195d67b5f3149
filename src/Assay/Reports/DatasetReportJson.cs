using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Reports;

/// <summary>
/// The report of one model on one data set under the keys of the early platform (<c>name, metric, score, category, total_num</c>, see
/// modelscope/evalscope v0.2.5, <c>DataAdapter.gen_report</c>), so that its tools still read it. Those scores are rounded to four
/// decimals as they were there; the exact ones, with intervals and all metrics, stand in <c>results</c> as
/// <see cref="ReportJson"/> writes them.
/// </summary>
public static class DatasetReportJson
{
    private const string DefaultCategory = "DEFAULT";

    /// <summary>The document, in UTF-8. Subsets of no category stand under <c>DEFAULT</c>, as they did there.</summary>
    /// <param name="results">The metrics of one model on one data set, the primary one first.</param>
    public static byte[] Write(ImmutableArray<MetricReport> results)
    {
        var primary = results[0];
        return ReportJson.Document(json =>
        {
            json.WriteString("name", primary.Title);
            json.WriteString("metric", primary.Metric);
            WriteRounded(json, primary.Score?.Mean);
            json.WriteStartArray("category");
            foreach (var (name, score, subsets) in Groups(primary))
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                WriteRounded(json, score);
                json.WriteStartArray("subset");
                foreach (var subset in subsets)
                {
                    json.WriteStartObject();
                    json.WriteString("name", subset.Name);
                    WriteRounded(json, subset.Score?.Mean);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("total_num", primary.N);
            ReportJson.WriteResults(json, results);
        });
    }

    private static IEnumerable<(string, double?, IEnumerable<SliceReport>)> Groups(MetricReport report)
    {
        var subsets = report.Subsets.Where(subset => subset.N + subset.Failed > 0).ToList();
        foreach (var category in report.Categories)
        {
            yield return (
                category.Name,
                category.Score?.Mean,
                subsets.Where(subset => subset.Category == category.Name)
            );
        }
        var rest = subsets
            .Where(subset => report.Categories.All(category => category.Name != subset.Category))
            .ToList();
        if (rest.Count > 0)
        {
            yield return (DefaultCategory, report.Score?.Mean, rest);
        }
    }

    private static void WriteRounded(Utf8JsonWriter json, double? score) =>
        ReportJson.WriteNumber(json, "score", score is { } mean ? Math.Round(mean, 4) : null);
}
