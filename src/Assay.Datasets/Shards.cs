using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Datasets;

/// <summary>
/// Files that hold one split between them, as the hubs name them: <c>train-00000-of-00002.parquet</c>, also with a hash behind, or
/// <c>0000.parquet</c>, <c>0001.parquet</c>.
/// </summary>
internal static partial class Shards
{
    /// <summary>The files in order, or null when their names do not say that they belong together.</summary>
    /// <param name="names">The files' names.</param>
    /// <param name="folder">Where they are, for the message.</param>
    /// <exception cref="InputException">One of them is missing.</exception>
    public static IReadOnlyList<string>? InOrder(IReadOnlyList<string> names, string folder)
    {
        var shards = names.Select(name => (File: name, Name: ShardName().Match(name))).ToList();
        if (shards.Count == 0 || shards.Exists(shard => !shard.Name.Success))
        {
            return null;
        }
        if (
            shards
                .DistinctBy(shard => (Part(shard.Name, "stem"), Part(shard.Name, "of"), Part(shard.Name, "end")))
                .Count() > 1
        )
        {
            return null;
        }
        var byNumber = new SortedDictionary<int, string>();
        if (!shards.TrueForAll(shard => byNumber.TryAdd(Number(Part(shard.Name, "number")), shard.File)))
        {
            return null;
        }
        var told = Part(shards[0].Name, "of");
        var last = told.Length > 0 ? Number(told) - 1 : byNumber.Keys.Last();
        var missing = Enumerable.Range(0, last + 1).Where(number => !byNumber.ContainsKey(number)).ToList();
        return missing.Count == 0 ? [.. byNumber.Values]
            // Numbers that do not tell how many there are may be years.
            : told.Length == 0 ? null
            : throw new InputException(
                $"of {last + 1} parts that belong together, number {missing[0]} is missing",
                Path.Combine(folder, shards[0].File),
                "fetch the missing file"
            );
    }

    private static string Part(Match name, string group) => name.Groups[group].Value;

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<stem>(?:.*?[-_.])?)(?<number>[0-9]{4,5})(?:-of-(?<of>[0-9]{4,5})(?:-[0-9a-f]{16})?)?(?<end>\.[a-z.]+)\z",
        RegexOptions.CultureInvariant,
        1_000
    )]
    private static partial Regex ShardName();
}
