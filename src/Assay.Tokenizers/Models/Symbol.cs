namespace Assay.Tokenizers.Models;

/// <summary>
/// A stretch of a word while it is merged. Stretches are a linked list over one array; <see cref="Rank"/> and
/// <see cref="Merged"/> tell of the pair with the next one.
/// </summary>
internal struct Symbol
{
    /// <summary>No pair here, or none that merges.</summary>
    public const int NoRank = int.MaxValue;

    public int Id;
    public int Start;

    /// <summary>Zero once it has become a part of another.</summary>
    public int Length;
    public int Previous;
    public int Next;
    public int Rank;
    public int Merged;
}

/// <summary>Which neighbours merge.</summary>
internal interface IMergeRules
{
    /// <summary>Whether the two merge, how early (a smaller rank first), and into which id.</summary>
    bool TryMerge(in Symbol left, in Symbol right, ReadOnlySpan<char> word, out int rank, out int merged);
}
