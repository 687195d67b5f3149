using System.Text.RegularExpressions;

namespace Assay.Scoring.Extraction;

/// <summary>Texts in which a model declines to answer. They explain a missing answer; they never take one away.</summary>
public static partial class Refusal
{
    // A refusal opens an answer; one that is quoted further down is about something else.
    private const int Opening = 400;

    /// <summary>Whether the text declines, in English or Chinese, within its first sentences.</summary>
    public static bool IsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = text.Length - text.AsSpan().TrimStart().Length;
        return Declines().IsMatch(text.AsSpan(start, Math.Min(Opening, text.Length - start)));
    }

    [GeneratedRegex(
        @"\b(?:I|we)(?:['’]m| am|['’]re| are)\s(?:very\s|so\s)?(?:sorry|unable|not able|not allowed)\b"
            + @"|\b(?:I|we)\s(?:can(?:not|['’]t| not)|won['’]t|will not|must decline|do(?:n['’]t| not) feel comfortable)\s(?:to\s)?(?:answer|assist|help|provide|comply|fulfil|discuss|engage|respond|choose|do)"
            + @"|\bas an? (?:AI|artificial intelligence|language model)\b"
            + @"|\bmy apologies\b|\bI apologi[sz]e\b"
            + @"|抱歉|对不起|很遗憾|我(?:无法|不能|没有?办法)(?:回答|提供|协助|帮助|满足|选择)|作为(?:一个|一名)?(?:AI|人工智能|语言模型)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        10_000
    )]
    private static partial Regex Declines();
}
