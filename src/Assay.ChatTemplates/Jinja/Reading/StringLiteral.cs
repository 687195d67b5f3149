using System.Globalization;
using System.Text;

namespace Assay.ChatTemplates.Jinja.Reading;

/// <summary>Reads the escapes of a string literal as Python does.</summary>
internal static class StringLiteral
{
    /// <param name="body">What stands between the quotes.</param>
    /// <param name="line">Its line, for messages.</param>
    public static string Read(ReadOnlySpan<char> body, int line)
    {
        if (!body.Contains('\\'))
        {
            return body.ToString();
        }
        var text = new StringBuilder(body.Length);
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] != '\\' || at + 1 == body.Length)
            {
                text.Append(body[at]);
                continue;
            }
            at++;
            at += Escape(body[at..], text, line);
        }
        return text.ToString();
    }

    /// <summary>Appends what the escape stands for; returns how many characters follow its first.</summary>
    private static int Escape(ReadOnlySpan<char> rest, StringBuilder text, int line)
    {
        var plain = rest[0] switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'v' => '\v',
            '\\' or '\'' or '"' => rest[0],
            _ => '\0',
        };
        if (plain != '\0')
        {
            text.Append(plain);
            return 0;
        }
        switch (rest[0])
        {
            case '\n':
                return 0;
            case 'x':
                return Hex(rest, 2, text, line);
            case 'u':
                return Hex(rest, 4, text, line);
            case 'U':
                return Hex(rest, 8, text, line);
            case >= '0' and <= '7':
                return Octal(rest, text);
            default:
                text.Append('\\').Append(rest[0]);
                return 0;
        }
    }

    private static int Hex(ReadOnlySpan<char> rest, int digits, StringBuilder text, int line)
    {
        if (
            rest.Length <= digits
            || !uint.TryParse(rest.Slice(1, digits), NumberStyles.AllowHexSpecifier, null, out var code)
            || code > 0x10FFFF
        )
        {
            throw new TemplateError($@"a string holds a broken \{rest[0]} escape", line);
        }
        if (code > 0xFFFF)
        {
            text.Append(new Rune(code).ToString());
        }
        else
        {
            text.Append((char)code);
        }
        return digits;
    }

    private static int Octal(ReadOnlySpan<char> rest, StringBuilder text)
    {
        var code = 0;
        var length = 0;
        while (length < 3 && length < rest.Length && rest[length] is >= '0' and <= '7')
        {
            code = (code * 8) + (rest[length] - '0');
            length++;
        }
        text.Append((char)code);
        return length - 1;
    }
}
