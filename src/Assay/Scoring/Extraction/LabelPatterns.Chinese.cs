using System.Text.RegularExpressions;

namespace Assay.Scoring.Extraction;

/// <summary>How Chinese texts name a choice; among them the rules of the early platform and of the authors of C-Eval and CMMLU.</summary>
internal static partial class LabelPatterns
{
    /// <summary>A label that is not one of two: 选A或C.</summary>
    private const string ChineseLabel =
        @"[A-Za-z1-9](?![A-Za-z0-9]|[)\s]{0,2}(?:或者?|和|与|及|、)[(\s]{0,2}[A-Z](?![A-Za-z]))";

    /// <summary>Behind a label: that it is wrong, X错误, X选项不正确.</summary>
    private const string ChineseDenial = @"(?!\s?(?:选?项)?(?:的?(?:说法|叙述|描述))?(?:是|为|并)?(?:不|错|误|非|未))";

    /// <summary>
    /// 答案是X, 答案为X, 答案应该是X, 答案：X, 【答案】X, 答案X, 正确选项为X; also behind a denial, 不是Y，而是X.
    /// </summary>
    [GeneratedRegex(
        @"(?:(?:答案|正确的?选项)[*_】\]」”""]{0,4}"
            + @"(?:\s{0,2}|(?:应该|应当|应|就|便)?(?:是|为|选择?|:|\s)[^A-Za-z1-9\n。不非]{0,24})|而应?[是选](?:选项)?\s?)"
            + ChineseLabel,
        Options,
        TimeoutMilliseconds
    )]
    internal static partial Regex ChineseAnswer();

    /// <summary>选X, 故选X, 固选X, 应选择X, 应填X; not 不选X, 不应该选X, and not 选项X, 选择题X, which only speak of it.</summary>
    [GeneratedRegex(
        @"(?<!(?:不|别|勿|无法|没有|未)(?:应该?|应当|能够?|可以?|会|该|要|宜|得|再|是)?)"
            + @"(?:选(?!项|择题)择?|应填入?)[^A-Za-z1-9\n。，不]{0,8}"
            + ChineseLabel,
        Options,
        TimeoutMilliseconds
    )]
    internal static partial Regex ChineseChoose();

    /// <summary>正确的一项是X, 说法错误的是X: what a question asks for, said again.</summary>
    [GeneratedRegex(
        @"(?:正确|错误|恰当|合适|符合题意|符合要求)的(?:一?项|选项|说法|叙述|描述)?(?:应该|应)?是[^A-Za-z1-9\n。，不]{0,8}"
            + ChineseLabel,
        Options,
        TimeoutMilliseconds
    )]
    internal static partial Regex ChineseAsked();
}
