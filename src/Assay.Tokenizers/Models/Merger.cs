namespace Assay.Tokenizers.Models;

/// <summary>
/// Merges neighbours in the order of rank, and from left to right at equal rank, until none are left to merge. Takes
/// n log n steps for n symbols.
/// </summary>
internal static class Merger
{
    // Below it, looking through all pairs for the best is faster than a queue.
    private const int FewSymbols = 24;

    /// <summary>Merges the first <paramref name="count"/> symbols in place; those with a length are the result.</summary>
    public static void Run<TRules>(Span<Symbol> symbols, int count, ReadOnlySpan<char> word, TRules rules)
        where TRules : struct, IMergeRules
    {
        symbols = symbols[..count];
        for (var i = 0; i < count; i++)
        {
            symbols[i].Previous = i - 1;
            symbols[i].Next = i + 1 < count ? i + 1 : -1;
        }
        for (var i = 0; i < count; i++)
        {
            Rate(symbols, i, word, rules);
        }
        if (count <= FewSymbols)
        {
            RunFew(symbols, word, rules);
        }
        else
        {
            RunMany(symbols, word, rules);
        }
    }

    private static void RunFew<TRules>(Span<Symbol> symbols, ReadOnlySpan<char> word, TRules rules)
        where TRules : struct, IMergeRules
    {
        while (true)
        {
            var best = -1;
            var rank = Symbol.NoRank;
            for (var i = 0; i >= 0 && i < symbols.Length; i = symbols[i].Next)
            {
                if (symbols[i].Rank < rank)
                {
                    (best, rank) = (i, symbols[i].Rank);
                }
            }
            if (best < 0)
            {
                return;
            }
            Merge(symbols, best, word, rules);
        }
    }

    private static void RunMany<TRules>(Span<Symbol> symbols, ReadOnlySpan<char> word, TRules rules)
        where TRules : struct, IMergeRules
    {
        var queue = new PriorityQueue<int, ulong>(symbols.Length);
        for (var i = 0; i < symbols.Length; i++)
        {
            Enqueue(queue, symbols, i);
        }
        while (queue.TryDequeue(out var at, out var key))
        {
            // An entry is out of date when its symbol has gone or has another neighbour by now.
            if (symbols[at].Length == 0 || Key(symbols[at].Rank, at) != key)
            {
                continue;
            }
            Merge(symbols, at, word, rules);
            Enqueue(queue, symbols, at);
            Enqueue(queue, symbols, symbols[at].Previous);
        }
    }

    private static void Enqueue(PriorityQueue<int, ulong> queue, Span<Symbol> symbols, int at)
    {
        if (at >= 0 && symbols[at].Rank != Symbol.NoRank)
        {
            queue.Enqueue(at, Key(symbols[at].Rank, at));
        }
    }

    private static ulong Key(int rank, int at) => ((ulong)(uint)rank << 32) | (uint)at;

    private static void Merge<TRules>(Span<Symbol> symbols, int at, ReadOnlySpan<char> word, TRules rules)
        where TRules : struct, IMergeRules
    {
        ref var left = ref symbols[at];
        ref var right = ref symbols[left.Next];
        left.Id = left.Merged;
        left.Length += right.Length;
        left.Next = right.Next;
        right.Length = 0;
        right.Rank = Symbol.NoRank;
        if (left.Next >= 0)
        {
            symbols[left.Next].Previous = at;
        }
        Rate(symbols, at, word, rules);
        if (left.Previous >= 0)
        {
            Rate(symbols, left.Previous, word, rules);
        }
    }

    private static void Rate<TRules>(Span<Symbol> symbols, int at, ReadOnlySpan<char> word, TRules rules)
        where TRules : struct, IMergeRules
    {
        ref var left = ref symbols[at];
        left.Rank =
            left.Next >= 0 && rules.TryMerge(left, symbols[left.Next], word, out var rank, out left.Merged)
                ? rank
                : Symbol.NoRank;
    }
}
