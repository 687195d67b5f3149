namespace Assay.Benchmarks;

/// <summary>Compares what was read with what was published, so that a loader that loses rows does not go unnoticed.</summary>
public static class RowCountCheck
{
    /// <summary>A warning that names both numbers, or null when they agree or none was published.</summary>
    /// <param name="benchmark">The benchmark's name.</param>
    /// <param name="subset">The subset, with the number of rows published.</param>
    /// <param name="rows">Rows of the evaluation split, read to its end.</param>
    public static string? Warning(string benchmark, SubsetInfo subset, long rows)
    {
        ArgumentNullException.ThrowIfNull(subset);
        return subset.Rows is { } published && published != rows
            ? $"{benchmark}/{subset.Name}: the data have {rows} rows where {published} were published; "
                + "the score does not compare with published ones"
            : null;
    }
}
