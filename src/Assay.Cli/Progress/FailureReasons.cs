using System.Collections.Concurrent;

namespace Assay.Cli.Progress;

/// <summary>Counts why samples failed, so that the end of a run can tell the most frequent reason.</summary>
internal sealed class FailureReasons
{
    // Servers may put a number of the request into every message.
    private const int MostReasons = 1_000;

    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);
    private int total;

    public void Add(string? reason)
    {
        Interlocked.Increment(ref total);
        if (reason is not null && (counts.Count < MostReasons || counts.ContainsKey(reason)))
        {
            counts.AddOrUpdate(reason, 1, (_, count) => count + 1);
        }
    }

    /// <summary>One line; null where no sample failed.</summary>
    public override string? ToString()
    {
        if (total == 0)
        {
            return null;
        }
        var failed = $"{Figures.Count(total, "sample")} failed";
        if (counts.IsEmpty)
        {
            return failed;
        }
        var (reason, count) = counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).First();
        return count == total ? $"{failed}: {reason}"
            // They differ by the name of the sample, or a number of the request.
            : count == 1 ? $"{failed}; one of the reasons: {reason}"
            : $"{failed}, {Figures.Count(count)} of them with: {reason}";
    }
}
