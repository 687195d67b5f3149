using System.Globalization;

namespace Assay.ChatTemplates.Jinja.Reading;

/// <summary>Reads one token inside a tag.</summary>
internal readonly ref struct Tokenizer(string source, int at, int line)
{
    // Longer ones first: "**" is no "*".
    private static readonly string[] Operators =
    [
        "**",
        "//",
        "==",
        "!=",
        ">=",
        "<=",
        "+",
        "-",
        "/",
        "*",
        "%",
        "~",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ">",
        "<",
        "=",
        ".",
        ":",
        "|",
        ",",
    ];

    public Token Next()
    {
        var first = source[at];
        if (char.IsAsciiDigit(first))
        {
            return Number();
        }
        if (char.IsLetter(first) || first == '_')
        {
            var end = at + 1;
            while (end < source.Length && (char.IsLetterOrDigit(source[end]) || source[end] == '_'))
            {
                end++;
            }
            return new Token(TokenKind.Name, source[at..end], line);
        }
        if (first is '"' or '\'')
        {
            return Quoted(first);
        }
        foreach (var known in Operators)
        {
            if (string.CompareOrdinal(source, at, known, 0, known.Length) == 0)
            {
                return new Token(TokenKind.Operator, known, line);
            }
        }
        throw new TemplateError($"unexpected character '{first}'", line);
    }

    private Token Quoted(char quote)
    {
        for (var end = at + 1; end < source.Length; end++)
        {
            if (source[end] == '\\')
            {
                end++;
            }
            else if (source[end] == quote)
            {
                var value = StringLiteral.Read(source.AsSpan(at + 1, end - at - 1), line);
                return new Token(TokenKind.String, source[at..(end + 1)], line, value);
            }
        }
        throw new TemplateError("a string is not closed", line);
    }

    private Token Number()
    {
        var end = Digits(at);
        // "a.0.5" takes item 0 and of it item 5; it holds no number with a fraction.
        var afterDot = at > 0 && source[at - 1] == '.';
        var whole = end;
        if (!afterDot && end + 1 < source.Length && source[end] == '.' && char.IsAsciiDigit(source[end + 1]))
        {
            end = Digits(end + 1);
        }
        if (!afterDot && end < source.Length && source[end] is 'e' or 'E')
        {
            var exponent = end + 1 < source.Length && source[end + 1] is '+' or '-' ? end + 2 : end + 1;
            end = exponent < source.Length && char.IsAsciiDigit(source[exponent]) ? Digits(exponent) : end;
        }
        var text = source[at..end];
        if (end > whole)
        {
            return new Token(
                TokenKind.Float,
                text,
                line,
                double.Parse(text.Replace("_", "", StringComparison.Ordinal))
            );
        }
        return long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, null, out var integer)
            ? new Token(TokenKind.Integer, text, line, integer)
            : throw new TemplateError($"the number {text} is too large", line);
    }

    private int Digits(int from)
    {
        while (
            from < source.Length
            && (
                char.IsAsciiDigit(source[from])
                || (source[from] == '_' && from + 1 < source.Length && char.IsAsciiDigit(source[from + 1]))
            )
        )
        {
            from++;
        }
        return from;
    }
}
