using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Benchmarks;
using Assay.Scoring.Extraction;

namespace Assay.Scoring;

/// <summary>How the conventions of BIG-Bench Hard find the answer in a text.</summary>
internal static partial class BbhAnswer
{
    private const string Conclusion = "the answer is ";

    /// <summary>The rules of <see cref="FreeForm"/>, in order.</summary>
    public static ImmutableArray<ExtractionRule> FreeFormRules { get; } =
    [
        new("answer is …", "what the last \"answer is\" or \"answer:\" says, to the line's end"),
        new(@"last \boxed{}", "what stands in the last box"),
        new("first line", "a text of one line; without reasoning, the first line"),
    ];

    /// <summary>
    /// The authors' rule (Suzgun et al. 2022): what follows the first "the answer is ", white space and one full stop dropped; the
    /// whole text where that is absent, or where no reasoning was asked for.
    /// </summary>
    public static Extracted? Official(string text, bool reasoned)
    {
        var at = reasoned ? text.IndexOf(Conclusion, StringComparison.Ordinal) : -1;
        var answer = (at < 0 ? text : text[(at + Conclusion.Length)..]).Trim();
        answer = reasoned && answer.EndsWith('.') ? answer[..^1] : answer;
        return NotEmpty(answer, at < 0 ? "whole text" : "after the first \"the answer is\"");
    }

    /// <summary>
    /// EleutherAI/lm-evaluation-harness <c>tasks/bbh</c>: the rest of the line behind the first "the answer is ", without its last character;
    /// without reasoning the whole text.
    /// </summary>
    public static Extracted? Harness(string text, bool reasoned) =>
        !reasoned ? NotEmpty(text.Trim(), "whole text")
        : RestOfLine().Match(text) is { Success: true } match ? new(match.Value[..^1], "(?<=the answer is )(.*)(?=.)")
        : null;

    /// <summary>A choice's letter, by the rules for all choices; where the task shows no letters, by those that any would meet.</summary>
    public static Extracted? Label(string text, ImmutableArray<Choice> choices) => LabelExtractor.Find(text, choices);

    /// <summary>
    /// What the last "answer is" or "answer:" says, up to the line's end; else the last box; else the whole text where it is one
    /// line, or its first line where no reasoning was asked for. Marks around it and one full stop are dropped.
    /// </summary>
    /// <param name="text">The model's text.</param>
    /// <param name="reasoned">Whether reasoning was asked for.</param>
    /// <param name="words">The words that answer the task; empty when there are others. "Yes, because …" says yes.</param>
    /// <param name="number">Whether a number answers the task. "3 + 4 = 7 fruits" says 7.</param>
    public static Extracted? FreeForm(string text, bool reasoned, ImmutableArray<string> words, bool number) =>
        Segment(text, reasoned) is not { } found ? null
        : Word(found.Value, words) is { } word ? found with { Value = word }
        : number && Number(found.Value) is { } value ? found with { Value = value }
        : found;

    private static Extracted? Segment(string text, bool reasoned)
    {
        var cue = -1;
        foreach (var match in Cue().EnumerateMatches(text))
        {
            cue = match.Index + match.Length;
        }
        if (cue >= 0 && Bare(FirstLine(text[cue..])) is { Length: > 0 } stated)
        {
            return new(stated, "answer is …");
        }
        if (Boxed.FromLast(text).FirstOrDefault() is { } boxed && Bare(boxed) is { Length: > 0 } inBox)
        {
            return new(inBox, "last \\boxed{}");
        }
        var line = FirstLine(text);
        return !reasoned || line.Length == text.Trim().Length ? NotEmpty(Bare(line), "first line") : null;
    }

    private static string? Word(string answer, ImmutableArray<string> words)
    {
        foreach (var word in words)
        {
            var begins =
                answer.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (answer.Length == word.Length || !char.IsLetterOrDigit(answer[word.Length]));
            if (begins || answer.EndsWith(" is " + word, StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }
        return null;
    }

    private static string? Number(string answer)
    {
        var result = answer.AsSpan(answer.LastIndexOf('=') + 1);
        var aside = result.IndexOfAny('(', ',');
        return Numbers.Last((aside > 0 ? result[..aside] : result).ToString());
    }

    private static string FirstLine(string text)
    {
        text = text.Trim();
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static string Bare(string text)
    {
        text = text.Trim(Marks);
        if (text.StartsWith(@"\boxed{", StringComparison.Ordinal))
        {
            text = Boxed.FromLast(text).Last();
        }
        if (text.StartsWith(@"\text{", StringComparison.Ordinal) && text.EndsWith('}'))
        {
            text = text[6..^1];
        }
        if (
            text.StartsWith(@"\(", StringComparison.Ordinal)
            && text.IndexOf(@"\)", StringComparison.Ordinal) is > 2 and var end
        )
        {
            text = text[2..end];
        }
        return (text.EndsWith('.') ? text[..^1] : text).Trim(Marks);
    }

    private static readonly char[] Marks = [' ', '\t', '\r', '*', '_', '`', '"', '\'', '“', '”', '‘', '’', '$'];

    private static Extracted? NotEmpty(string answer, string rule) => answer.Length > 0 ? new(answer, rule) : null;

    [GeneratedRegex(@"(?<=the answer is ).+", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex RestOfLine();

    [GeneratedRegex(
        @"\banswer\b[*_]{0,3}(?:\s(?:is|was)\b\s?:?|\s?:)[*_]{0,3}",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        10_000
    )]
    private static partial Regex Cue();
}
