namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>down(f(gate·x) ⊙ up·x), or down(f(up·x)) without a gate (Shazeer, arXiv 2002.05202).</summary>
internal sealed record FeedForward(Linear? Gate, Linear Up, Linear Down, Func<double, double> Activation)
{
    public double[] Apply(double[] input)
    {
        var up = Up.Apply(input);
        return Gate is null
            ? Down.Apply([.. up.Select(Activation)])
            : Down.Apply([.. Gate.Apply(input).Zip(up, (gate, x) => Activation(gate) * x)]);
    }
}
