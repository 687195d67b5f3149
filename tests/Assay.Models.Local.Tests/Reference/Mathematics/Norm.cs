namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>What brings a vector to unit size.</summary>
internal abstract record Norm
{
    public abstract double[] Apply(double[] input);
}

/// <summary>
/// x ÷ √(mean(x²) + ε) · (w + offset) (Zhang and Sennrich, arXiv 1910.07467). The offset is 1 in Gemma, which stores w − 1.
/// </summary>
internal sealed record RmsNorm(double[] Weight, double Epsilon, double Offset = 0) : Norm
{
    public override double[] Apply(double[] input)
    {
        var root = Math.Sqrt((Vectors.Dot(input, input) / input.Length) + Epsilon);
        return [.. input.Select((x, i) => x / root * (Weight[i] + Offset))];
    }
}

/// <summary>(x − mean) ÷ √(variance + ε) · w + b, with the biased variance (Ba et al., arXiv 1607.06450).</summary>
internal sealed record LayerNorm(double[] Weight, double[] Bias, double Epsilon) : Norm
{
    public override double[] Apply(double[] input)
    {
        var mean = input.Average();
        var deviation = Math.Sqrt(input.Average(x => (x - mean) * (x - mean)) + Epsilon);
        return [.. input.Select((x, i) => ((x - mean) / deviation * Weight[i]) + Bias[i])];
    }
}
