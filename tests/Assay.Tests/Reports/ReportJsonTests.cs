using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Benchmarks;
using Assay.Reports;
using Assay.Testing;
using Json.Schema;
using static Assay.Tests.Reports.Quiz;

namespace Assay.Tests.Reports;

public sealed class ReportJsonTests
{
    private static readonly MetricReport Withheld = Result with
    {
        Metric = "acc_norm",
        Primary = false,
        Mode = EvalMode.Likelihood,
        Revision = null,
        Precision = null,
        Score = null,
        SubsetMean = null,
        Chance = null,
        Failed = 3,
        Categories = [],
    };

    private static readonly string SchemaFile = Path.Combine(RepositoryRoot.Path, "docs", "report.schema.json");

    [Fact]
    public void The_document_holds_to_its_schema()
    {
        var outcome = JsonSchema
            .FromFile(SchemaFile)
            .Evaluate(
                JsonNode.Parse(ReportJson.Write(Report(Result, Withheld))),
                new() { OutputFormat = OutputFormat.List }
            );
        Assert.True(outcome.IsValid, JsonSerializer.Serialize(outcome));
    }

    [Fact]
    public void What_a_scoreboard_reports_holds_to_the_schema()
    {
        var board = Scoreboard();
        board.Add("law", Right, Lost, Failed);
        board.Add("algebra", Right);
        Assert.True(
            JsonSchema
                .FromFile(SchemaFile)
                .Evaluate(JsonNode.Parse(ReportJson.Write(Report(board.ToReport(1)))))
                .IsValid
        );
    }

    [Fact]
    public void A_document_that_lacks_a_key_does_not_hold_to_the_schema()
    {
        var document = JsonNode.Parse(ReportJson.Write(Report(Result)))!;
        document["results"]![0]!.AsObject().Remove("ci95");
        Assert.False(JsonSchema.FromFile(SchemaFile).Evaluate(document).IsValid);
    }

    [Fact]
    public void Every_key_of_an_entry_is_in_the_schema()
    {
        var schema = JsonNode.Parse(File.ReadAllText(SchemaFile))!["$defs"]!["result"]!["properties"]!.AsObject();
        Assert.Equal(
            schema.Select(property => property.Key),
            Entry(Result).AsObject().Select(property => property.Key)
        );
    }

    [Fact]
    public void Scores_and_bounds_are_not_rounded()
    {
        var entry = Entry(Result);
        Assert.Equal("0.6666666666666666", entry["score"]!.ToJsonString());
        Assert.Equal("[0.3,0.9032]", entry["ci95"]!.ToJsonString());
    }

    [Fact]
    public void A_withheld_score_is_null_and_so_is_its_interval()
    {
        var entry = Entry(Withheld).AsObject();
        Assert.True(
            entry.ContainsKey("score") && entry["score"] is null && entry.ContainsKey("ci95") && entry["ci95"] is null
        );
    }

    [Fact]
    public void The_run_is_named_first() =>
        Assert.StartsWith(
            "{\n  \"run\": \"/somewhere/outputs/run-1\",\n  \"results\": [",
            Encoding.UTF8.GetString(ReportJson.Write(Report(Result))),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_report_read_back_is_written_the_same()
    {
        var written = ReportJson.Write(Report(Result, Withheld));
        Assert.Equal(written, ReportJson.Write(ReportReader.Read(written, "elsewhere", "report.json")));
    }

    [Fact]
    public void A_report_without_run_takes_the_folder_it_was_found_in() =>
        Assert.Equal("here", ReportReader.Read(ReportJson.WriteWithoutRun(Report(Result)), "here", "report.json").Run);

    [Theory]
    [InlineData("{\n\"results\": [,]}", "report.json:2:13: is not JSON")]
    [InlineData("[]", "report.json: is not a report of Assay")]
    [InlineData("{\"results\": [{}]}", "report.json: is not a report of Assay")]
    public void What_is_not_a_report_is_refused_in_one_line(string text, string start)
    {
        var error = Assert.Throws<InputException>(() =>
            ReportReader.Read(Encoding.UTF8.GetBytes(text), "run", "report.json")
        );
        Assert.StartsWith(start, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_report_is_refused_with_the_path()
    {
        using var folder = new TemporaryFolder();
        var error = await Assert.ThrowsAsync<InputException>(async () =>
            await ReportReader.ReadAsync(folder.Path, TestContext.Current.CancellationToken)
        );
        Assert.Equal(folder["reports/report.json"], error.Where);
    }

    private static JsonNode Entry(MetricReport result) =>
        JsonNode.Parse(ReportJson.Write(Report(result)))!["results"]![0]!;
}
