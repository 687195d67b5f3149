using Assay.Benchmarks;

namespace Assay.Reports;

/// <summary>The subsets of a benchmark in the order of its reports; those it does not know follow by name.</summary>
internal sealed class SubsetOrder
{
    private readonly Dictionary<string, (int Place, SubsetInfo Subset)> known = new(StringComparer.Ordinal);
    private readonly List<string> requested;

    public SubsetOrder(BenchmarkInfo info, BenchmarkSettings settings)
    {
        foreach (var subset in info.Subsets.Concat(settings.Subsets))
        {
            known.TryAdd(subset.Name, (known.Count, subset));
        }
        requested = [.. settings.Subsets.Select(subset => subset.Name)];
    }

    public int Of(string subset) => known.TryGetValue(subset, out var entry) ? entry.Place : int.MaxValue;

    public string? CategoryOf(string subset) => known.GetValueOrDefault(subset).Subset?.Category;

    /// <summary>The category that a subset counts toward beside its own, or null.</summary>
    public string? AlsoIn(string subset) => known.GetValueOrDefault(subset).Subset?.AlsoIn;

    /// <summary>The requested subsets and those that samples came from.</summary>
    public IEnumerable<string> Reported(IEnumerable<string> seen) =>
        requested.Union(seen, StringComparer.Ordinal).OrderBy(Of).ThenBy(name => name, StringComparer.Ordinal);
}
