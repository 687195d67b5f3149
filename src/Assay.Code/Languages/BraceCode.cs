using System.Text;
using System.Text.RegularExpressions;
using Assay.Scoring.Code;

namespace Assay.Code.Languages;

/// <summary>Code whose blocks are braces: C++, Go, Java, JavaScript.</summary>
internal static partial class BraceCode
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Where the line begins in which a function is defined: the first that has its name and a bracket, outside of comments; the end of the
    /// code where there is none.
    /// </summary>
    public static int HeadAt(string code, string function)
    {
        var pattern = new Regex(
            $@"\G{Regex.Escape(function)}\b\s*(?:=\s*(?:async\s*)?(?:function\b\s*)?)?\(",
            RegexOptions.CultureInvariant,
            Limit
        );
        for (var i = 0; i < code.Length; i++)
        {
            if (AfterTextOrComment(code, i) is { } after)
            {
                i = after;
            }
            else if ((i == 0 || !IsOfName(code[i - 1])) && pattern.IsMatch(code, i))
            {
                return i == 0 ? 0 : code.LastIndexOf('\n', i - 1) + 1;
            }
        }
        return code.Length;
    }

    /// <summary>
    /// A completion without what follows the end of its function, but for helpers that it calls, and with the braces that it lacks: models
    /// go on with examples and talk, or leave the last brace to others.
    /// </summary>
    /// <param name="code">The completion.</param>
    /// <param name="depth">How many blocks are open where it begins.</param>
    public static string Close(string code, int depth)
    {
        for (var i = 0; i < code.Length; i++)
        {
            if (AfterTextOrComment(code, i) is { } after)
            {
                i = after;
            }
            else if (code[i] == '{')
            {
                depth++;
            }
            else if (code[i] == '}' && --depth == 0)
            {
                return code[..(i + 1)] + Helpers(code[..(i + 1)], code[(i + 1)..]) + "\n";
            }
        }
        return code + string.Concat(Enumerable.Repeat("\n}", depth)) + "\n";
    }

    /// <summary>What follows a function, up to its last brace, if a function in it is called; else nothing.</summary>
    private static string Helpers(string function, string rest)
    {
        var called = Bare(function);
        return
            Functions().Matches(Bare(rest)).Any(match => Calls(called, match.Groups["name"].Value))
            && rest.LastIndexOf('}') is >= 0 and var end
            ? rest[..(end + 1)]
            : "";
    }

    private static bool Calls(string code, string function) =>
        Regex.IsMatch(code, $@"(?<![\w$]){Regex.Escape(function)}\s*\(", RegexOptions.CultureInvariant, Limit);

    /// <summary>Code without its comments and what its texts say.</summary>
    public static string Bare(string code)
    {
        var bare = new StringBuilder(code.Length);
        for (var i = 0; i < code.Length; i++)
        {
            if (AfterTextOrComment(code, i) is { } after)
            {
                bare.Append(code.AsSpan(i, Math.Min(after + 1, code.Length) - i).Contains('\n') ? '\n' : ' ');
                i = after;
            }
            else
            {
                bare.Append(code[i]);
            }
        }
        return bare.ToString();
    }

    /// <summary>
    /// What stands before the function's head in a prompt, for an answer that is whole: helpers that the answer defines anew are left out
    /// with all others, so that only what is no function remains.
    /// </summary>
    public static string Setup(CodeTask task)
    {
        var setup = task.Prompt[..HeadAt(task.Prompt, task.EntryPoint)];
        return Functions()
            .Matches(Bare(setup))
            .Any(match => CodeExtractor.HasHead(task.Answer.Text, task.Language, match.Groups["name"].Value))
            ? string.Join('\n', setup.Split('\n').Where(line => Directives().IsMatch(line))) + "\n"
            : setup;
    }

    // Answers are hostile: what is looked for in them is found in a time that grows with their length only.
    [GeneratedRegex(
        @"^[ \t]*[A-Za-z_][^\n;(]*?(?<name>[A-Za-z_$][\w$]*)\s*(?:=\s*)?\(.*\{",
        RegexOptions.Multiline | RegexOptions.NonBacktracking,
        1000
    )]
    private static partial Regex Functions();

    [GeneratedRegex(@"^\s*(?:#|using\b|typedef\b|import\b|class\b)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Directives();

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$';

    /// <summary>The last place of the text or comment that begins here; null where neither does.</summary>
    private static int? AfterTextOrComment(string code, int start) =>
        code[start] switch
        {
            '"' or '\'' or '`' => AfterText(code, start),
            '/' when start + 1 < code.Length && code[start + 1] is '/' or '*' => AfterComment(code, start),
            _ => null,
        };

    private static int? AfterText(string code, int start)
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
                return null;
            }
        }
        return null;
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
