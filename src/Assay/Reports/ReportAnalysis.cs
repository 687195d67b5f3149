using System.Collections.Immutable;

namespace Assay.Reports;

/// <summary>Looks at a report and says what is wrong with its numbers, a line each.</summary>
public static class ReportAnalysis
{
    private const double ManyUnanswerable = 0.05;
    private const double WideHalf = 0.10;
    private const double MuchByExtractor = 0.01;

    private static readonly ImmutableArray<Func<MetricReport, string?>> Analysers =
    [
        NothingScored,
        Unscored,
        Withheld,
        Failures,
        Unanswerable,
        Refused,
        Truncated,
        ExtractorDecides,
        Cut,
        TooFewSamples,
        BelowChance,
    ];

    /// <summary>The warnings about each data set's primary metric, in the order of the report.</summary>
    public static ImmutableArray<string> Warnings(EvalReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. report
                .Results.Where(result => result.Primary)
                .SelectMany(result => Analysers.Select(analyse => (result, warning: analyse(result))))
                .Where(found => found.warning is not null)
                .Select(found => $"{found.result.Model} on {found.result.Dataset}: {found.warning}"),
        ];
    }

    private static string? NothingScored(MetricReport result) =>
        result is { N: 0, Failed: 0, Unscored: 0 } ? "no sample has been answered yet" : null;

    private static string? Unscored(MetricReport result) =>
        result.Unscored > 0
            ? $"{result.Unscored} answers have no published reference and are not scored; hand in "
                + $"{ReportFiles.SubmissionOf(result.Model, result.Dataset)} of the run folder to the authors"
                + (result.Failed > 0 ? $" ({result.Failed} samples failed and are not in it; run again)" : "")
            : null;

    private static string? Withheld(MetricReport result) =>
        result is { Score: null, Failed: > 0, Unscored: 0 }
            ? $"too many samples failed for a headline score: {Share(result.Failed, result.N + result.Failed)}"
            : null;

    private static string? Failures(MetricReport result) =>
        result is { Score: not null, Failed: > 0 }
            ? $"{result.Failed} of {result.N + result.Failed} samples failed and are not in the score; run again to ask them once more"
            : null;

    private static string? Unanswerable(MetricReport result) =>
        result.Unanswerable > ManyUnanswerable * result.N
            ? $"no answer could be found in {Share(result.Unanswerable, result.N)}; these count as wrong, so the score also measures "
                + "the format (see the reviews, and whether max_tokens cut the answers)"
            : null;

    private static string? Refused(MetricReport result) =>
        result.Refused > 0 ? $"the model declined to answer in {Share(result.Refused, result.N)}" : null;

    private static string? Truncated(MetricReport result) =>
        result.Truncated > 0
            ? $"{Share(result.Truncated, result.N)} answers were cut off before they stated anything; raise max_tokens"
            : null;

    private static string? ExtractorDecides(MetricReport result) =>
        result.Extraction is { } x && Math.Abs(x.Lenient - x.Strict) > MuchByExtractor
            ? $"the score depends on how answers are read: {MarkdownTable.Percent(x.Strict)} by stated answers alone, "
                + $"{MarkdownTable.Percent(x.Lenient)} by all rules; {x.Differ} answers differ (\"loose\" in the reviews)"
            : null;

    private static string? Cut(MetricReport result) =>
        result.Cut > 0
            ? $"{Share(result.Cut, result.N + result.Failed)} requests were too long for the model's context and were cut"
            : null;

    // Only where the metric is a fraction; of other scales it is not known what is wide.
    private static string? TooFewSamples(MetricReport result)
    {
        var wide = result.Score is { Low: >= 0 and { } low, High: <= 1 and { } high }
            ? (high - low) / 2 > WideHalf
            : result.Score is { Low: null };
        return wide ? $"too few samples for a useful interval ({result.N})" : null;
    }

    private static string? BelowChance(MetricReport result) =>
        result is { Chance: { } chance, Score.High: { } high } && high < chance
            ? $"worse than choosing at random ({MarkdownTable.Percent(chance)}); check the prompt and the extraction rules"
            : null;

    private static string Share(int part, int whole) =>
        $"{part} of {whole} ({MarkdownTable.Percent((double)part / whole)})";
}
