using System.Text.Json.Nodes;
using Assay.Reports;
using static Assay.Tests.Reports.Quiz;

namespace Assay.Tests.Reports;

public sealed class DatasetReportJsonTests
{
    [Fact]
    public void The_early_keys_have_four_decimals()
    {
        var document = Document(Result);
        Assert.Equal("\"Quiz\" \"acc\" 0.6667 6", string.Join(' ', Early(document)));

        static IEnumerable<string> Early(JsonNode document) =>
            new[] { "name", "metric", "score", "total_num" }.Select(key => document[key]!.ToJsonString());
    }

    [Fact]
    public void Categories_hold_their_subsets() =>
        Assert.Equal(
            """[{"name":"STEM","score":0.75,"subset":[{"name":"algebra","score":0.75}]},{"name":"Humanities","score":0.5,"subset":[{"name":"law","score":0.5}]}]""",
            Document(Result)["category"]!.ToJsonString()
        );

    [Fact]
    public void Subsets_without_category_stand_under_DEFAULT() =>
        Assert.Equal(
            """[{"name":"DEFAULT","score":0.6667,"subset":[{"name":"ARC-Easy","score":null}]}]""",
            Document(Result with { Categories = [], Subsets = [new("ARC-Easy", null, null, 9, 0, 2)] })[
                "category"
            ]!.ToJsonString()
        );

    [Fact]
    public void The_exact_scores_of_all_metrics_stand_beside() =>
        Assert.Equal(
            ["acc 0.6666666666666666", "acc_norm 0.6666666666666666"],
            Document(Result, Result with { Metric = "acc_norm", Primary = false })["results"]!
                .AsArray()
                .Select(result => $"{result!["metric"]} {result["score"]!.ToJsonString()}")
        );

    private static JsonNode Document(params MetricReport[] results) =>
        JsonNode.Parse(DatasetReportJson.Write([.. results]))!;
}
