using System.Text;

namespace Assay.Tokenizers.Patterns;

/// <summary>A stretch of a text that a pattern matched.</summary>
internal readonly record struct Match(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>What a model folder looks for in a text.</summary>
internal abstract class TextPattern
{
    /// <summary>The matches from left to right; they do not overlap. Some may be empty.</summary>
    /// <exception cref="InputException">The pattern takes too long.</exception>
    public abstract List<Match> Matches(ReadOnlySpan<char> text);

    /// <summary>The text with <paramref name="content"/>, taken as it is, for each match.</summary>
    /// <exception cref="InputException">The pattern takes too long.</exception>
    public virtual string Replace(string text, string content)
    {
        var matches = Matches(text);
        if (matches.Count == 0)
        {
            return text;
        }
        var to = new StringBuilder(text.Length);
        var done = 0;
        foreach (var match in matches)
        {
            to.Append(text, done, match.Start - done).Append(content);
            done = match.End;
        }
        return to.Append(text, done, text.Length - done).ToString();
    }
}

/// <summary>A pattern that is a plain text.</summary>
internal sealed class LiteralPattern(string literal) : TextPattern
{
    public override List<Match> Matches(ReadOnlySpan<char> text)
    {
        var matches = new List<Match>();
        if (literal.Length == 0)
        {
            return matches;
        }
        var at = 0;
        while (text[at..].IndexOf(literal) is var skip and >= 0)
        {
            matches.Add(new Match(at + skip, literal.Length));
            at += skip + literal.Length;
        }
        return matches;
    }

    public override string Replace(string text, string content) =>
        literal.Length == 0 ? text : text.Replace(literal, content, StringComparison.Ordinal);
}

/// <summary>A pattern that is a test of one character; each match is one of them.</summary>
internal sealed class CharacterPattern(Func<Rune, bool> test) : TextPattern
{
    public override List<Match> Matches(ReadOnlySpan<char> text)
    {
        var matches = new List<Match>();
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (test(rune))
            {
                matches.Add(new Match(at, rune.Utf16SequenceLength));
            }
            at += rune.Utf16SequenceLength;
        }
        return matches;
    }
}
