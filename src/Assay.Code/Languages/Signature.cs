using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Assay.Code.Languages;

/// <summary>What a function takes and returns, where types stand before names: C++ and Java.</summary>
/// <param name="Result">The type of its result.</param>
/// <param name="Parameters">Its parameters in order.</param>
internal sealed partial record Signature(string Result, ImmutableArray<(string Type, string Name)> Parameters)
{
    /// <summary>Reads a head.</summary>
    /// <param name="head">The code from the head's line on.</param>
    /// <param name="function">The function's name.</param>
    /// <exception cref="FormatException">It is no head of that function.</exception>
    public static Signature Parse(string head, string function)
    {
        var name = Regex.Match(head, $@"\b{Regex.Escape(function)}\s*\(", RegexOptions.CultureInvariant, Limit);
        var close = name.Success ? CloseAt(head, name.Index + name.Length) : -1;
        if (close < 0)
        {
            throw new FormatException($"the head of the function '{function}' cannot be read");
        }
        var result = Modifiers().Replace(head[..name.Index], "").Trim();
        var parameters = Split(head[(name.Index + name.Length)..close])
            .Select(parameter =>
                Parameter().Match(parameter) is { Success: true } match
                    ? (match.Groups["type"].Value.Trim(), match.Groups["name"].Value)
                    : throw new FormatException($"the parameter '{parameter.Trim()}' of '{function}' cannot be read")
            );
        return new(result, [.. parameters]);
    }

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static int CloseAt(string text, int start)
    {
        var depth = 1;
        for (var i = start; i < text.Length; i++)
        {
            depth +=
                text[i] == '(' ? 1
                : text[i] == ')' ? -1
                : 0;
            if (depth == 0)
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Parts between commas that stand in no brackets.</summary>
    private static IEnumerable<string> Split(string parameters)
    {
        var (depth, from) = (0, 0);
        for (var i = 0; i < parameters.Length; i++)
        {
            switch (parameters[i])
            {
                case '<' or '(' or '[':
                    depth++;
                    break;
                case '>' or ')' or ']':
                    depth--;
                    break;
                case ',' when depth == 0:
                    yield return parameters[from..i];
                    from = i + 1;
                    break;
            }
        }
        if (parameters.Trim().Length > 0)
        {
            yield return parameters[from..];
        }
    }

    [GeneratedRegex(
        @"^\s*(?:final\s+)?(?<type>.*?[\s>&*\]])(?<name>[A-Za-z_]\w*)\s*$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b(?:public|private|protected|static|final|inline)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Modifiers();
}
