using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Reports;
using Assay.Statistics;

namespace Assay.Judging;

/// <summary>People's verdicts on a labelled slice of the answers, by sample.</summary>
/// <param name="labels">By data set, subset and index: 1 or 0, or a score.</param>
public sealed class PeopleLabels(ImmutableDictionary<(string Dataset, string Subset, int Index), double> labels)
{
    /// <summary>None.</summary>
    public static PeopleLabels None { get; } =
        new(ImmutableDictionary<(string Dataset, string Subset, int Index), double>.Empty);

    /// <summary>How far the judges agree with people where both have a verdict; null without labels.</summary>
    internal PeopleReport? Compare(Verdicts verdicts, JudgeScale scale)
    {
        List<(double, double)> both = [];
        foreach (var (sample, given) in verdicts.Items)
        {
            if (LabelOf(sample) is { } label)
            {
                // Every judge's verdict counts by itself: the question is how far judges can be trusted.
                both.AddRange(given.OfType<double>().Select(verdict => (label, verdict)));
            }
        }
        return both.Count == 0
            ? null
            : new(
                both.Count,
                both.Count(pair => pair.Item1 == pair.Item2) / (double)both.Count,
                CohenKappa.Of(both, quadratic: scale == JudgeScale.Score)
            );
    }

    private double? LabelOf(Sample sample) =>
        labels.TryGetValue((sample.Dataset, sample.Subset, sample.Index), out var label) ? label : null;
}
