using Assay.Reports;
using Assay.Testing;
using static Assay.Tests.Reports.Quiz;

namespace Assay.Tests.Reports;

public sealed class ReportFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_files_are_written_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        await ReportFiles.WriteAsync(folder.Path, Report(Result with { Model = "m" }), targets: null, Cancellation);
        Assert.Equal(
            [
                "leaderboard.csv",
                "leaderboard.json",
                "leaderboard.md",
                "m/quiz.json",
                "report.csv",
                "report.json",
                "report.md",
            ],
            Files(folder).Select(file => file.Name)
        );
    }

    [Fact]
    public async Task The_files_do_not_depend_on_the_run_folder()
    {
        using var here = new TemporaryFolder();
        using var there = new TemporaryFolder();
        await ReportFiles.WriteAsync(here.Path, Report(Result) with { Run = here.Path }, targets: null, Cancellation);
        await ReportFiles.WriteAsync(there.Path, Report(Result) with { Run = there.Path }, targets: null, Cancellation);
        Assert.Equal(Files(here), Files(there));
    }

    [Fact]
    public async Task Files_of_an_earlier_report_are_replaced()
    {
        using var folder = new TemporaryFolder();
        folder.Write("reports/report.json", new string('x', 100_000));
        await ReportFiles.WriteAsync(folder.Path, Report(Result), targets: null, Cancellation);
        Assert.Equal("org/model", (await ReportReader.ReadAsync(folder.Path, Cancellation)).Results[0].Model);
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("report.json")]
    [InlineData("leaderboard.md")]
    [InlineData("replay:/x/y.jsonl")]
    public async Task A_hostile_model_name_stays_inside_and_in_nobodys_way(string model)
    {
        using var folder = new TemporaryFolder();
        await ReportFiles.WriteAsync(folder["run"], Report(Result with { Model = model }), targets: null, Cancellation);
        Assert.Equal(7, Directory.GetFiles(folder["run/reports"], "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task A_file_that_cannot_be_replaced_leaves_no_half_of_it_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["reports/leaderboard.md/in-the-way"]);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
            await ReportFiles.WriteAsync(folder.Path, Report(Result), targets: null, Cancellation)
        );
        Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp", SearchOption.AllDirectories));
    }

    private static IEnumerable<(string Name, string Text)> Files(TemporaryFolder folder) =>
        Directory
            .GetFiles(folder["reports"], "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(folder["reports"], path), File.ReadAllText(path)))
            .OrderBy(file => file.Item1, StringComparer.Ordinal);
}
