namespace Assay.Scoring.Metrics;

/// <summary>
/// The metrics that benchmarks can name. Each metric's file adds itself in a module initializer, so that a new one takes one file;
/// programs may add their own.
/// </summary>
public static class AnswerMetrics
{
    private static readonly Lock Gate = new();
    private static readonly SortedDictionary<string, IAnswerMetric> ByName = new(StringComparer.Ordinal);

    /// <summary>Every metric, by name.</summary>
    public static IReadOnlyList<IAnswerMetric> All
    {
        get
        {
            lock (Gate)
            {
                return [.. ByName.Values];
            }
        }
    }

    /// <summary>Adds a metric under its name; one of the same name is replaced.</summary>
    public static void Add(IAnswerMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        lock (Gate)
        {
            ByName[metric.Name] = metric;
        }
    }

    /// <summary>The metric of a name, or null.</summary>
    public static IAnswerMetric? Find(string name)
    {
        lock (Gate)
        {
            return ByName.GetValueOrDefault(name);
        }
    }
}
