using Assay.Scoring.Extraction;

namespace Assay.Scoring.Mathematics;

/// <summary>
/// Takes a formula apart. What only changes how it looks is dropped: sizes, blanks, dollars, <c>\left</c> and <c>\right</c>; signs that
/// are no ASCII become commands.
/// </summary>
/// <param name="text">The formula.</param>
/// <param name="thousands">Whether a comma outside brackets with three digits behind it belongs to the number.</param>
internal sealed partial class LatexLexer(string text, bool thousands)
{
    private readonly string text = FullWidth.Fold(text).Replace('−', '-').Replace('–', '-');
    private readonly List<LatexToken> tokens = [];
    private int at;
    private int brackets;

    /// <summary>The pieces with an end behind them; null where something is no part of any formula.</summary>
    public static List<LatexToken>? Read(string text, bool thousands) => new LatexLexer(text, thousands).Read();

    private List<LatexToken>? Read()
    {
        var spaced = false;
        while (at < text.Length)
        {
            var before = tokens.Count;
            if (!Step(spaced))
            {
                return null;
            }
            spaced = tokens.Count == before;
        }
        Add(LatexKind.End, "", spaced);
        return tokens;
    }

    private bool Step(bool spaced)
    {
        var c = text[at];
        if (char.IsWhiteSpace(c) || c is '$' or '~' or '\u200b' || (c == '*' && SkipsStars()))
        {
            at++;
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && IsDigit(at + 1)))
        {
            Number(spaced);
        }
        else if (char.IsAsciiLetter(c))
        {
            Letters(spaced);
        }
        else if (c == '\\')
        {
            return Command(spaced);
        }
        else if (LatexNames.Signs.TryGetValue(c, out var command))
        {
            at++;
            Add(LatexKind.Command, command, spaced);
        }
        else if ("+-*/^_(){}[]|,;=<>!%&:'".Contains(c))
        {
            Symbol(c, spaced);
        }
        else
        {
            return false;
        }
        return true;
    }

    /// <summary>Markdown's bold around an answer.</summary>
    private bool SkipsStars() => at == 0 || text.AsSpan(at).TrimEnd().TrimEnd('*').IsEmpty;

    private void Symbol(char c, bool spaced)
    {
        brackets +=
            c is '(' or '[' ? 1
            : c is ')' or ']' ? -1
            : 0;
        at++;
        Add(LatexKind.Symbol, c.ToString(), spaced);
    }

    private void Letters(bool spaced)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }
        var run = text[at..end];
        if (run.Length == 1 || MathNames.IsKnown(run))
        {
            Add(LatexKind.Letters, run, spaced);
        }
        else if (run.Length > MathNames.LongestProduct)
        {
            Add(LatexKind.Words, run, spaced);
        }
        else
        {
            foreach (var letter in run)
            {
                Add(LatexKind.Letters, letter.ToString(), spaced);
                spaced = false;
            }
        }
        at = end;
    }

    private bool Command(bool spaced)
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }
        end = end == at + 1 ? Math.Min(end + 1, text.Length) : end;
        var name = text[(at + 1)..end];
        at = end;
        if (name.Length == 0)
        {
            return false;
        }
        if (LatexNames.Wrappers.Contains(name))
        {
            return Wrapped(name, spaced);
        }
        name = LatexNames.Plain(name);
        if (name is "{" or "}")
        {
            Add(LatexKind.Symbol, "\\" + name, spaced);
        }
        else if (name is "%" or "|" or "<" or ">")
        {
            Add(LatexKind.Symbol, name, spaced);
        }
        else if (name is "begin" or "end")
        {
            return Braced() is { } environment && Add(LatexKind.Command, $"{name} {environment.Trim('*')}", spaced);
        }
        else if (!LatexNames.Unseen.Contains(name))
        {
            Add(LatexKind.Command, name, spaced);
        }
        return true;
    }

    private bool Wrapped(string name, bool spaced)
    {
        if (Braced() is not { } words)
        {
            return false;
        }
        var plain = words.Trim(' ', '~', '$');
        // Upright or bold letters and numbers are still mathematics; words are not.
        return
            plain.Length <= 1 || MathNames.IsFunction(plain) || plain.All(c => char.IsAsciiDigit(c) || c is '.' or '-')
            ? Inner(plain, name, spaced)
            : Add(LatexKind.Words, plain, spaced);
    }

    private bool Inner(string plain, string name, bool spaced)
    {
        if (plain.Length == 0)
        {
            return true;
        }
        if (name == "mathbb")
        {
            return Add(LatexKind.Letters, "set " + plain, spaced);
        }
        if (Read(plain, thousands: true) is not { } inner)
        {
            return false;
        }
        foreach (var token in inner.SkipLast(1))
        {
            Add(token.Kind, token.Text, spaced);
            spaced = false;
        }
        return true;
    }

    /// <summary>What stands in the braces here; null where there are none or they do not close.</summary>
    private string? Braced()
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
        if (at >= text.Length || text[at] != '{')
        {
            return null;
        }
        var (depth, from) = (0, at + 1);
        for (; at < text.Length; at++)
        {
            depth +=
                text[at] == '{' ? 1
                : text[at] == '}' ? -1
                : 0;
            if (depth == 0)
            {
                return text[from..at++];
            }
        }
        return null;
    }

    private bool IsDigit(int place) => place < text.Length && char.IsAsciiDigit(text[place]);

    private bool Add(LatexKind kind, string token, bool spaced)
    {
        tokens.Add(new(kind, token, spaced));
        return true;
    }
}
