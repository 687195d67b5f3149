namespace Assay.Train.Model;

/// <summary>Packed documents to learn from.</summary>
/// <param name="Tokens">The tokens.</param>
/// <param name="Targets">The token that follows each; any where the weight is 0.</param>
/// <param name="Weights">How much the prediction of each target counts.</param>
/// <param name="Segments">The documents, in order, without gaps.</param>
public sealed record Sequence(int[] Tokens, int[] Targets, float[] Weights, IReadOnlyList<Segment> Segments);
