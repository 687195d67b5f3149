namespace Assay.Code.Languages;

/// <summary>Code whose blocks are braces: C++, Go, Java, JavaScript.</summary>
internal static class BraceCode
{
    /// <summary>Where the function's head begins, with which a prompt ends: the last line that has a bracket.</summary>
    public static int HeadAt(string prompt)
    {
        var bracket = prompt.LastIndexOf('(');
        return bracket < 0 ? prompt.Length : prompt.LastIndexOf('\n', bracket) + 1;
    }

    /// <summary>
    /// A completion without what follows the end of its function, and with the braces that it lacks: models go on with examples and talk,
    /// or leave the last brace to others.
    /// </summary>
    /// <param name="code">The completion.</param>
    /// <param name="depth">How many blocks are open where it begins.</param>
    public static string Close(string code, int depth)
    {
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return code[..(i + 1)] + "\n";
                case '"' or '\'' or '`':
                    i = AfterText(code, i);
                    break;
                case '/' when i + 1 < code.Length && code[i + 1] is '/' or '*':
                    i = AfterComment(code, i);
                    break;
            }
        }
        return code + string.Concat(Enumerable.Repeat("\n}", depth)) + "\n";
    }

    private static int AfterText(string code, int start)
    {
        for (var i = start + 1; i < code.Length; i++)
        {
            if (code[i] == '\\')
            {
                i++;
            }
            else if (code[i] == code[start])
            {
                return i;
            }
            else if (code[i] == '\n' && code[start] != '`')
            {
                // No text at all: an apostrophe of talk, a digit separator.
                return start;
            }
        }
        return start;
    }

    private static int AfterComment(string code, int start)
    {
        var end =
            code[start + 1] == '/' ? code.IndexOf('\n', start)
            : code.IndexOf("*/", start + 2, StringComparison.Ordinal) is >= 0 and var at ? at + 1
            : -1;
        return end < 0 ? code.Length : end;
    }
}
