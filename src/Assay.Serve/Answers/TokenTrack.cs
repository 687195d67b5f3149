using System.Text;

namespace Assay.Serve.Answers;

/// <summary>A token in a text.</summary>
/// <param name="Text">What it adds; empty for the first bytes of a character, which come with the last ones.</param>
/// <param name="Offset">Where that begins, in code points.</param>
/// <param name="Score">How probable it was.</param>
internal readonly record struct PlacedToken(string Text, int Offset, TokenScore? Score);

/// <summary>Follows a text token by token.</summary>
internal sealed class TokenTrack(IServedModel model)
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private int offset;

    /// <summary>
    /// The tokens of a prompt. What they add before the prompt's own text (a mark of the beginning, a blank that some vocabularies put
    /// there) is no part of it.
    /// </summary>
    public PlacedToken[] Prompt(ReadOnlySpan<int> ids, ReadOnlySpan<TokenScore?> scores, string prompt)
    {
        var texts = new string[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            texts[i] = TextOf(ids[i]);
        }
        var whole = string.Concat(texts);
        var before = whole.EndsWith(prompt, StringComparison.Ordinal) ? whole.Length - prompt.Length : 0;
        var placed = new PlacedToken[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            var cut = Math.Min(before, texts[i].Length);
            before -= cut;
            placed[i] = Place(texts[i][cut..], scores[i]);
        }
        return placed;
    }

    /// <summary>A token behind those so far.</summary>
    public PlacedToken Append(ServedToken token) => Place(TextOf(token.Id), token.Score);

    private PlacedToken Place(string text, TokenScore? score)
    {
        var placed = new PlacedToken(text, offset, score);
        offset += text.EnumerateRunes().Count();
        return placed;
    }

    private string TextOf(int id)
    {
        var bytes = model.BytesOf(id).Span;
        var characters = new char[decoder.GetCharCount(bytes, flush: false)];
        decoder.GetChars(bytes, characters, flush: false);
        return new string(characters);
    }
}
