namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>W·x + b, W as [out, in].</summary>
internal sealed record Linear(Matrix Weight, double[]? Bias = null)
{
    public double[] Apply(double[] input)
    {
        var product = Weight.Times(input);
        return Bias is null ? product : product.Plus(Bias);
    }

    /// <summary>Outputs from <paramref name="first"/> on: a part of a fused projection.</summary>
    public Linear Outputs(int first, int count) => new(Weight.TakeRows(first, count), Bias?[first..(first + count)]);

    /// <summary>GPT-2's Conv1D keeps its weight as [in, out].</summary>
    public Linear Transposed() => this with { Weight = Weight.Transposed() };
}
