using System.Globalization;
using Assay.Statistics;

namespace Assay.Cli.Printing;

/// <summary>Scores as the final report shows them: fractions with four decimals.</summary>
internal static class ScoreText
{
    public static string Mean(Estimate? score) => score is null ? "-" : Number(score.Mean);

    public static string Interval(Estimate? score) =>
        score is { Low: { } low, High: { } high } ? $"{Number(low)} to {Number(high)}" : "-";

    public static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
