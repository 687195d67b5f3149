namespace Assay.Benchmarks;

/// <summary>Reads a user's file to its end before anything is asked, so that a mistake in its last row costs nothing.</summary>
public static class UsersDataCheck
{
    /// <summary>The field of rows and samples that names a question.</summary>
    public const string Id = "id";

    /// <summary>Parses every row.</summary>
    /// <exception cref="InputException">A row is wrong, or two have the same id; names file, line and field.</exception>
    public static void Read(Benchmark benchmark, IEnumerable<DataRow> rows, string subset)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows ?? [])
        {
            benchmark.Parse(row, subset, 0);
            if (row.TextOrNull(Id) is { } id && !places.TryAdd(id, row.Location))
            {
                throw new InputException(
                    $"id '{id}' is used twice, first at {places[id]}",
                    row.Location,
                    "give each question an id of its own, or leave the column out"
                );
            }
        }
    }
}
