using Assay.ChatTemplates.Jinja.Values;

namespace Assay.ChatTemplates.Jinja.Reading;

/// <summary>
/// Cuts a template into tokens, with the whitespace rules of <c>trim_blocks</c> and <c>lstrip_blocks</c>: the line break behind a block
/// or comment goes, and so do the blanks between the line's beginning and a block or comment.
/// </summary>
internal sealed class Lexer
{
    private readonly string source;
    private readonly List<Token> tokens = [];
    private int at;
    private int line = 1;
    private bool lineStarts = true;

    private Lexer(string source) => this.source = source;

    public static List<Token> Read(string source)
    {
        source = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var lexer = new Lexer(source.EndsWith('\n') ? source[..^1] : source);
        lexer.ReadTemplate();
        return lexer.tokens;
    }

    private void ReadTemplate()
    {
        while (true)
        {
            var open = NextTag();
            if (open < 0)
            {
                AddData(source[at..]);
                tokens.Add(new Token(TokenKind.End, "", line));
                return;
            }
            var kind = source[open + 1];
            var sign = open + 2 < source.Length && source[open + 2] is '-' or '+' ? source[open + 2] : ' ';
            AddData(Stripped(source[at..open], sign, isVariable: kind == '{'));
            Advance(open);
            if (kind == '%' && RawBegin(open, sign) is { } rawStart)
            {
                Advance(rawStart);
                lineStarts = source[at - 1] == '\n';
                ReadRaw();
            }
            else if (kind == '#')
            {
                ReadComment(open + (sign == ' ' ? 2 : 3));
            }
            else
            {
                Advance(open + (sign == ' ' ? 2 : 3));
                ReadTag(kind == '{');
            }
            lineStarts = source[at - 1] == '\n';
        }
    }

    private int NextTag()
    {
        for (var open = at; (open = source.IndexOf('{', open)) >= 0; open++)
        {
            if (open + 1 < source.Length && source[open + 1] is '{' or '%' or '#')
            {
                return open;
            }
        }
        return -1;
    }

    /// <summary>Text before a tag, without what the tag's sign or <c>lstrip_blocks</c> takes away.</summary>
    private string Stripped(string text, char sign, bool isVariable)
    {
        if (sign == '-')
        {
            return text.TrimEndSpaces();
        }
        if (sign == '+' || isVariable)
        {
            return text;
        }
        var lineBegin = text.LastIndexOf('\n') + 1;
        return (lineBegin > 0 || lineStarts) && text.AsSpan(lineBegin).IsSpaces() ? text[..lineBegin] : text;
    }

    private void AddData(string text)
    {
        if (text.Length > 0)
        {
            tokens.Add(new Token(TokenKind.Data, text, line));
        }
    }

    /// <summary>Moves on, counting lines.</summary>
    private void Advance(int to)
    {
        line += source.AsSpan(at, to - at).Count('\n');
        at = to;
    }

    private void ReadComment(int text)
    {
        var close = text <= source.Length ? source.IndexOf("#}", text, StringComparison.Ordinal) : -1;
        if (close < 0)
        {
            throw new TemplateError("a comment is not closed: '#}' is missing", line);
        }
        var sign = close > text ? source[close - 1] : ' ';
        Advance(close + 2);
        AfterBlock(sign);
    }

    /// <summary>What the end of a block or comment takes with it.</summary>
    private void AfterBlock(char sign)
    {
        if (sign == '-')
        {
            SkipSpaces();
        }
        else if (sign != '+' && at < source.Length && source[at] == '\n')
        {
            Advance(at + 1);
        }
    }

    private void SkipSpaces()
    {
        var end = at;
        while (end < source.Length && source[end].IsSpace())
        {
            end++;
        }
        Advance(end);
    }

    /// <summary>Where the text behind <c>{% raw %}</c> begins; null when the block is another.</summary>
    private int? RawBegin(int open, char sign)
    {
        var end = Word(open + (sign == ' ' ? 2 : 3), "raw");
        if (end is not { } close)
        {
            return null;
        }
        var strips = close < source.Length && source[close] == '-';
        close += strips ? 1 : 0;
        if (string.CompareOrdinal(source, close, "%}", 0, 2) != 0)
        {
            return null;
        }
        close += 2;
        while (strips && close < source.Length && source[close].IsSpace())
        {
            close++;
        }
        return close;
    }

    private void ReadRaw()
    {
        for (var open = at; (open = source.IndexOf("{%", open, StringComparison.Ordinal)) >= 0; open += 2)
        {
            var sign = open + 2 < source.Length && source[open + 2] is '-' or '+' ? source[open + 2] : ' ';
            if (Word(open + (sign == ' ' ? 2 : 3), "endraw") is not { } close || close >= source.Length)
            {
                continue;
            }
            var endSign = source[close] is '-' or '+' ? source[close] : ' ';
            close += endSign == ' ' ? 0 : 1;
            if (string.CompareOrdinal(source, close, "%}", 0, 2) == 0)
            {
                AddData(Stripped(source[at..open], sign, isVariable: false));
                Advance(close + 2);
                AfterBlock(endSign);
                return;
            }
        }
        throw new TemplateError("a raw block is not closed: 'endraw' is missing", line);
    }

    /// <summary>The place behind blanks, a word and blanks; null when another word stands there.</summary>
    private int? Word(int from, string word)
    {
        while (from < source.Length && source[from].IsSpace())
        {
            from++;
        }
        if (string.CompareOrdinal(source, from, word, 0, word.Length) != 0)
        {
            return null;
        }
        from += word.Length;
        while (from < source.Length && source[from].IsSpace())
        {
            from++;
        }
        return from;
    }

    private void ReadTag(bool isVariable)
    {
        tokens.Add(new Token(isVariable ? TokenKind.VariableBegin : TokenKind.BlockBegin, "", line));
        var open = new Stack<char>();
        while (true)
        {
            SkipSpaces();
            if (at >= source.Length)
            {
                throw new TemplateError($"a tag is not closed: '{(isVariable ? "}}" : "%}")}' is missing", line);
            }
            if (open.Count == 0 && ReadTagEnd(isVariable))
            {
                return;
            }
            var token = new Tokenizer(source, at, line).Next();
            Balance(token, open);
            tokens.Add(token);
            Advance(at + token.Text.Length);
        }
    }

    private bool ReadTagEnd(bool isVariable)
    {
        var close = isVariable ? "}}" : "%}";
        var sign = source[at] == '-' || (source[at] == '+' && !isVariable) ? source[at] : ' ';
        var end = at + (sign == ' ' ? 0 : 1);
        if (string.CompareOrdinal(source, end, close, 0, 2) != 0)
        {
            return false;
        }
        tokens.Add(new Token(isVariable ? TokenKind.VariableEnd : TokenKind.BlockEnd, close, line));
        Advance(end + 2);
        if (isVariable && sign == '-')
        {
            SkipSpaces();
        }
        else if (!isVariable)
        {
            AfterBlock(sign);
        }
        return true;
    }

    private static void Balance(Token token, Stack<char> open)
    {
        if (token.Kind is not TokenKind.Operator)
        {
            return;
        }
        switch (token.Text)
        {
            case "(":
                open.Push(')');
                break;
            case "[":
                open.Push(']');
                break;
            case "{":
                open.Push('}');
                break;
            case ")" or "]" or "}":
                if (!open.TryPop(out var expected) || expected != token.Text[0])
                {
                    throw new TemplateError($"unexpected '{token.Text}'", token.Line);
                }
                break;
        }
    }
}
