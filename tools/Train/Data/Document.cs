using System.Collections.Immutable;

namespace Assay.Train.Data;

/// <summary>A stretch of text to learn from.</summary>
/// <param name="Text">The text.</param>
/// <param name="Weight">How much the prediction of its tokens counts.</param>
public readonly record struct Piece(string Text, float Weight);

/// <summary>One document, which attention does not look beyond.</summary>
public sealed record Document(ImmutableArray<Piece> Pieces)
{
    /// <summary>The whole text.</summary>
    public string Text => string.Concat(Pieces.Select(piece => piece.Text));
}
