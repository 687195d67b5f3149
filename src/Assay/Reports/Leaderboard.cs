using System.Collections.Immutable;

namespace Assay.Reports;

/// <summary>
/// The tables that compare models: a row for each model and data set by its primary metric, and a table by category for each data set
/// that has categories.
/// </summary>
/// <param name="Rows">In the order of the report.</param>
/// <param name="Categories">A table for each data set with categories and way of asking.</param>
public sealed record Leaderboard(ImmutableArray<LeaderboardRow> Rows, ImmutableArray<CategoryTable> Categories)
{
    /// <summary>Makes the tables.</summary>
    /// <param name="report">The report.</param>
    /// <param name="targets">Published scores to compare with; null for none.</param>
    public static Leaderboard Of(EvalReport report, IReadOnlyDictionary<TargetKey, Target>? targets = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ImmutableArray<LeaderboardRow> rows =
        [
            .. report
                .Results.Where(result => result.Primary)
                .Select(result => new LeaderboardRow(
                    result,
                    targets?.GetValueOrDefault(new(result.Model, result.Dataset))
                )),
        ];
        return new(
            rows,
            [
                .. rows.Where(row => !row.Result.Categories.IsEmpty)
                    .GroupBy(row =>
                        (
                            row.Result.Dataset,
                            row.Result.Protocol,
                            row.Result.Mode,
                            row.Result.FewShot,
                            row.Result.Metric
                        )
                    )
                    .Select(CategoryTable.Of),
            ]
        );
    }
}

/// <summary>One model on one data set.</summary>
/// <param name="Result">The primary metric's report.</param>
/// <param name="Target">The published score, if one was given.</param>
public sealed record LeaderboardRow(MetricReport Result, Target? Target)
{
    /// <summary>
    /// The score minus the target: of the mean over all samples without few-shot examples, of the plain mean over subsets with some
    /// (where there is one), as the early platform's tables have it. Taken from the score as the table shows it, in four decimals.
    /// Null without target or score.
    /// </summary>
    public double? Delta =>
        Target is { } target && Compared is { } score ? Math.Round(Math.Round(score, 4) - target.Score, 10) : null;

    private double? Compared => Result is { FewShot: > 0, SubsetMean: { } mean } ? mean.Mean : Result.Score?.Mean;
}

/// <summary>What a target is the target of.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Dataset">The data set's name.</param>
public readonly record struct TargetKey(string Model, string Dataset);

/// <summary>A published score.</summary>
/// <param name="Score">As a fraction.</param>
/// <param name="Note">Where it is from: <c>official</c>, <c>CoT</c>.</param>
public sealed record Target(double Score, string? Note = null);

/// <summary>A data set's scores by category.</summary>
/// <param name="Columns">The categories: Humanities, STEM, Social Science, Other in this order, then others as they come.</param>
/// <param name="Rows">One for each model.</param>
public sealed record CategoryTable(ImmutableArray<string> Columns, ImmutableArray<LeaderboardRow> Rows)
{
    private static readonly ImmutableArray<string> Usual = ["Humanities", "STEM", "Social Science", "Other"];

    /// <summary>Whether the table has the plain mean over subsets: it does with few-shot examples.</summary>
    public bool HasAverage => Rows[0].Result.FewShot > 0;

    internal static CategoryTable Of(IEnumerable<LeaderboardRow> rows)
    {
        ImmutableArray<LeaderboardRow> all = [.. rows];
        var names = all.SelectMany(row => row.Result.Categories).Select(category => category.Name).Distinct().ToList();
        return new([.. Usual.Where(names.Contains), .. names.Except(Usual, StringComparer.Ordinal)], all);
    }
}
