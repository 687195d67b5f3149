using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Scoring;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>
/// Collects the scores of one model on one data set and reports them. The report depends on what was added, never on the order.
/// Memory does not grow with the samples, except by a small entry for each passage, and for each sample as long as some of its
/// repeats are missing. Thread-safe.
/// </summary>
/// <remarks>
/// Samples with the same <see cref="Sample.Cluster"/> form a cluster; with several repeats, so do the answers to one sample.
/// </remarks>
public sealed class Scoreboard(BenchmarkInfo info, BenchmarkSettings settings, string model)
{
    /// <summary>The metric's name in a report in which no sample has any score.</summary>
    public const string NoMetric = "score";

    private readonly Lock gate = new();
    private readonly Slice whole = new();
    private readonly SubsetOrder order = new(info, settings);
    private readonly Dictionary<string, Slice> subsets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CategorySlice> categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> metrics = new(StringComparer.Ordinal);
    private readonly Clusters clusters = new(settings.Repeats);
    private readonly ExtractionTally extraction = new();
    private TokenUsage spent;
    private int refused;
    private int truncated;
    private int cut;
    private ExactSum chance;
    private bool choicesOnly = true;

    /// <summary>The model's revision, to be shown in tables.</summary>
    public string? Revision { get; init; }

    /// <summary>The precision of the model's weights, to be shown in tables.</summary>
    public string? Precision { get; init; }

    /// <summary>The primary metric so far, whatever failed; null before the first score.</summary>
    public Estimate? Running
    {
        get
        {
            lock (gate)
            {
                return metrics.Count == 0 ? null : whole.Estimate(Metrics()[0]);
            }
        }
    }

