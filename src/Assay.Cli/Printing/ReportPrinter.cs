using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Cli.Progress;
using Assay.Reports;
using Spectre.Console;

namespace Assay.Cli.Printing;

/// <summary>Prints a report on the terminal.</summary>
/// <param name="console">Standard output.</param>
internal sealed class ReportPrinter(IAnsiConsole console)
{
    private const int MostSubsets = 60;

    /// <summary>Prints everything.</summary>
    /// <param name="report">The report.</param>
    /// <param name="times">How long each data set took, where the run has just ended.</param>
    public void Print(EvalReport report, ImmutableArray<DatasetSnapshot> times = default)
    {
        var models = report.Results.Select(result => result.Model).Distinct(StringComparer.Ordinal).ToList();
        if (models.Count == 1)
        {
            console.Line($"Model: {models[0]}");
        }
        console.WriteLine();
        PrintScores(report, models.Count > 1, times.IsDefault ? [] : times);
        console.WriteLine();
        PrintSettings(report);
        PrintSlices(report, models.Count > 1);
        PrintJudging(report);
        PrintWarnings(report);
        PrintPlaces(report);
    }

    private void PrintJudging(EvalReport report)
    {
        if (!report.Judging.IsEmpty)
        {
            console.WriteLine();
        }
        foreach (var line in report.Judging.SelectMany(JudgingText.Lines))
        {
            console.Prose(line);
        }
    }

    private void PrintScores(EvalReport report, bool named, ImmutableArray<DatasetSnapshot> times)
    {
        DatasetSnapshot? Took(MetricReport x) =>
            times.FirstOrDefault(t => t.Model == x.Model && t.Dataset == x.Dataset);
        ImmutableArray<Column<MetricReport>> columns =
        [
            new("Data set", x => x.Dataset, Right: false),
            new("Metric", x => x.Metric, Right: false),
            new("Score", x => ScoreText.Mean(x.Score)),
            new("95 % interval", x => ScoreText.Interval(x.Score)),
            new("n", x => Figures.Count(x.N)),
            new("Answered", x => Figures.Count(x.N - x.Unanswerable), Spare: 1),
            new("Unanswerable", x => Figures.Count(x.Unanswerable)),
            new("Failed", x => Figures.Count(x.Failed)),
            new("Tokens in", x => x.Primary ? Figures.Count(x.Usage.Input) : "", Spare: 2),
            new("Tokens out", x => x.Primary ? Figures.Count(x.Usage.Output) : "", Spare: 2),
        ];
        if (named)
        {
            columns = columns.Insert(0, new("Model", x => x.Model, Right: false));
        }
        if (!times.IsEmpty)
        {
            columns = columns.Add(
                new("Time", x => x.Primary && Took(x) is { } t ? Figures.Duration(t.Elapsed) : "", Spare: 3)
            );
        }
        if (report.Results.All(result => result.Usage.Total == 0))
        {
            columns = columns.RemoveAll(column => column.Title.StartsWith("Tokens", StringComparison.Ordinal));
        }
        FittedTable.Write(console, report.Results, columns);
    }

    private void PrintSettings(EvalReport report)
    {
        foreach (
            var result in report
                .Results.Where(x => x.Primary)
                .DistinctBy(x => (x.Dataset, x.Protocol, x.Mode, x.FewShot))
        )
        {
            var mode = result.Mode is EvalMode.Generate ? "generated answers" : "likelihood of the choices";
            var chance = result.Chance is { } share ? $", choosing at random scores {ScoreText.Number(share)}" : "";
            var average =
                result.Headline is Headline.Samples
                    ? ""
                    : $", the score is the mean of {ReportJson.NameOf(result.Headline)}";
            console.Prose(
                $"{result.Dataset}: {result.FewShot}-shot, {result.Protocol} protocol, {mode}{chance}{average}"
            );
            if (result.Extraction is { Differ: > 0 } x)
            {
                console.Prose(
                    $"  by stated answers alone {ScoreText.Number(x.Strict)}, by all rules {ScoreText.Number(x.Lenient)}; {x.Differ} answers differ"
                );
            }
        }
    }

    private void PrintSlices(EvalReport report, bool named)
    {
        var parts = report
            .Results.Where(result => result.Primary && (result.Subsets.Length > 1 || result.Categories.Length > 1))
            .ToList();
        var subsetsToo = parts.Sum(result => result.Subsets.Length) <= MostSubsets;
        foreach (var result in parts)
        {
            var slices = Slices(result, subsetsToo).ToList();
            if (slices.Count > 0)
            {
                console.WriteLine();
                console.Line(
                    named ? $"{result.Dataset} by part, {result.Model}" : $"{result.Dataset} by part",
                    new Style(decoration: Decoration.Bold)
                );
                FittedTable.Write(
                    console,
                    slices,
                    new("Part", x => x.Name, Right: false),
                    new("Score", x => ScoreText.Mean(x.Score)),
                    new("95 % interval", x => ScoreText.Interval(x.Score)),
                    new("n", x => Figures.Count(x.N)),
                    new("Unanswerable", x => Figures.Count(x.Unanswerable), Spare: 1),
                    new("Failed", x => Figures.Count(x.Failed), Spare: 1)
                );
            }
        }
        if (!subsetsToo)
        {
            console.Line($"each subset: {Path.Combine(report.Run, "reports", "report.md")}");
        }
    }

    // Each category with its subsets below it.
    private static IEnumerable<SliceReport> Slices(MetricReport result, bool subsetsToo)
    {
        foreach (var category in result.Categories)
        {
            yield return category;
            foreach (var subset in Within(category.Name))
            {
                yield return subset with
                {
                    Name = "  " + subset.Name,
                };
            }
        }
        foreach (var subset in Within(null))
        {
            yield return subset;
        }
        if (result.SubsetMean is { } mean)
        {
            yield return new("mean of subsets", null, mean, result.N, result.Unanswerable, result.Failed);
        }

        IEnumerable<SliceReport> Within(string? category) =>
            subsetsToo && result.Subsets.Length > 1 ? result.Subsets.Where(subset => subset.Category == category) : [];
    }

    private void PrintWarnings(EvalReport report)
    {
        var warnings = ReportAnalysis.Warnings(report);
        if (!warnings.IsEmpty)
        {
            console.WriteLine();
        }
        foreach (var warning in warnings)
        {
            console.Prose($"beware: {warning}", new Style(Color.Yellow));
        }
    }

    private void PrintPlaces(EvalReport report)
    {
        console.WriteLine();
        console.Line($"run:     {report.Run}");
        console.Line($"report:  {Path.Combine(report.Run, "reports", "report.md")} (also .json, .csv)");
        console.Line($"answers: {Path.Combine(report.Run, "reviews")} (each extraction, and why)");
    }
}
