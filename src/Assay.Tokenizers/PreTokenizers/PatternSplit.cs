using Assay.Tokenizers.Patterns;

namespace Assay.Tokenizers.PreTokenizers;

/// <summary>Splits at the matches of a pattern.</summary>
/// <param name="pattern">What to split at.</param>
/// <param name="behavior">What becomes of the matches.</param>
/// <param name="invert">Whether the text between matches counts as matched, and the matches as text between.</param>
internal sealed class PatternSplit(TextPattern pattern, SplitBehavior behavior, bool invert = false) : IPreTokenizer
{
    public void Split(Piece piece, List<Piece> to)
    {
        var parts = Parts(piece);
        switch (behavior)
        {
            case SplitBehavior.Removed:
                parts.RemoveAll(part => part.IsMatch);
                break;
            case SplitBehavior.Contiguous:
                JoinAlike(parts);
                break;
            case SplitBehavior.MergedWithPrevious:
                JoinMatches(parts, withNext: false);
                break;
            case SplitBehavior.MergedWithNext:
                JoinMatches(parts, withNext: true);
                break;
        }
        foreach (var part in parts)
        {
            if (part.Length > 0)
            {
                to.Add(piece.Part(part.Start, part.Length));
            }
        }
    }

    private List<Part> Parts(Piece piece)
    {
        var matches = pattern.Matches(piece.Span);
        var parts = new List<Part>((matches.Count * 2) + 1);
        var done = 0;
        foreach (var match in matches)
        {
            if (match.Start > done)
            {
                parts.Add(new Part(done, match.Start - done, invert));
            }
            parts.Add(new Part(match.Start, match.Length, !invert));
            done = match.End;
        }
        if (done < piece.Length)
        {
            parts.Add(new Part(done, piece.Length - done, invert));
        }
        return parts;
    }

    private static void JoinAlike(List<Part> parts)
    {
        var written = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            if (written > 0 && parts[written - 1].IsMatch == part.IsMatch)
            {
                parts[written - 1] = parts[written - 1] with { Length = parts[written - 1].Length + part.Length };
            }
            else
            {
                parts[written++] = part;
            }
        }
        parts.RemoveRange(written, parts.Count - written);
    }

    // Of several matches in a row only the first (from the side they join) joins.
    private static void JoinMatches(List<Part> parts, bool withNext)
    {
        var joined = new List<Part>(parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            var joins = withNext
                ? parts[i].IsMatch && i + 1 < parts.Count && !parts[i + 1].IsMatch
                : !parts[i].IsMatch && i + 1 < parts.Count && parts[i + 1].IsMatch;
            if (joins)
            {
                joined.Add(parts[i] with { Length = parts[i].Length + parts[i + 1].Length });
                i++;
            }
            else
            {
                joined.Add(parts[i]);
            }
        }
        parts.Clear();
        parts.AddRange(joined);
    }

    private readonly record struct Part(int Start, int Length, bool IsMatch);
}
