using Assay.Benchmarks;

namespace Assay.Reports;

/// <summary>
/// Says which answers depend on each other: those about samples of one <see cref="Sample.Cluster"/>, else the repeats of one sample.
/// Not thread-safe.
/// </summary>
internal sealed class Clusters(int repeats)
{
    private readonly Dictionary<string, long> passages = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Subset, int Index), Repeated> repeated = [];
    private long begunSoFar;

    /// <summary>
    /// The cluster that the next answer to a sample belongs to, null for none, and whether it is complete with this answer.
    /// </summary>
    public (long? Cluster, bool Complete) Of(Sample sample)
    {
        if (sample.Cluster is { } passage)
        {
            if (!passages.TryGetValue(passage, out var id))
            {
                passages.Add(passage, id = begunSoFar++);
            }
            return (id, false);
        }
        if (repeats == 1)
        {
            return (null, false);
        }
        var key = (sample.Subset, sample.Index);
        var entry = repeated.TryGetValue(key, out var begun) ? begun : new Repeated(begunSoFar++, repeats);
        entry = entry with { Missing = entry.Missing - 1 };
        if (entry.Missing > 0)
        {
            repeated[key] = entry;
        }
        else
        {
            repeated.Remove(key);
        }
        return (entry.Cluster, entry.Missing == 0);
    }

    private readonly record struct Repeated(long Cluster, int Missing);
}
