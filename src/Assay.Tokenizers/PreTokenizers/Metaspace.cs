namespace Assay.Tokenizers.PreTokenizers;

/// <summary>When <see cref="Metaspace"/> puts its mark before a text.</summary>
internal enum PrependScheme
{
    Always,
    Never,

    /// <summary>Only where the whole text begins.</summary>
    First,
}

/// <summary>SentencePiece's way: blanks become a mark, and words begin with it.</summary>
internal sealed class Metaspace(char mark, PrependScheme prepend, bool split) : IPreTokenizer
{
    public void Split(Piece piece, List<Piece> to)
    {
        var text = piece.Span.ToString().Replace(' ', mark);
        var wants = prepend == PrependScheme.Always || (prepend == PrependScheme.First && piece.AtStart);
        if (wants && !text.StartsWith(mark))
        {
            text = mark + text;
        }
        var whole = piece.With(text);
        if (!split)
        {
            to.Add(whole);
            return;
        }
        for (var start = 0; start < text.Length; )
        {
            var end = text.IndexOf(mark, start + 1);
            end = end < 0 ? text.Length : end;
            to.Add(whole.Part(start, end - start));
            start = end;
        }
    }
}
