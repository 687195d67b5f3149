using System.Collections.Immutable;
using Assay.Reports;
using Assay.Statistics;

namespace Assay.Judging;

/// <summary>How far judges agree with each other.</summary>
internal static class JudgeAgreement
{
    /// <summary>Cohen's κ of each pair and Krippendorff's α of all; null for a single judge.</summary>
    public static AgreementReport? Of(ImmutableArray<string> judges, Verdicts verdicts, JudgeScale scale)
    {
        if (judges.Length < 2)
        {
            return null;
        }
        var rows = verdicts.Items.Select(item => item.Verdicts).ToList();
        var pairs = ImmutableArray.CreateBuilder<PairAgreement>();
        for (var a = 0; a < judges.Length; a++)
        {
            for (var b = a + 1; b < judges.Length; b++)
            {
                pairs.Add(Pair(judges, rows, a, b, scale));
            }
        }
        return new(pairs.ToImmutable(), KrippendorffAlpha.Of(rows, interval: scale == JudgeScale.Score));
    }

    private static PairAgreement Pair(
        ImmutableArray<string> judges,
        List<ImmutableArray<double?>> rows,
        int a,
        int b,
        JudgeScale scale
    )
    {
        List<(double, double)> both = [];
        foreach (var row in rows)
        {
            if (row[a] is { } first && row[b] is { } second)
            {
                both.Add((first, second));
            }
        }
        return new(judges[a], judges[b], both.Count, CohenKappa.Of(both, quadratic: scale == JudgeScale.Score));
    }
}
