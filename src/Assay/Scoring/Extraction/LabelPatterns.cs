using System.Text.RegularExpressions;

namespace Assay.Scoring.Extraction;

/// <summary>
/// The ways in which texts name a choice. Every pattern ends right behind the label, so that a match's last character is the
/// label; every quantifier that can meet the same characters as its neighbour is bounded, so that time grows with the length of
/// the text alone.
/// </summary>
internal static partial class LabelPatterns
{
    private const int TimeoutMilliseconds = 10_000;
    private const RegexOptions Options = RegexOptions.CultureInvariant;
    private const RegexOptions AnyCase = Options | RegexOptions.IgnoreCase;

    /// <summary>Words and marks between "is" and the label.</summary>
    private const string Filler =
        @"(?:\s{1,4}(?:most|likely|probably|definitely|clearly|therefore|thus|indeed|actually|option|choice|letter|answer|number)\b){0,3}"
        + @"[\s:*_""'`$({\[<]{0,12}(?:\\(?:boxed|text|textbf|mathbf|mathrm|rm)\s?\{[\s({\[*$]{0,4}){0,3}"
        + @"(?:(?:option|choice|letter)\b[\s:*({\[]{1,6})?";

    /// <summary>A label that is no part of a word, a number, or "A or B".</summary>
    private const string Label =
        @"[a-z1-9](?![a-z0-9]|['’][a-z]|[.,:][0-9]|%|[)\]*]{0,3}\s{0,2}(?:/|&|\bor\b|\band\b)\s{0,2}[(\[*]{0,3}(?-i:[A-HJ-Z])(?![a-z]))";

    /// <summary>A capital label before a mark or the line's end.</summary>
    private const string Conclusion = @"[A-Z1-9](?=[.):;,*\]}""']|\s{0,4}\z|\s{0,4}\n)";

    /// <summary>"The answer is X", "the best option would be (X)".</summary>
    [GeneratedRegex(
        @"\b(?:answers?|option|choice)\b(?:\s(?:to|for|of)\b[^.:\n]{1,80}?)?[*_""']{0,3}\s{1,4}(?:is|was|(?:should|would|must|will|has to) be)\b"
            + Filler
            + Label,
        AnyCase,
        TimeoutMilliseconds
    )]
    internal static partial Regex AnswerIs();

    /// <summary>"Answer: X", "Correct option: (X)"; not "each option: A. …", which begins a list.</summary>
    [GeneratedRegex(
        @"\b(?:answer|(?:best|correct|right|final|my|chosen)\s(?:option|choice))\b[*_""'`\s]{0,5}[:=]" + Filler + Label,
        AnyCase,
        TimeoutMilliseconds
    )]
    internal static partial Regex AnswerColon();

    /// <summary><c>\boxed{X}</c>, also <c>\boxed{\text{(X)}}</c>.</summary>
    [GeneratedRegex(
        @"\\boxed\s?\{[\s({\[*$]{0,4}(?:\\(?:text|textbf|mathbf|mathrm|rm)\s?\{[\s({\[*]{0,4}){0,2}(?:option\s)?"
            + Label,
        AnyCase,
        TimeoutMilliseconds
    )]
    internal static partial Regex InBox();

    /// <summary><c>&lt;answer&gt;X&lt;/answer&gt;</c>, which models trained by reinforcement write.</summary>
    [GeneratedRegex(@"<answer>[\s*({\[]{0,6}(?:(?:option|choice)\s)?" + Label, AnyCase, TimeoutMilliseconds)]
    internal static partial Regex Tagged();

    /// <summary>"X is correct", "option (X) is the best answer", X项正确, X当选.</summary>
    [GeneratedRegex(
        @"(?<![A-Za-z0-9])[A-Z1-9](?=[)\]*""']{0,3}\s(?:is|would be|must be)\s(?:the\s)?(?:most\s)?(?:correct|right|best|true|accurate|appropriate)\b"
            + @"|\s?(?:项|选项)?\s?(?:才?是|为)?(?:正确|对的|当选|符合题意))",
        Options,
        TimeoutMilliseconds
    )]
    internal static partial Regex IsCorrect();

