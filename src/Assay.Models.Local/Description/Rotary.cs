using System.Collections.Immutable;

namespace Assay.Models.Local.Description;

/// <summary>
/// Rotary position embedding (arXiv:2104.09864): pair i of a head's first dimensions turns by position times
/// <c>frequencies[i]</c>; cosine and sine are multiplied by <see cref="Magnitude"/>.
/// </summary>
/// <param name="Frequencies">Radians for each position, one for each pair.</param>
internal sealed record Rotary(ImmutableArray<double> Frequencies)
{
    /// <summary>More dimensions than the heads of any model have.</summary>
    public const int MostDimensions = 4096;

    /// <summary>Frequencies for sequences longer than <see cref="ShortLength"/>; empty where length changes nothing.</summary>
    public ImmutableArray<double> LongFrequencies { get; init; } = [];

    /// <summary>The longest sequence that <see cref="Frequencies"/> are for.</summary>
    public int ShortLength { get; init; } = int.MaxValue;

    public double Magnitude { get; init; } = 1;

    /// <summary>Whether a pair is two neighbours, and not one of each half.</summary>
    public bool AdjacentPairs { get; init; }

    /// <summary>How many dimensions of a head are turned.</summary>
    public int Dimensions => 2 * Frequencies.Length;

    public bool Equals(Rotary? other) =>
        other is not null
        && Frequencies.AsSpan().SequenceEqual(other.Frequencies.AsSpan())
        && LongFrequencies.AsSpan().SequenceEqual(other.LongFrequencies.AsSpan())
        && ShortLength == other.ShortLength
        && Magnitude.Equals(other.Magnitude)
        && AdjacentPairs == other.AdjacentPairs;

    public override int GetHashCode() => HashCode.Combine(Frequencies.Length, Magnitude, ShortLength, AdjacentPairs);

    /// <summary>The plain frequencies <c>base^(-2i / dimensions)</c>.</summary>
    public static ImmutableArray<double> Plain(double theta, int dimensions) =>
        [.. Enumerable.Range(0, dimensions / 2).Select(i => Math.Pow(theta, -2.0 * i / dimensions))];
}
