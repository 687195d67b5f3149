namespace Assay.Scoring.Text;

/// <summary>The length of the longest common subsequence of two token lists.</summary>
/// <remarks>
/// Bit-parallel: M. Crochemore et al., "A fast and practical bit-vector algorithm for the longest common subsequence problem", Information
/// Processing Letters 80 (2001), in the form of H. Hyyrö, "Bit-parallel LCS-length computation revisited" (2004): V' = (V + (V &amp; M)) | (V &amp; ~M),
/// one addition for 64 cells of the table. Tokens that occur often have their places as bits, the others as a list, so memory stays linear.
/// </remarks>
internal static class LongestCommonSubsequence
{
    /// <summary>
    /// How many tokens of each list are compared, from the beginning. More count as different from all others, which bounds the time to
    /// 2³⁴ / 64 additions.
    /// </summary>
    public const int Compared = 1 << 17;

    private const int Word = 64;

    /// <summary>Tokens of the subsequence.</summary>
    public static int Length<T>(IReadOnlyList<T> a, IReadOnlyList<T> b)
        where T : notnull
    {
        var (columns, rows) = (Math.Min(a.Count, Compared), Math.Min(b.Count, Compared));
        if (columns == 0 || rows == 0)
        {
            return 0;
        }
        var words = (columns + Word - 1) / Word;
        var places = Places(a, columns, words);
        var open = new ulong[words];
        Array.Fill(open, ulong.MaxValue);
        var match = new ulong[words];
        for (var row = 0; row < rows; row++)
        {
            if (places.TryGetValue(b[row], out var place))
            {
                Step(open, place.Bits ?? Mark(match, place.List!));
                if (place.List is { } list)
                {
                    Clear(match, list);
                }
            }
        }
        // Each closed bit is a column in which the longest common subsequence grows; bits behind the last column were never matched.
        return open.Sum(bits => Word - System.Numerics.BitOperations.PopCount(bits));
    }

    private static void Step(ulong[] open, ulong[] match)
    {
        var carry = 0UL;
        for (var i = 0; i < open.Length; i++)
        {
            var (v, hit) = (open[i], open[i] & match[i]);
            var sum = unchecked(v + hit + carry);
            carry = sum < v || (carry == 1 && sum == v) ? 1UL : 0;
            open[i] = sum | (v & ~match[i]);
        }
    }

    private static Dictionary<T, (List<int>? List, ulong[]? Bits)> Places<T>(IReadOnlyList<T> a, int columns, int words)
        where T : notnull
    {
        var lists = new Dictionary<T, List<int>>();
        for (var i = 0; i < columns; i++)
        {
            if (!lists.TryGetValue(a[i], out var list))
            {
                lists.Add(a[i], list = []);
            }
            list.Add(i);
        }
        return lists.ToDictionary(
            entry => entry.Key,
            entry =>
                entry.Value.Count > words
                    ? ((List<int>?)null, Mark(new ulong[words], entry.Value))
                    : (entry.Value, null)
        );
    }

    private static ulong[] Mark(ulong[] bits, List<int> places)
    {
        foreach (var place in places)
        {
            bits[place / Word] |= 1UL << (place % Word);
        }
        return bits;
    }

    private static void Clear(ulong[] bits, List<int> places)
    {
        foreach (var place in places)
        {
            bits[place / Word] = 0;
        }
    }
}
