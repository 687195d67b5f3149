using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Scoring.Extraction;

namespace Assay.Scoring.Mathematics;

/// <summary>
/// The answer that a worked solution settles on: the last box, else what is called the final answer, else what is called the
/// answer, else the whole text where that is nothing but an expression, else the last formula, else the last number.
/// </summary>
public static partial class FinalAnswer
{
    private const int LongestExpression = 200;

    private static readonly string[] FinalCues = ["final answer is", "final answer:"];
    private static readonly string[] Cues = ["answer is", "answer:", "答案是", "答案为", "答案："];
    private static readonly (string Open, string Close)[] Formulas =
    [
        ("$$", "$$"),
        ("$", "$"),
        (@"\(", @"\)"),
        (@"\[", @"\]"),
    ];

    /// <summary>The rules, in their order.</summary>
    public static ImmutableArray<ExtractionRule> Rules { get; } =
    [
        new(
            @"last \boxed{}",
            @"what stands in the last \boxed{…}, \boxed … or \fbox{…}",
            "hendrycks/math, dataset/util.py"
        ),
        new(
            "final answer is …",
            "the formula, or the rest of the sentence, after the last \"final answer is\"",
            "Minerva's prompt"
        ),
        new("answer is …", "the same after the last \"answer is\", \"answer:\", 答案是"),
        new("whole text", "one line that is nothing but a formula"),
        new("last formula", @"the last $…$, \(…\) or \[…\]", Loose: true),
        new("last number", "the last number", Loose: true),
    ];

    /// <summary>The answer and the rule that found it; null where there is none.</summary>
    public static Extracted? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Box(text) is { Length: > 0 } boxed)
        {
            return new(boxed, @"last \boxed{}");
        }
        if (Stated(text, FinalCues) is { Length: > 0 } final)
        {
            return new(final, "final answer is …");
        }
        if (Stated(text, Cues) is { Length: > 0 } stated)
        {
            return new(stated, "answer is …");
        }
        var whole = text.Trim();
        if (
            whole.Length is > 0 and <= LongestExpression
            && !whole.Contains('\n')
            && !Prose().IsMatch(whole)
            && LatexParser.Parse(whole) is not null
        )
        {
            return new(Bare(whole), "whole text");
        }
        return LastFormula(text) is { Length: > 0 } formula ? new(formula, "last formula") { Loose = true }
            : Numbers.Last(text) is { } number ? new(number, "last number") { Loose = true }
            : null;
    }

    /// <summary>The last box of any kind; one that never closes reaches to the end.</summary>
    private static string? Box(string text)
    {
        var boxed = text.LastIndexOf(@"\boxed", StringComparison.Ordinal);
        var at = boxed >= 0 ? boxed + 6 : text.LastIndexOf(@"\fbox", StringComparison.Ordinal) + 5;
        if (at < 5)
        {
            return null;
        }
        var rest = text.AsSpan(at).TrimStart();
        if (rest.StartsWith("{"))
        {
            return Braced(rest[1..]).Trim().ToString();
        }
        var end = rest.IndexOfAny('$', '\n');
        return (end < 0 ? rest : rest[..end]).Trim().ToString();
    }

    private static ReadOnlySpan<char> Braced(ReadOnlySpan<char> text)
    {
        var depth = 1;
        for (var i = 0; i < text.Length; i++)
        {
            depth +=
                text[i] == '{' ? 1
                : text[i] == '}' ? -1
                : 0;
            if (depth == 0)
            {
                return text[..i];
            }
        }
        return text;
    }

    private static string? Stated(string text, string[] cues)
    {
        var from = cues.Max(cue =>
            text.LastIndexOf(cue, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at + cue.Length : -1
        );
        return from < 0 ? null : Sentence(text.AsSpan(from).TrimStart(" \t\n\r:：*"));
    }

    /// <summary>The formula that a sentence begins with, else its words up to the full stop.</summary>
    private static string Sentence(ReadOnlySpan<char> text)
    {
        foreach (var (open, close) in Formulas)
        {
            if (text.StartsWith(open) && text[open.Length..].IndexOf(close) is > 0 and var length)
            {
                return text.Slice(open.Length, length).Trim().ToString();
            }
        }
        var line = text.IndexOfAny("\n\r。") is >= 0 and var stop ? text[..stop] : text;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '.' && (i + 1 == line.Length || char.IsWhiteSpace(line[i + 1])))
            {
                line = line[..i];
            }
        }
        return Bare(line.Trim(" \t*").ToString());
    }

    private static string? LastFormula(string text)
    {
        var (end, place) = (-1, 0);
        for (var i = 1; i < Formulas.Length; i++)
        {
            if (text.LastIndexOf(Formulas[i].Close, StringComparison.Ordinal) is var at && at > end)
            {
                (end, place) = (at, i);
            }
        }
        if (end <= 0)
        {
            return null;
        }
        // The second dollar of a displayed formula is no end of an empty one.
        end = place == 1 ? text.AsSpan(0, end).TrimEnd('$').Length : end;
        var open = end > 0 ? text.LastIndexOf(Formulas[place].Open, end - 1, StringComparison.Ordinal) : -1;
        return open < 0 ? null : text[(open + Formulas[place].Open.Length)..end].Trim();
    }

    private static string Bare(string text)
    {
        foreach (var (open, close) in Formulas)
        {
            if (
                text.Length > open.Length + close.Length
                && text.StartsWith(open, StringComparison.Ordinal)
                && text.EndsWith(close, StringComparison.Ordinal)
            )
            {
                return text[open.Length..^close.Length].Trim();
            }
        }
        return text;
    }

    /// <summary>Two words beside each other, one of them of more than a letter.</summary>
    [GeneratedRegex(
        @"(?<![a-zA-Z\\])(?:[a-zA-Z]{2,} +[a-zA-Z]|[a-zA-Z] +[a-zA-Z]{2})",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Prose();
}
