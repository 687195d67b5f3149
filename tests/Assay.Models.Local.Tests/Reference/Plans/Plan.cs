namespace Assay.Models.Local.Tests.Reference.Plans;

/// <summary>
/// Sizes of random numbers that keep a small model alive: states stay near unit size, scores spread by about two, logits by about two.
/// </summary>
internal static class Plan
{
    /// <summary>For queries and keys: scores that choose.</summary>
    public const double Sharp = 1.4;

    /// <summary>For what is added to the residual stream.</summary>
    public const double Loud = 1.6;

    private const double LogitSpread = 2;

    /// <summary>A projection [outputs, inputs]; an input of unit size gives an output of size <paramref name="gain"/>.</summary>
    public static PlannedTensor Projection(string name, int outputs, int inputs, double gain = 1) =>
        new(name + ".weight", [outputs, inputs], gain / Math.Sqrt(inputs));

    public static PlannedTensor Bias(string name, int size) => new(name + ".bias", [size], 0.4);

    /// <param name="name">Without <c>.weight</c>.</param>
    /// <param name="size">The vector's length.</param>
    /// <param name="centre">0 where the model adds one itself.</param>
    public static PlannedTensor Norm(string name, int size, double centre = 1) =>
        new(name + ".weight", [size], 0.25, centre);

    /// <summary>Token embeddings with a head of their own elsewhere.</summary>
    public static PlannedTensor Embedding(string name, int tokens, int hidden) => new(name, [tokens, hidden], 1);

    /// <summary>A head, or embeddings that serve as one.</summary>
    public static PlannedTensor Head(string name, int tokens, int hidden) =>
        new(name, [tokens, hidden], LogitSpread / Math.Sqrt(hidden));

    /// <summary>A projection, with a bias where <paramref name="bias"/> says so.</summary>
    public static IEnumerable<PlannedTensor> Linear(string name, int outputs, int inputs, bool bias, double gain = 1)
    {
        yield return Projection(name, outputs, inputs, gain);
        if (bias)
        {
            yield return Bias(name, outputs);
        }
    }

    /// <summary>Embeddings and, unless tied to them, a head.</summary>
    public static IEnumerable<PlannedTensor> Ends(string embedding, string head, int tokens, int hidden, bool tied)
    {
        yield return tied ? Head(embedding, tokens, hidden) : Embedding(embedding, tokens, hidden);
        if (!tied)
        {
            yield return Head(head, tokens, hidden);
        }
    }
}
