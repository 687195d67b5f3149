using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Scoring.Extraction;

/// <summary>
/// The answer as C-Eval's authors read it (hkust-nlp/ceval, <c>code/evaluator_series/evaluators/chatgpt.py</c>, and
/// <c>normalize_answer</c> of <c>evaluator.py</c>). All patterns run in linear time.
/// </summary>
public static class CEvalAnswer
{
    private const string Letter = @"\s?选?项?\s?(?<x>[A-D])";

    /// <summary>In their order; the first that matches anywhere counts, and of its matches the last.</summary>
    private static readonly Regex[] Patterns =
    [
        Linear("^选(?<x>[A-D])"),
        Linear("^选项(?<x>[A-D])"),
        Linear("答案是" + Letter),
        Linear("答案为" + Letter),
        Linear("答案应为" + Letter),
        Linear("答案选" + Letter),
        Linear("答案是:" + Letter),
        Linear("答案应该是:" + Letter),
        Linear(@"正确的一项是\s?(?<x>[A-D])"),
        Linear("答案为:" + Letter),
        Linear("答案应为:" + Letter),
        Linear("答案:" + Letter),
        Linear("答案是：" + Letter),
        Linear("答案应该是：" + Letter),
        Linear("答案为：" + Letter),
        Linear("答案应为：" + Letter),
        Linear("答案：" + Letter),
    ];

    private static readonly Regex[] Conclusions =
    [
        Linear("答案是(?<x>.+?)。"),
        Linear("答案为(?<x>.+?)。"),
        Linear("选项(?<x>.+?)是正确的。"),
    ];

    /// <summary>After examples: the whole text without ASCII punctuation; compared with the letter in any case.</summary>
    public static Extracted? Exact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Normal(text) is { Length: > 0 } normal ? new(normal, "whole text") : null;
    }

    /// <summary>Without examples: the text's first letter, else by the patterns.</summary>
    public static Extracted? OfText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        if (text.Length > 0 && text[0] is >= 'A' and <= 'D')
        {
            return new(text[..1], "first letter");
        }
        return Last(text, Patterns) is { } letter ? new(letter, "authors' pattern") : null;
    }

    /// <summary>With chain of thought: what the last conclusion says, up to the full stop.</summary>
    public static Extracted? OfThought(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Last(text, Conclusions) is { } said ? new(Normal(said), "authors' conclusion") : null;
    }

    private static string? Last(string text, Regex[] patterns)
    {
        foreach (var pattern in patterns)
        {
            string? last = null;
            for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
            {
                last = match.Groups["x"].Value;
            }
            if (last is not null)
            {
                return last;
            }
        }
        return null;
    }

    // Their comparison ignores case; the letters that it is compared with are capitals.
    private static string Normal(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)))
            {
                continue;
            }
            if (!char.IsWhiteSpace(c))
            {
                kept.Append(char.ToUpperInvariant(c));
            }
            else if (kept.Length > 0 && kept[^1] != ' ')
            {
                kept.Append(' ');
            }
        }
        return kept.ToString().TrimEnd(' ');
    }

    private static Regex Linear(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
