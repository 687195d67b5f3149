using Assay.Tokenizers.Patterns;

namespace Assay.Tokenizers.PreTokenizers;

/// <summary>GPT-2's: splits into words by its pattern and writes them in the byte alphabet.</summary>
/// <param name="addPrefixSpace">Whether a blank is put before a text that has none.</param>
/// <param name="useRegex">Whether the text is split.</param>
/// <param name="maps">Whether words are written in the byte alphabet here; otherwise later.</param>
internal sealed class ByteLevel(bool addPrefixSpace, bool useRegex, bool maps) : IPreTokenizer
{
    private static readonly Lazy<PatternSplit> words = new(() =>
        new PatternSplit(new RegexPattern(KnownPatterns.Gpt2, "GPT-2's pattern"), SplitBehavior.Isolated)
    );

    /// <summary>The same, with the byte alphabet left to a later step.</summary>
    public ByteLevel WithoutMapping() => new(addPrefixSpace, useRegex, maps: false);

    public void Split(Piece piece, List<Piece> to)
    {
        if (addPrefixSpace && piece.Span[0] != ' ')
        {
            piece = piece.With(" " + piece);
        }
        var first = to.Count;
        if (useRegex)
        {
            words.Value.Split(piece, to);
        }
        else
        {
            to.Add(piece);
        }
        for (var i = first; maps && i < to.Count; i++)
        {
            to[i] = to[i].With(ByteAlphabet.Map(to[i].Span));
        }
    }
}
