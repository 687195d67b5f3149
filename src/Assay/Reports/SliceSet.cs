using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Scoring;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>The scores of a whole data set, of its subsets and of its categories. Not thread-safe.</summary>
internal sealed class SliceSet(BenchmarkInfo info, SubsetOrder order)
{
    private readonly Dictionary<string, Slice> subsets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CategorySlice> categories = new(StringComparer.Ordinal);

    public Slice Whole { get; } = new();

    public int SubsetCount => order.Reported(subsets.Keys).Count();

    public int CategoryCount => categories.Count;

    /// <summary>Adds a score to every part that the sample belongs to.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="score">The score.</param>
    /// <param name="cluster">The cluster it belongs to, or null.</param>
    /// <param name="complete">Whether nothing will be added to that cluster any more.</param>
    public void Add(Sample sample, Score score, long? cluster, bool complete)
    {
        AddTo(Whole);
        AddTo(SubsetSlice(sample.Subset));
        var category = sample.Category ?? order.CategoryOf(sample.Subset);
        foreach (var name in sample.MoreCategories.Prepend(category).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            AddTo(CategorySliceFor(name, (false, order.Of(sample.Subset), sample.Subset, sample.Index)));
        }
        if (order.AlsoIn(sample.Subset) is { } beside)
        {
            AddTo(CategorySliceFor(beside, (true, order.Of(sample.Subset), sample.Subset, sample.Index)));
        }

        void AddTo(Slice slice)
        {
            slice.Add(score, cluster);
            if (complete)
            {
                slice.Complete(cluster!.Value);
            }
        }
    }

    public ImmutableArray<SliceReport> Subsets(string metric, double maxFailed) =>
        [
            .. order
                .Reported(subsets.Keys)
                .Select(name =>
                    subsets
                        .GetValueOrDefault(name, new Slice())
                        .ToReport(metric, name, order.CategoryOf(name), maxFailed)
                ),
        ];

    /// <summary>The categories' reports: in the benchmark's order, else in that of their first samples.</summary>
    public ImmutableArray<SliceReport> Categories(string metric, double maxFailed) =>
        [
            .. categories
                .OrderBy(category => info.Categories.IndexOf(category.Key) is >= 0 and var i ? i : int.MaxValue)
                .ThenBy(category => category.Value.First)
                .ThenBy(category => category.Key, StringComparer.Ordinal)
                .Select(category => category.Value.Slice.ToReport(metric, category.Key, null, maxFailed)),
        ];

    public Estimate? SubsetMean(string metric, double maxFailed)
    {
        var parts = order
            .Reported(subsets.Keys)
            .Select(name => subsets.GetValueOrDefault(name))
            .OfType<Slice>()
            .ToList();
        var estimates = parts.Select(part => part.Estimate(metric)).OfType<Estimate>().ToList();
        return parts.Count > 1 && estimates.Count == parts.Count && parts.Average(part => part.FailedShare) <= maxFailed
            ? Estimate.MeanOf(estimates)
            : null;
    }

    /// <summary>The plain mean over the categories; null when one has no score, or too many failed.</summary>
    public Estimate? CategoryMean(string metric, double maxFailed)
    {
        var parts = categories.OrderBy(category => category.Value.First).Select(x => x.Value.Slice).ToList();
        var estimates = parts.Select(part => part.Estimate(metric)).OfType<Estimate>().ToList();
        return estimates.Count == parts.Count && parts.Average(part => part.FailedShare) <= maxFailed
            ? Estimate.MeanOf(estimates)
            : null;
    }

    private Slice SubsetSlice(string name)
    {
        if (!subsets.TryGetValue(name, out var slice))
        {
            subsets.Add(name, slice = new Slice());
        }
        return slice;
    }

    private Slice CategorySliceFor(string name, (bool, int, string, int) place)
    {
        if (!categories.TryGetValue(name, out var category))
        {
            categories.Add(name, category = new CategorySlice(place));
        }
        category.First = place.CompareTo(category.First) < 0 ? place : category.First;
        return category.Slice;
    }

    private sealed class CategorySlice((bool Beside, int Subset, string Name, int Index) first)
    {
        public Slice Slice { get; } = new();

        public (bool Beside, int Subset, string Name, int Index) First { get; set; } = first;
    }
}
