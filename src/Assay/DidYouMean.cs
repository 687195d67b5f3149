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

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, 1 + Math.Min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.Length];
    }
}
