using Assay.Train.Model;

namespace Assay.Train.Tests;

/// <summary>A model small enough to differentiate by hand, and something to learn for it.</summary>
internal static class SmallModel
{
    /// <summary>A head of 16 suits double precision's tiles, one of 32 single precision's.</summary>
    public static ModelShape Shape(int headWidth) =>
        new()
        {
            Vocabulary = 64,
            Width = 2 * headWidth,
            Layers = 2,
            Heads = 2,
            Hidden = 96,
            Context = 128,
        };

    /// <summary>Two documents, the first longer than a block of queries.</summary>
    public static Sequence Sequence(int seed = 1) => Of(seed, new Segment(0, 45), new Segment(45, 7));

    public static Sequence Of(int seed, params Segment[] segments)
    {
        var random = new Random(seed);
        var tokens = segments.Sum(segment => segment.Length);
        int[] Draw() => [.. Enumerable.Range(0, tokens).Select(_ => random.Next(64))];
        return new(
            Draw(),
            Draw(),
            [.. Enumerable.Range(0, tokens).Select(i => i % 3 == 0 ? 0 : 0.5f + (i % 2))],
            segments
        );
    }
}
