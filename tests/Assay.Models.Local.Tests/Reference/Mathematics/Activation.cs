namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>The functions between the two halves of a feed-forward block.</summary>
internal static class Activation
{
    /// <summary>By the name in <c>config.json</c>.</summary>
    public static Func<double, double> Named(string name) =>
        name switch
        {
            "silu" or "swish" => Silu,
            "gelu_new" or "gelu_pytorch_tanh" => GeluTanh,
            _ => throw new NotSupportedException($"the reference has no activation {name}"),
        };

    /// <summary>x · σ(x) (arXiv 1710.05941).</summary>
    public static double Silu(double x) => x / (1 + Math.Exp(-x));

    /// <summary>½x(1 + tanh(√(2/π)(x + 0.044715x³))) (Hendrycks and Gimpel, arXiv 1606.08415).</summary>
    public static double GeluTanh(double x) =>
        0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));
}
