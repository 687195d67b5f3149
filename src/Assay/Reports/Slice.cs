using Assay.Scoring;
using Assay.Statistics;

namespace Assay.Reports;

/// <summary>The scores of a part of a data set, or of all of it, as they come in. Not thread-safe.</summary>
internal sealed class Slice
{
    private readonly Dictionary<string, Column> columns = new(StringComparer.Ordinal);

    public int Answered { get; private set; }

    public int Failed { get; private set; }

    public double FailedShare => Failed == 0 ? 0 : Failed / (double)(Answered + Failed);

    public void Add(Score score, long? cluster)
    {
        if (score.Status == ScoreStatus.Failed)
        {
            Failed++;
            return;
        }
        Answered++;
        foreach (var (metric, value) in score.Values)
        {
            if (!columns.TryGetValue(metric, out var column))
            {
                columns.Add(metric, column = new Column());
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

    public Estimate? Estimate(string metric) =>
        columns.TryGetValue(metric, out var column) ? column.Values.Estimate() : null;

    public SliceReport ToReport(string metric, string name, string? category, double maxFailed) =>
        new(name, category, FailedShare > maxFailed ? null : Estimate(metric), N(metric), Unanswerable(metric), Failed);

    private sealed class Column
    {
        public Tally Values { get; } = new();

        public int Unanswerable { get; private set; }

        public void Add(double value, long? cluster, bool unanswerable)
        {
            if (cluster is { } key)
            {
                Values.Add(value, key);
            }
            else
            {
                Values.Add(value);
            }
            Unanswerable += unanswerable ? 1 : 0;
        }
    }
}
