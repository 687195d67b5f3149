using System.Text;
using Assay.Runs;

namespace Assay.Reports;

/// <summary>
/// Writes everything that is derived from the scores into <c>reports/</c> of a run folder. The files depend on the scores alone
/// (no time, no path, no name of the run folder), so that an interrupted run ends with the same bytes as an undisturbed one.
/// </summary>
public static class ReportFiles
{
    private static readonly string[] Reserved = ["report.", "leaderboard."];

    /// <summary>The path of a run folder's report, which <see cref="ReportReader"/> reads.</summary>
    public static string PathOfReport(string folder) => Path.Combine(folder, "reports", "report.json");

    /// <summary>
    /// The path, below a run folder, of the file in which a benchmark's authors take answers to questions whose references they keep to
    /// themselves.
    /// </summary>
    public static string SubmissionOf(string model, string dataset) =>
        $"reports/{FolderOf(model)}/{SafeFileName.Of(dataset)}_submission.json";

    /// <summary>Writes answers for a benchmark's authors, as a whole or not at all.</summary>
    public static Task WriteAsync(
        string folder,
        string model,
        string dataset,
        Submission submission,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(submission);
        var path = Path.Combine(folder, SubmissionOf(model, dataset));
        return WriteWhole(path, submission.ToJson(), cancellationToken);
    }

    /// <summary>
    /// Writes <c>report.{json,md,csv}</c>, <c>leaderboard.{json,md,csv}</c> and <c>MODEL/DATASET.json</c>, each as a whole or not at all.
    /// </summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="report">The report.</param>
    /// <param name="targets">Published scores to compare with; null for none.</param>
    /// <param name="cancellationToken">Cancels between files.</param>
    public static async ValueTask WriteAsync(
        string folder,
        EvalReport report,
        IReadOnlyDictionary<TargetKey, Target>? targets,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        var leaderboard = Leaderboard.Of(report, targets);
        var reports = Path.Combine(folder, "reports");
        foreach (var results in report.Results.GroupBy(result => (result.Model, result.Dataset)))
        {
            var path = Path.Combine(FolderOf(results.Key.Model), SafeFileName.Of(results.Key.Dataset) + ".json");
            await Write(path, DatasetReportJson.Write([.. results]));
        }
        await Write("leaderboard.md", Encoding.UTF8.GetBytes(LeaderboardMarkdown.Write(leaderboard)));
        await Write("leaderboard.csv", Encoding.UTF8.GetBytes(LeaderboardCsv.Write(leaderboard)));
        await Write("leaderboard.json", LeaderboardJson.Write(leaderboard));
        await Write("report.md", Encoding.UTF8.GetBytes(ReportMarkdown.Write(report)));
        await Write("report.csv", Encoding.UTF8.GetBytes(ReportCsv.Write(report)));
        await WriteWhole(PathOfReport(folder), ReportJson.WriteWithoutRun(report), cancellationToken);

        Task Write(string relative, byte[] content) =>
            WriteWhole(Path.Combine(reports, relative), content, cancellationToken);
    }

    // A model may be called like one of the files.
    private static string FolderOf(string model) =>
        SafeFileName.Of(
            Reserved.Any(name => model.StartsWith(name, StringComparison.OrdinalIgnoreCase)) ? $"{model}/" : model
        );

    private static async Task WriteWhole(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var half = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllBytesAsync(half, content, cancellationToken);
            File.Move(half, path, overwrite: true);
        }
        catch
        {
            File.Delete(half);
            throw;
        }
    }
}
