using Assay.Benchmarks;

namespace Assay.Reports;

/// <summary>The subsets of a benchmark in the order of its reports; those it does not know follow by name.</summary>
internal sealed class SubsetOrder
{
    private readonly Dictionary<string, (int Place, string? Category)> known = new(StringComparer.Ordinal);
    private readonly List<string> requested;

    public SubsetOrder(BenchmarkInfo info, BenchmarkSettings settings)
    {
        foreach (var subset in info.Subsets.Concat(settings.Subsets))
        {
            known.TryAdd(subset.Name, (known.Count, subset.Category));
        }
        requested = [.. settings.Subsets.Select(subset => subset.Name)];
    }

    public int Of(string subset) => known.TryGetValue(subset, out var entry) ? entry.Place : int.MaxValue;

    public string? CategoryOf(string subset) => known.TryGetValue(subset, out var entry) ? entry.Category : null;

    /// <summary>The requested subsets and those that samples came from.</summary>
    public IEnumerable<string> Reported(IEnumerable<string> seen) =>
        requested.Union(seen, StringComparer.Ordinal).OrderBy(Of).ThenBy(name => name, StringComparer.Ordinal);
}
