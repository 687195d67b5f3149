namespace Assay.Models.Local.Generation;

/// <summary>
/// Even random numbers by a seed of 64 bits: SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195). Unlike
/// <see cref="Random"/>, seeds that differ little, or in their sign only, give numbers that have nothing to do with each other, the same
/// on every version of .NET.
/// </summary>
internal sealed class SeededDraws(long seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private const double Unit = 1.0 / (1UL << 53);

    private ulong state = (ulong)seed;

    /// <summary>The next number, at least 0 and below 1.</summary>
    public double Next()
    {
        state = unchecked(state + Step);
        var mixed = state;
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        mixed ^= mixed >> 31;
        return (mixed >> 11) * Unit;
    }
}