    /// <summary>"…, which is option X", "best described by option (X)".</summary>
    [GeneratedRegex(
        @"\b(?:is|was|be|by|with|namely|therefore)\s(?:the\s)?(?:option|choice|answer)\s[*(\[""']{0,4}[A-Z1-9](?![A-Za-z0-9'’])",
        Options,
        TimeoutMilliseconds
    )]
    internal static partial Regex IsOption();

    /// <summary>"I choose X", "I would go with option X".</summary>
    [GeneratedRegex(
        @"\b(?:(?:choose|chose|select|pick|go with|going with|opt for)\b(?:\s(?:option|choice|answer|letter))?|answer)[\s*({\[""']{1,6}"
            + Conclusion,
        Options,
        TimeoutMilliseconds
    )]
    internal static partial Regex Choose();

    /// <summary>"… is: X.", also with the label on a line of its own.</summary>
    [GeneratedRegex(@"\b(?:is|are|was|be)\s?:[\s*({\[""']{1,6}" + Conclusion, Options, TimeoutMilliseconds)]
    internal static partial Regex IsColon();

    /// <summary>The text starts with "X.", "(X)", "**X**", "X: …"; not with several labels, "A, C and D are wrong".</summary>
    [GeneratedRegex(
        @"\A[\s*_""'`$(\[{#>-]{0,8}(?:(?i:option|choice)\s)?[\s*(\[]{0,4}(?<label>[A-Z1-9])(?![A-Za-z0-9'’]|[.,:][0-9])"
            + ChineseDenial
            + @"(?![)\]*]{0,3}\s{0,2}(?:[,、，/&;]\s?(?:(?:and|or)\s)?|(?:and|or)\s)[(\[*]{0,3}(?!\k<label>)[A-HJ-Z](?![A-Za-z0-9'’]))",
        Options,
        TimeoutMilliseconds
    )]
    internal static partial Regex Leading();

    /// <summary>"(X)", 【X】.</summary>
    [GeneratedRegex(@"[(\[【「][A-Z1-9](?=[)\]】」])", Options, TimeoutMilliseconds)]
    internal static partial Regex Bracketed();

    /// <summary>"**X**", "**X. text**".</summary>
    [GeneratedRegex(@"\*\*\s?\(?[A-Z1-9](?=[).:]|\s?\*\*)", Options, TimeoutMilliseconds)]
    internal static partial Regex Bold();

    /// <summary>X between blanks or before one of <c>。，,.$</c>; not in an enumeration (A, B and C).</summary>
    [GeneratedRegex(
        @"(?<!\S|[A-Z],\s|[A-Z],?\s(?:and|or)\s)\$?[A-Z1-9](?=[\s。，,.$]|\z)(?!,?\s(?:(?:and|or)\s)?[A-Z](?![A-Za-z]))(?![.,][0-9])",
        Options,
        TimeoutMilliseconds
    )]
    internal static partial Regex Alone();

    /// <summary>A line that begins with a label, as lists of choices do.</summary>
    [GeneratedRegex(
        @"^[^\S\n]{0,8}(?:[-*#>•+]{1,4}[^\S\n]{0,4}){0,2}(?:[0-9]{1,2}\.\s)?(?:(?i:option|choice)\s)?[(\[*]{0,3}[A-Z1-9](?=[).:\]*])",
        Options | RegexOptions.Multiline,
        TimeoutMilliseconds
    )]
    internal static partial Regex Heading();

    /// <summary>What comes before an answer in words.</summary>
    [GeneratedRegex(
        @"(?:\banswers?\b[*_""']{0,3}(?:\s{1,4}(?:is|was|(?:should|would|must|will) be)\b|\s{0,3}:)"
            + @"|(?:答案|正确选项)[*_】]{0,3}(?:应该|应)?(?:是|为|:))[\s:*_""'`“「]{0,8}",
        AnyCase,
        TimeoutMilliseconds
    )]
    internal static partial Regex AnswerCue();
}
