using System.Globalization;

namespace Assay.Reports;

/// <summary>What judges did, a line each.</summary>
public static class JudgingText
{
    /// <summary>The lines about one model on one data set: each judge, then how far they agree.</summary>
    public static IEnumerable<string> Lines(JudgingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var judge in report.Judges)
        {
            yield return $"{report.Model} on {report.Dataset}, judge {judge.Judge}: {judge.Asked} answers, "
                + $"{judge.Repaired} verdicts on the second reply, {judge.Unread} without a verdict, {judge.Failed} without a reply";
        }
        if (report.Agreement is { } agreement)
        {
            foreach (var pair in agreement.Pairs)
            {
                yield return $"Cohen's κ of {pair.First} and {pair.Second}: {Number(pair.Kappa)} (n = {pair.N})";
            }
            yield return $"Krippendorff's α: {Number(agreement.Alpha)}";
        }
        if (report.People is { } people)
        {
            yield return $"agreement with people: {MarkdownTable.Percent(people.Same)} the same, Cohen's κ {Number(people.Kappa)} (n = {people.N})";
        }
    }

    private static string Number(double? value) =>
        value is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "undefined";
}