    /// <summary>Adds one answer's score.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="repeat">0 for the first time it was asked, 1 for the second…</param>
    /// <param name="score">Its score by all rules; without any value only when failed. The settings' extractor is applied here.</param>
    /// <param name="usage">Tokens of the answer.</param>
    /// <param name="cutTokens">Tokens cut from a request that was too long for the model.</param>
    /// <exception cref="ArgumentException">
    /// A value is not finite, or there is none although the sample did not fail: an error of the benchmark's scorer.
    /// </exception>
    public void Add(Sample sample, int repeat, Score score, TokenUsage usage, int cutTokens = 0)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(score);
        Check(sample, repeat, score);
        var category = sample.Category ?? order.CategoryOf(sample.Subset);
        lock (gate)
        {
            if (settings.Mode == EvalMode.Generate)
            {
                extraction.Add(score);
            }
            score = score.Under(settings.Extractor);
            if (score.Status == ScoreStatus.Unanswerable)
            {
                refused += score.Why == NoAnswer.Refused ? 1 : 0;
                truncated += score.Why == NoAnswer.Truncated ? 1 : 0;
            }
            var (cluster, complete) = clusters.Of(sample);
            AddTo(whole);
            AddTo(SubsetSlice(sample.Subset));
            foreach (var name in sample.MoreCategories.Prepend(category).OfType<string>().Distinct())
            {
                AddTo(CategorySliceFor(name, (order.Of(sample.Subset), sample.Subset, sample.Index)));
            }
            spent += usage;
            cut += cutTokens > 0 ? 1 : 0;
            if (score.Status != ScoreStatus.Failed)
            {
                Remember(score.Values);
                choicesOnly &= !sample.Choices.IsEmpty;
                chance += ExactSum.Of(choicesOnly ? 1.0 / sample.Choices.Length : 0);
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
    }

    /// <summary>
    /// Reports what was added so far: one entry for each metric, the primary one first. A metric comes where its samples list it at
    /// the latest, so the order does not depend on which sample came first.
    /// </summary>
    /// <param name="maxFailed">
    /// The share of failed samples above which a score is withheld: of the whole data set, a subset, a category each by its own
    /// share, and of the plain mean over subsets by the mean of their shares.
    /// </param>
    public ImmutableArray<MetricReport> ToReport(double maxFailed)
    {
        lock (gate)
        {
            var names = metrics.Count == 0 ? [NoMetric] : Metrics();
            return [.. names.Select((metric, i) => Report(metric, primary: i == 0, maxFailed))];
        }
    }

    private static void Check(Sample sample, int repeat, Score score)
    {
        if (score.Status != ScoreStatus.Failed && score.Values.IsEmpty)
        {
            throw new ArgumentException($"{sample.Id} (repeat {repeat}) was scored without any value", nameof(score));
        }
        foreach (var (metric, value) in score.Values)
        {
            if (!(Math.Abs(value) <= ExactSum.Limit))
            {
                throw new ArgumentException(
                    $"{sample.Id} (repeat {repeat}) has {metric} = {value}, which no mean can be made of",
                    nameof(score)
                );
            }
        }
    }

    private MetricReport Report(string metric, bool primary, double maxFailed)
    {
        var all = whole.ToReport(metric, info.Name, category: null, maxFailed);
        return new()
        {
            Model = model,
            Revision = Revision,
            Precision = Precision,
            Dataset = info.Name,
            Title = info.Title,
            Version = info.Version,
            Protocol = settings.Protocol,
            Mode = settings.Mode,
            FewShot = settings.FewShot,
            Metric = metric,
            Primary = primary,
            Score = all.Score,
            SubsetMean = all.Score is null ? null : SubsetMean(metric, maxFailed),
            Chance = ChanceOf(metric),
            N = all.N,
            Unanswerable = all.Unanswerable,
            Refused = refused,
            Truncated = truncated,
            Extraction = extraction.ToReport(metric),
            Failed = all.Failed,
            Cut = cut,
            Usage = spent,
            Subsets = [.. order.Reported(subsets.Keys).Select(name => ReportSubset(metric, name, maxFailed))],
            Categories =
            [
                .. categories
                    .OrderBy(category => info.Categories.IndexOf(category.Key) is >= 0 and var i ? i : int.MaxValue)
                    .ThenBy(category => category.Value.First)
                    .ThenBy(category => category.Key, StringComparer.Ordinal)
                    .Select(category => category.Value.Slice.ToReport(metric, category.Key, null, maxFailed)),
            ],
        };
    }

    private double? ChanceOf(string metric)
    {
        var n = whole.N(metric);
        return choicesOnly && n > 0 && n == whole.Answered && whole.ZeroOne(metric) ? chance.Value / n : null;
    }

    private SliceReport ReportSubset(string metric, string name, double maxFailed) =>
        subsets.GetValueOrDefault(name, new Slice()).ToReport(metric, name, order.CategoryOf(name), maxFailed);

    private Estimate? SubsetMean(string metric, double maxFailed)
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

    private ImmutableArray<string> Metrics() =>
        [
            .. metrics
                .OrderBy(metric => metric.Value)
                .ThenBy(metric => metric.Key, StringComparer.Ordinal)
                .Select(m => m.Key),
        ];

    private void Remember(ImmutableArray<MetricValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var name = values[i].Metric;
            metrics[name] = Math.Max(i, metrics.GetValueOrDefault(name));
        }
    }

    private Slice SubsetSlice(string name)
    {
        if (!subsets.TryGetValue(name, out var slice))
        {
            subsets.Add(name, slice = new Slice());
        }
        return slice;
    }

    private Slice CategorySliceFor(string name, (int, string, int) place)
    {
        if (!categories.TryGetValue(name, out var category))
        {
            categories.Add(name, category = new CategorySlice(place));
        }
        category.First = place.CompareTo(category.First) < 0 ? place : category.First;
        return category.Slice;
    }

    private sealed class CategorySlice((int, string, int) first)
    {
        public Slice Slice { get; } = new();

        public (int, string, int) First { get; set; } = first;
    }
}
