namespace Assay;

/// <summary>Finds the known name that a mistyped one most likely meant.</summary>
public static class DidYouMean
{
    /// <summary>The nearest of <paramref name="known"/> within a third of the word's length, or null.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        var limit = Math.Max(1, word.Length / 3);
        return known
            .Select(name => (name, distance: Distance(word.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(x => x.distance <= limit)
            .OrderBy(x => x.distance)
            .Select(x => x.name)
            .FirstOrDefault();
    }

    /// <summary>"did you mean X? known: A, B, C", fit to stand as a remedy.</summary>
    public static string Hint(string word, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var list = "known: " + string.Join(", ", names);
        return Nearest(word, names) is { } near ? $"did you mean '{near}'? {list}" : list;
    }

    // Optimal string alignment: a slip of two neighbouring letters counts once, as people make it once.
    private static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            distances[i, 0] = i;
        }
        for (var j = 0; j <= b.Length; j++)
        {
            distances[0, j] = j;
        }
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var least = Math.Min(replaced, 1 + Math.Min(distances[i - 1, j], distances[i, j - 1]));
                var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                distances[i, j] = swapped ? Math.Min(least, 1 + distances[i - 2, j - 2]) : least;
            }
        }
        return distances[a.Length, b.Length];
    }
}
