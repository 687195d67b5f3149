using System.Runtime.InteropServices;

namespace Assay.Scoring.Text;

/// <summary>
/// Gives n-grams numbers: equal n-grams of any text that one index has seen have the same number. An n-gram is the number of the one
/// without its last token, and that token; so all orders together cost a look-up for each token and order, however long tokens are.
/// </summary>
/// <typeparam name="T">What a token is.</typeparam>
internal sealed class NgramIndex<T>
    where T : notnull
{
    private readonly Dictionary<T, int> tokens = [];
    private readonly Dictionary<(int Head, int Last), int> longer = [];

    /// <summary>The n-grams of a text, by order from 1 on; an order longer than the text has none.</summary>
    public int[][] Add(IReadOnlyList<T> text, int orders) => Number(text, orders, Add, Add);

    /// <summary>The same, but n-grams that no text before had are not remembered and have the number −1.</summary>
    public int[][] Find(IReadOnlyList<T> text, int orders) => Number(text, orders, Find, Find);

    /// <summary>How often each number occurs, −1 left out.</summary>
    public static Dictionary<int, int> Count(int[] ngrams)
    {
        var counts = new Dictionary<int, int>();
        foreach (var ngram in ngrams)
        {
            if (ngram >= 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, ngram, out _)++;
            }
        }
        return counts;
    }

    /// <summary>How many n-grams two texts have in common, each as often as in the text that has it less often.</summary>
    public static int Overlap(Dictionary<int, int> counts, Dictionary<int, int> others)
    {
        var overlap = 0;
        foreach (var (ngram, count) in counts)
        {
            overlap += Math.Min(count, others.GetValueOrDefault(ngram));
        }
        return overlap;
    }

    private static int[][] Number(
        IReadOnlyList<T> text,
        int orders,
        Func<T, int> token,
        Func<(int Head, int Last), int> extended
    )
    {
        var all = new int[orders][];
        all[0] = [.. text.Select(token)];
        for (var n = 1; n < orders; n++)
        {
            all[n] = new int[Math.Max(0, text.Count - n)];
            for (var i = 0; i < all[n].Length; i++)
            {
                all[n][i] = extended((all[n - 1][i], all[0][i + n]));
            }
        }
        return all;
    }

    private int Add(T token) => Add(tokens, token);

    private int Add((int Head, int Last) ngram) => Add(longer, ngram);

    // Both tables count on together, so a head's number tells its order, too.
    private int Add<TKey>(Dictionary<TKey, int> table, TKey key)
        where TKey : notnull
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(table, key, out var known);
        number = known ? number : tokens.Count + longer.Count;
        return number;
    }

    private int Find(T token) => tokens.GetValueOrDefault(token, -1);

    private int Find((int Head, int Last) ngram) =>
        ngram is { Head: >= 0, Last: >= 0 } ? longer.GetValueOrDefault(ngram, -1) : -1;
}
