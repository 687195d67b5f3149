using System.Buffers;
using Assay.Tokenizers.Patterns;

namespace Assay.Tokenizers.Vocabularies;

/// <summary>Cuts a text at added tokens: from left to right, of several at one place the longest.</summary>
internal sealed class AddedTokenFinder
{
    private readonly List<FoundToken> tokens;
    private readonly PrefixIndex index;
    private readonly SearchValues<char> firsts;

    public AddedTokenFinder(List<FoundToken> tokens)
    {
        this.tokens = tokens;
        index = new PrefixIndex(tokens.Select((token, i) => KeyValuePair.Create(token.Spelling, i)));
        firsts = SearchValues.Create([.. index.FirstCharacters]);
    }

    /// <summary>The parts of the text in order; empty stretches are left out.</summary>
    /// <param name="text">What to cut.</param>
    /// <param name="parseSpecial">Whether special tokens count.</param>
    public List<TextPart> Cut(string text, bool parseSpecial)
    {
        var parts = new List<TextPart>();
        var done = 0;
        var at = index.Count == 0 ? text.Length : 0;
        while (at < text.Length)
        {
            var skip = text.AsSpan(at).IndexOfAny(firsts);
            if (skip < 0)
            {
                break;
            }
            at += skip;
            if (!index.TryLongest(text.AsSpan(at), out var length, out var which))
            {
                at++;
                continue;
            }
            var token = tokens[which];
            if (Counts(token.Token, text, at, length, parseSpecial))
            {
                var (start, end) = Extent(token.Token, text, done, at, length);
                AddText(parts, done, start);
                parts.Add(new TextPart(start, end - start, token.Id));
                done = end;
            }
            at = Math.Max(at + length, done);
        }
        AddText(parts, done, text.Length);
        return parts;
    }

    private static bool Counts(AddedToken token, string text, int start, int length, bool parseSpecial)
    {
        if (token.Special && !parseSpecial)
        {
            return false;
        }
        return !token.SingleWord
            || (
                !CharacterClasses.IsWordBefore(text.AsSpan(0, start))
                && !CharacterClasses.IsWordAfter(text.AsSpan(start + length))
            );
    }

    private static (int Start, int End) Extent(AddedToken token, string text, int done, int start, int length)
    {
        var end = start + length;
        while (token.LeftStrip && start > done && char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }
        while (token.RightStrip && end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }
        return (start, end);
    }

    private static void AddText(List<TextPart> parts, int start, int end)
    {
        if (end > start)
        {
            parts.Add(new TextPart(start, end - start, null));
        }
    }
}
