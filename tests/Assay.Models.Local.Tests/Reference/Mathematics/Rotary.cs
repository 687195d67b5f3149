namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>
/// Rotary positions (Su et al., arXiv 2104.09864): pair i of a head turns by position · θᵢ; what lies beyond the pairs passes.
/// </summary>
/// <param name="Frequencies">θᵢ in radians per position, one for each pair.</param>
/// <param name="Magnitude">What cosine and sine are multiplied with (YaRN, LongRoPE).</param>
/// <param name="AdjacentPairs">Whether pair i is (2i, 2i + 1), as in the paper, and not (i, i + pairs), as in the hub's Llama.</param>
internal sealed record Rotary(double[] Frequencies, double Magnitude = 1, bool AdjacentPairs = false)
{
    public double[] Turn(double[] head, int position)
    {
        var turned = (double[])head.Clone();
        for (var pair = 0; pair < Frequencies.Length; pair++)
        {
            var first = AdjacentPairs ? 2 * pair : pair;
            var second = AdjacentPairs ? first + 1 : pair + Frequencies.Length;
            var cosine = Magnitude * Math.Cos(position * Frequencies[pair]);
            var sine = Magnitude * Math.Sin(position * Frequencies[pair]);
            turned[first] = (head[first] * cosine) - (head[second] * sine);
            turned[second] = (head[second] * cosine) + (head[first] * sine);
        }
        return turned;
    }
}
