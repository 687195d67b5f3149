using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Models;

/// <summary>
/// WordPiece as BERT uses it: from left to right the longest token, with a prefix on all but a word's first; a word that
/// cannot be spelt is unknown as a whole.
/// </summary>
internal sealed class WordPieceModel : ITokenModel
{
    private readonly PrefixIndex starts;
    private readonly PrefixIndex continuations;
    private readonly int unknownId;
    private readonly int longestWord;

    /// <param name="vocabulary">Ids by text.</param>
    /// <param name="unknownId">The token of an unknown word.</param>
    /// <param name="continuingPrefix">What marks a token as no word's first, often "##".</param>
    /// <param name="longestWord">Longer words are unknown, in characters.</param>
    public WordPieceModel(
        IReadOnlyDictionary<string, int> vocabulary,
        int unknownId,
        string continuingPrefix,
        int longestWord
    )
    {
        this.unknownId = unknownId;
        this.longestWord = longestWord;
        starts = new PrefixIndex(vocabulary);
        continuations = new PrefixIndex(
            vocabulary
                .Where(entry => entry.Key.StartsWith(continuingPrefix, StringComparison.Ordinal))
                .Select(entry => KeyValuePair.Create(entry.Key[continuingPrefix.Length..], entry.Value))
        );
    }

    public void Tokenize(ReadOnlySpan<char> word, List<int> ids)
    {
        var before = ids.Count;
        if (IsTooLong(word))
        {
            ids.Add(unknownId);
            return;
        }
        for (var at = 0; at < word.Length; )
        {
            var index = at == 0 ? starts : continuations;
            if (!index.TryLongest(word[at..], out var length, out var id))
            {
                ids.RemoveRange(before, ids.Count - before);
                ids.Add(unknownId);
                return;
            }
            ids.Add(id);
            at += length;
        }
    }

    private bool IsTooLong(ReadOnlySpan<char> word)
    {
        var characters = word.Length;
        foreach (var c in word)
        {
            characters -= char.IsLowSurrogate(c) ? 1 : 0;
        }
        return characters > longestWord;
    }
}
