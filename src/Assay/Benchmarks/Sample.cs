using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Assay.Benchmarks;

/// <summary>One question of a benchmark with its reference answer.</summary>
public sealed record Sample
{
    /// <summary>The benchmark's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The subset's name.</summary>
    public required string Subset { get; init; }

    /// <summary>Zero-based row of the subset's split in file order.</summary>
    public required int Index { get; init; }

    /// <summary>The question as the data has it.</summary>
    public required string Question { get; init; }

    /// <summary>The choices, in order; empty for free answers.</summary>
    public ImmutableArray<Choice> Choices { get; init; } = [];

    /// <summary>The reference answer: a choice's label or the text; the empty text where it is <see cref="Withheld"/>.</summary>
    public required string Reference { get; init; }

    /// <summary>
    /// Whether the authors keep the reference to themselves: the sample is asked, and its answer is not scored but collected for them.
    /// </summary>
    public bool Withheld { get; init; }

    /// <summary>All accepted answers where there are several (the first is <see cref="Reference"/>).</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The passage that the question is about, if any.</summary>
    public string? Passage { get; init; }

    /// <summary>
    /// Samples with the same cluster (one passage, one article) are not independent; intervals account for it.
    /// </summary>
    public string? Cluster { get; init; }

    /// <summary>The category a sample belongs to when it is not the whole subset's.</summary>
    public string? Category { get; init; }

    /// <summary>Further categories that it counts toward, of another kind: a problem has a level and a subject.</summary>
    public ImmutableArray<string> MoreCategories { get; init; } = [];

    /// <summary>The worked solution that few-shot examples show (chain of thought), if the data has one.</summary>
    public string? Solution { get; init; }

    /// <summary>Further fields, by name.</summary>
    public ImmutableSortedDictionary<string, string> Fields { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Stable name: <c>dataset/subset/index#hash</c>, the hash (64-bit XxHash3) taken over question, choices and reference.
    /// </summary>
    public string Id => $"{Dataset}/{Subset}/{Index}#{ContentHash:x16}";

    private ulong ContentHash
    {
        get
        {
            var hash = Append(0, Question);
            foreach (var choice in Choices)
            {
                hash = Append(Append(hash, choice.Label), choice.Text);
            }
            return Append(hash, Reference);
        }
    }

    // Each text is hashed with the hash before it as seed, which keeps "ab" + "c" apart from "a" + "bc".
    private static ulong Append(ulong hash, string text) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), unchecked((long)hash));
}

/// <summary>One choice: the label it goes by (A, B, …) and its text.</summary>
public readonly record struct Choice(string Label, string Text);
