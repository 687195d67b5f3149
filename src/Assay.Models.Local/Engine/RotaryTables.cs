using Assay.Models.Local.Description;

namespace Assay.Models.Local.Engine;

/// <summary>
/// Cosines and sines of a rotation, a row for each position: first those for sequences of ordinary length, behind them those for long
/// ones. They grow with the longest sequence seen.
/// </summary>
internal sealed class RotaryTables(Rotary rotary)
{
    public float[] Cosines { get; private set; } = [];

    public float[] Sines { get; private set; } = [];

    public int Pairs => rotary.Frequencies.Length;

    public int Rows => Cosines.Length / Pairs;

    private int Positions { get; set; }

    /// <summary>The row of a position.</summary>
    public int Row(int position, bool isLong) =>
        isLong && !rotary.LongFrequencies.IsEmpty ? Positions + position : position;

    /// <summary>Makes rows for at least so many positions.</summary>
    public void Reserve(int positions)
    {
        if (positions <= Positions)
        {
            return;
        }
        Positions = Math.Max(positions, 2 * Positions);
        var sets = rotary.LongFrequencies.IsEmpty ? 1 : 2;
        Cosines = new float[sets * Positions * Pairs];
        Sines = new float[sets * Positions * Pairs];
        for (var row = 0; row < sets * Positions; row++)
        {
            var frequencies = row < Positions ? rotary.Frequencies : rotary.LongFrequencies;
            for (var pair = 0; pair < Pairs; pair++)
            {
                var (sine, cosine) = Math.SinCos(row % Positions * frequencies[pair]);
                Cosines[(row * Pairs) + pair] = (float)(cosine * rotary.Magnitude);
                Sines[(row * Pairs) + pair] = (float)(sine * rotary.Magnitude);
            }
        }
    }
}
