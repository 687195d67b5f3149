using Assay.Scoring;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>The scores of a part of a data set, or of all of it, as they come in. Not thread-safe.</summary>
internal sealed class Slice
{
    private readonly Dictionary<string, Column> columns = new(StringComparer.Ordinal);

    public int Answered { get; private set; }

    /// <summary>Those whose reference is withheld.</summary>
    public int Unscored { get; private set; }

    public int Failed { get; private set; }

    public double FailedShare => Failed == 0 ? 0 : Failed / (double)(Answered + Unscored + Failed);

    public void Add(Score score, long? cluster)
    {
        if (score.Status == ScoreStatus.Failed)
        {
            Failed++;
            return;
        }
        if (score.Status == ScoreStatus.Unscored)
        {
            Unscored++;
            return;
        }
        Answered++;
        foreach (var value in score.Values)
        {
            if (!columns.TryGetValue(value.Metric, out var column))
            {
                columns.Add(value.Metric, column = new Column());
            }
            column.Add(value, cluster, score.Status == ScoreStatus.Unanswerable);
        }
    }

    public void Complete(long cluster)
    {
        foreach (var column in columns.Values)
        {
            column.Values.Complete(cluster);
        }
    }

    public int N(string metric) => columns.TryGetValue(metric, out var column) ? column.Values.N : 0;

    public int Unanswerable(string metric) => columns.TryGetValue(metric, out var column) ? column.Unanswerable : 0;

    public bool ZeroOne(string metric) => columns.TryGetValue(metric, out var column) && column.Values.ZeroOne;

    public Estimate? Estimate(string metric) => columns.TryGetValue(metric, out var column) ? column.Estimate() : null;

    public SliceReport ToReport(string metric, string name, string? category, double maxFailed) =>
        new(name, category, FailedShare > maxFailed ? null : Estimate(metric), N(metric), Unanswerable(metric), Failed);

    private sealed class Column
    {
        public Tally Values { get; } = new();

        public int Unanswerable { get; private set; }

        private bool exponential;

        public Estimate? Estimate() =>
            Values.Estimate() is not { } estimate ? null
            : exponential ? estimate.Exponential()
            : estimate;

        public void Add(MetricValue value, long? cluster, bool unanswerable)
        {
            exponential |= value.Exponential;
            if (cluster is { } key && value.Weight == 1)
            {
                Values.Add(value.Value, key);
            }
            else
            {
                Values.AddWeighted(value.Value, value.Weight);
            }
            Unanswerable += unanswerable ? 1 : 0;
        }
    }
}
