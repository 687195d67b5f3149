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
/// Samples with the same <see cref="Sample.Cluster"/> form a cluster; with several repeats, so do the answers to one sample, and where
/// the primary metric is 0 or 1, what they come to together is reported too (<see cref="PassAtK"/>, <see cref="MajorityAtK"/>).
/// </remarks>
public sealed class Scoreboard(BenchmarkInfo info, BenchmarkSettings settings, string model)
{
    /// <summary>The metric's name in a report in which no sample has any score.</summary>
    public const string NoMetric = "score";

    private readonly Lock gate = new();
    private readonly SliceSet answers = new(info, new SubsetOrder(info, settings));
    private readonly SliceSet samples = new(info, new SubsetOrder(info, settings));
    private readonly RepeatedSamples repeated = new(settings.Repeats);
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
                return metrics.Count == 0 ? null : answers.Whole.Estimate(Metrics()[0]);
            }
        }
    }

    /// <summary>The answers to samples whose reference is withheld, for the benchmark's authors.</summary>
    public Submission Submission { get; } = new();

    /// <summary>Adds one answer's score.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="repeat">0 for the first time it was asked, 1 for the second…</param>
    /// <param name="score">Its score by all rules; without any value only when failed or unscored. The settings' extractor is applied here.</param>
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
            answers.Add(sample, score, cluster, complete);
            if (repeated.Add(sample, repeat, score) is { } together)
            {
                samples.Add(sample, together, sample.Cluster is null ? null : cluster, complete: false);
            }
            spent += usage;
            cut += cutTokens > 0 ? 1 : 0;
            if (score.Status == ScoreStatus.Unscored && repeat == 0)
            {
                Submission.Add(sample, score.Extracted);
            }
            if (score.Status is not (ScoreStatus.Failed or ScoreStatus.Unscored))
            {
                Remember(score.Values);
                choicesOnly &= !sample.Choices.IsEmpty;
                chance += ExactSum.Of(choicesOnly ? 1.0 / sample.Choices.Length : 0);
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
            return
            [
                .. names.Select((metric, i) => Report(metric, primary: i == 0, maxFailed)),
                .. repeated.Metrics.Except(names).Select(metric => ReportTogether(metric, maxFailed)),
            ];
        }
    }

    private static void Check(Sample sample, int repeat, Score score)
    {
        if (score.Status is not (ScoreStatus.Failed or ScoreStatus.Unscored) && score.Values.IsEmpty)
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
        var all = answers.Whole.ToReport(metric, info.Name, category: null, maxFailed);
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
            Headline = info.Headline,
            Score = all.Score is { } mean ? HeadlineOf(metric, mean, maxFailed) : null,
            SubsetMean = all.Score is null ? null : answers.SubsetMean(metric, maxFailed),
            Chance = ChanceOf(metric),
            N = all.N,
            Unanswerable = all.Unanswerable,
            Refused = refused,
            Truncated = truncated,
            Extraction = extraction.ToReport(metric),
            Failed = all.Failed,
            Unscored = answers.Whole.Unscored,
            Cut = cut,
            Usage = spent,
            Subsets = answers.Subsets(metric, maxFailed),
            Categories = answers.Categories(metric, maxFailed),
        };
    }

    /// <summary>A metric of all answers to a sample together: its n counts samples, and its interval goes by samples.</summary>
    private MetricReport ReportTogether(string metric, double maxFailed)
    {
        var all = samples.Whole.ToReport(metric, info.Name, category: null, maxFailed);
        var mean = all.Score is null ? null : samples.SubsetMean(metric, maxFailed);
        return Report(metric, primary: false, maxFailed) with
        {
            Score = all.Score?.WithinUnit(),
            SubsetMean = mean?.WithinUnit(),
            N = all.N,
            Unanswerable = all.Unanswerable,
            Refused = 0,
            Truncated = 0,
            Extraction = null,
            Failed = all.Failed,
            Subsets = [.. samples.Subsets(metric, maxFailed).Select(WithinUnit)],
            Categories = [.. samples.Categories(metric, maxFailed).Select(WithinUnit)],
        };
    }

    private static SliceReport WithinUnit(SliceReport slice) => slice with { Score = slice.Score?.WithinUnit() };

    private double? ChanceOf(string metric)
    {
        var n = answers.Whole.N(metric);
        return choicesOnly && n > 0 && n == answers.Whole.Answered && answers.Whole.ZeroOne(metric)
            ? chance.Value / n
            : null;
    }

    private Estimate? HeadlineOf(string metric, Estimate mean, double maxFailed) =>
        info.Headline switch
        {
            Headline.Subsets when answers.SubsetCount > 1 => answers.SubsetMean(metric, maxFailed),
            Headline.Categories when answers.CategoryCount > 1 => answers.CategoryMean(metric, maxFailed),
            _ => mean,
        };

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
}
