using System.Text.RegularExpressions;

namespace Assay.Benchmarks.Yaml;

/// <summary>An answer in words that a text states as such.</summary>
internal static partial class StatedAnswer
{
    /// <summary>The rest of the line behind the last cue, without marks around it and a full stop; null without a cue.</summary>
    public static string? Find(string text)
    {
        var from = -1;
        foreach (var cue in Cue().EnumerateMatches(text))
        {
            from = cue.Index + cue.Length;
        }
        if (from < 0)
        {
            return null;
        }
        var rest = text.AsSpan(from).TrimStart();
        var end = rest.IndexOfAny('\n', '。');
        return (end < 0 ? rest : rest[..end]).Trim(" \t\r*_\"'`“”").TrimEnd('.').Trim("*_\"'`“”").ToString();
    }

    [GeneratedRegex(
        @"\banswer\b[*_""']{0,3}(?:\s{1,4}(?:is|was|(?:should|would|must|will)\sbe)\b|\s{0,3}:)\s{0,3}:?|答案(?:应该|应)?(?:是|为|：|:)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        10_000
    )]
    private static partial Regex Cue();
}
