using Assay.Benchmarks;

namespace Assay.Reports;

/// <summary>A whole report as Markdown: a section for each model and data set, and what to beware of.</summary>
public static class ReportMarkdown
{
    /// <summary>The document.</summary>
    public static string Write(EvalReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var markdown = new MarkdownTable();
        markdown.Heading(1, "Report");
        foreach (var results in report.Results.GroupBy(result => (result.Model, result.Dataset)))
        {
            Write(markdown, [.. results]);
        }
        WriteJudging(markdown, report);
        var warnings = ReportAnalysis.Warnings(report);
        if (!warnings.IsEmpty)
        {
            markdown.Heading(2, "Beware");
            foreach (var warning in warnings)
            {
                markdown.Bullet(warning);
            }
        }
        return markdown.ToString();
    }

    private static void Write(MarkdownTable markdown, List<MetricReport> results)
    {
        var first = results[0];
        markdown.Heading(2, $"{first.Model}: {first.Title}");
        markdown.Line(
            $"{first.Protocol} protocol, {ReportJson.NameOf(first.Mode)}, {first.FewShot}-shot, benchmark version {first.Version}; "
                + $"{first.Usage.Input} input and {first.Usage.Output} output tokens."
        );
        foreach (var result in results)
        {
            markdown.Heading(3, result.Primary ? $"{result.Metric} (primary)" : result.Metric);
            markdown.Header(
                texts: 1,
                ["Part", "Score", "95 % interval", "Standard error", "n", "Answered", "Unanswerable", "Failed"]
            );
            var all =
                result.Headline is Headline.Samples
                    ? "All"
                    : $"Mean of {ReportJson.NameOf(result.Headline)} (headline)";
            Row(markdown, new(all, null, result.Score, result.N, result.Unanswerable, result.Failed));
            if (result.SubsetMean is { } mean && result.Headline is not Headline.Subsets)
            {
                Row(markdown, new("Mean of subsets", null, mean, result.N, result.Unanswerable, result.Failed));
            }
            foreach (var category in result.Categories)
            {
                Row(markdown, category with { Name = $"Category {category.Name}" });
            }
            foreach (var subset in result.Subsets)
            {
                Row(markdown, subset);
            }
            if (result.Extraction is { } extraction)
            {
                markdown.Line("");
                markdown.Line(
                    $"Extraction sensitivity: {MarkdownTable.Score(extraction.Strict)} strict, "
                        + $"{MarkdownTable.Score(extraction.Lenient)} lenient; {extraction.Loose} answers by loose rules, "
                        + $"{extraction.Differ} of them differ in value."
                );
            }
        }
    }

    private static void WriteJudging(MarkdownTable markdown, EvalReport report)
    {
        if (report.Judging.IsEmpty)
        {
            return;
        }
        markdown.Heading(2, "Judges");
        foreach (var line in report.Judging.SelectMany(JudgingText.Lines))
        {
            markdown.Bullet(line);
        }
    }

    private static void Row(MarkdownTable markdown, SliceReport slice) =>
        markdown.Row(
            slice.Name,
            MarkdownTable.Score(slice.Score),
            MarkdownTable.Interval(slice.Score),
            slice.Score?.StandardError is { } error ? MarkdownTable.Score(error) : "-",
            $"{slice.N}",
            $"{slice.N - slice.Unanswerable}",
            $"{slice.Unanswerable}",
            $"{slice.Failed}"
        );
}
