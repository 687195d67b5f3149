namespace Assay.Tokenizers.PreTokenizers;

/// <summary>Pieces of a fixed number of characters; the last may be shorter.</summary>
internal sealed class FixedLength(int length) : IPreTokenizer
{
    public void Split(Piece piece, List<Piece> to)
    {
        var (start, at, characters) = (0, 0, 0);
        foreach (var rune in piece.Span.EnumerateRunes())
        {
            at += rune.Utf16SequenceLength;
            if (++characters == length)
            {
                to.Add(piece.Part(start, at - start));
                (start, characters) = (at, 0);
            }
        }
        if (at > start)
        {
            to.Add(piece.Part(start, at - start));
        }
    }
}
