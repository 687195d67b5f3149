using System.Text.Json;

namespace Assay.Reports;

/// <summary>The leaderboard as JSON: <c>{"rows": [{…, "categories": {name: score}}]}</c>, numbers not rounded.</summary>
public static class LeaderboardJson
{
    /// <summary>The document, in UTF-8.</summary>
    public static byte[] Write(Leaderboard leaderboard)
    {
        ArgumentNullException.ThrowIfNull(leaderboard);
        return ReportJson.Document(json =>
        {
            json.WriteStartArray("rows");
            foreach (var row in leaderboard.Rows)
            {
                Write(json, row);
            }
            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, LeaderboardRow row)
    {
        var result = row.Result;
        json.WriteStartObject();
        json.WriteString("model", result.Model);
        json.WriteString("revision", result.Revision);
        json.WriteString("precision", result.Precision);
        json.WriteString("dataset", result.Dataset);
        json.WriteString("protocol", result.Protocol);
        json.WriteString("mode", ReportJson.NameOf(result.Mode));
        json.WriteNumber("few_shot", result.FewShot);
        json.WriteString("metric", result.Metric);
        ReportJson.WriteEstimate(json, result.Score);
        json.WriteNumber("n", result.N);
        json.WriteNumber("unanswerable", result.Unanswerable);
        json.WriteNumber("failed", result.Failed);
        ReportJson.WriteNumber(json, "subset_mean", result.SubsetMean?.Mean);
        json.WriteStartObject("categories");
        foreach (var category in result.Categories)
        {
            ReportJson.WriteNumber(json, category.Name, category.Score?.Mean);
        }
        json.WriteEndObject();
        ReportJson.WriteNumber(json, "target", row.Target?.Score);
        json.WriteString("target_note", row.Target?.Note);
        ReportJson.WriteNumber(json, "delta", row.Delta);
        json.WriteEndObject();
    }
}
