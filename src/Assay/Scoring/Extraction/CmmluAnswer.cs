using System.Text.RegularExpressions;

namespace Assay.Scoring.Extraction;

/// <summary>
/// The answer as CMMLU's authors read it (haonan-li/CMMLU, <c>src/mp_utils.py</c>, <c>extract_choice</c>), except that nothing is drawn at
/// random where they find nothing. All patterns run in linear time.
/// </summary>
public static class CmmluAnswer
{
    private const string Labels = "ABCD";

    /// <summary>In their order; the first that matches anywhere counts, and of its matches the first.</summary>
    private static readonly Regex[] Statements =
    [
        Linear("答案(?:选项)?(?:是|为)：? ?(?<x>[ABCD])"),
        Linear("答案(?:是|为)选项 ?(?<x>[ABCD])"),
        Linear("故?选择?：? ?(?<x>[ABCD])"),
        Linear("(?<x>[ABCD]) ?选?项(?:是|为)?正确"),
        Linear("正确的?选项(?:是|为) ?(?<x>[ABCD])"),
        Linear("答案(?:应该)?(?:是|为)(?<x>[ABCD])"),
        Linear("选项 ?(?<x>[ABCD]) ?(?:是|为)?正确"),
        Linear("选择答案 ?(?<x>[ABCD])"),
        Linear("答案?：?(?<x>[ABCD])"),
        Linear("(?<x>[ABCD])(?:选?项)?是?符合题意"),
        Linear("答案选项：? ?(?<x>[ABCD])"),
        Linear("答案(?:选项)?为.*?(?<x>[ABCD])"),
    ];

    private static readonly Regex Weak = Linear("[^不]是：? ?(?<x>[ABCD])");

    /// <summary>The letter, or null.</summary>
    public static Extracted? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 0 && Labels.Contains(text[0], StringComparison.Ordinal))
        {
            return new(text[..1], "first letter");
        }
        foreach (var statement in Statements)
        {
            if (statement.Match(text) is { Success: true } match)
            {
                return new(match.Groups["x"].Value, "authors' pattern");
            }
        }
        return Before(text, "当选") is { } chosen ? new($"{chosen}", "last letter before 当选")
            : Before(text, "正确") is { } right ? new($"{right}", "last letter before 正确")
            : Weak.Match(text) is { Success: true } weak ? new(weak.Groups["x"].Value, "是X")
            : Only(text) is { } only ? new($"{only}", "only letter")
            : null;
    }

    // On the first line where the word follows a letter: the last letter before the word.
    private static char? Before(string text, string word)
    {
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var first = line.IndexOfAny(Labels);
            var length = first < 0 ? -1 : line[first..].IndexOf(word, StringComparison.Ordinal);
            if (length > 0)
            {
                var before = line.Slice(first, length);
                return before[before.LastIndexOfAny(Labels)];
            }
        }
        return null;
    }

    private static char? Only(string text)
    {
        var first = text.AsSpan().IndexOfAny(Labels);
        return first >= 0 && text.AsSpan(first + 1).IndexOfAny(Labels) < 0 ? text[first] : null;
    }

    private static Regex Linear(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
