namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>Arithmetic of plain arrays.</summary>
internal static class Vectors
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    public static double[] Plus(this double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    public static double[] Scaled(this double[] a, double factor) => [.. a.Select(x => x * factor)];

    /// <summary>exp(x) ÷ Σ exp(x), shifted by the maximum.</summary>
    public static double[] SoftMax(this double[] scores)
    {
        var highest = scores.Max();
        var powers = scores.Select(score => Math.Exp(score - highest)).ToArray();
        return powers.Scaled(1 / powers.Sum());
    }

    /// <summary>cap · tanh(x ÷ cap); x itself without a cap (Gemma 2, arXiv 2408.00118, "logit soft-capping").</summary>
    public static double SoftCap(double value, double? cap) =>
        cap is { } limit ? limit * Math.Tanh(value / limit) : value;
}
