using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Benchmarks;

namespace Assay.Scoring.Extraction;

/// <summary>
/// Finds which of the offered choices a text settles on. Rules stand in order of how plainly they state a conclusion; among
/// matches of equal standing the last one counts, because texts correct themselves forward. Only labels of offered choices count,
/// and a text that merely walks through the choices has no answer. The early platform's rules (modelscope/evalscope v0.2.5,
/// <c>ResponseParser.parse_first_option</c>) are among them, except its last resort, the first offered letter anywhere, which
/// reads "A" from "A good question".
/// </summary>
public static class LabelExtractor
{
    private static readonly (string Name, Regex Pattern)[] Statements =
    [
        ("answer is X", LabelPatterns.AnswerIs()),
        ("answer: X", LabelPatterns.AnswerColon()),
        (@"\boxed{X}", LabelPatterns.InBox()),
        ("<answer>X", LabelPatterns.Tagged()),
        ("答案是X", LabelPatterns.ChineseAnswer()),
        ("选X", LabelPatterns.ChineseChoose()),
    ];

    private static readonly (string Name, Regex Pattern)[] Verdicts =
    [
        ("X is correct", LabelPatterns.IsCorrect()),
        ("的是X", LabelPatterns.ChineseAsked()),
        ("is option X", LabelPatterns.IsOption()),
        ("is: X", LabelPatterns.IsColon()),
        ("choose X", LabelPatterns.Choose()),
    ];

    private static readonly (string Name, Regex Pattern)[] Mentions =
    [
        ("(X)", LabelPatterns.Bracketed()),
        ("**X**", LabelPatterns.Bold()),
        ("X alone", LabelPatterns.Alone()),
    ];

    private const string Early = "modelscope/evalscope v0.2.5, ResponseParser.parse_first_option";

    /// <summary>The rules in the order in which they are tried; those between two of one group are tried together, the last match counts.</summary>
    public static ImmutableArray<ExtractionRule> Rules { get; } =
    [
        new("X", "a label that is the whole text but for marks around it"),
        new(
            "X. text",
            "a label with its choice's text behind, and nothing else (after examples, in the first paragraph)"
        ),
        new("answer is X", "\"the answer is X\", \"the correct option would be (X)\"", Early),
        new("answer: X", "\"Answer: X\", \"final answer: **X**\""),
        new(@"\boxed{X}", @"\boxed{X}, \boxed{\text{(X)}}"),
        new("<answer>X", "<answer>X</answer>"),
        new("答案是X", "答案是X, 答案为X, 答案应该是X, 【答案】X", Early),
        new("选X", "选X, 故选X, 应选择X; not 不选X", Early),
        new("choice in words", "a text that is one choice in words"),
        new("answer is, in words", "one choice in words behind the last \"the answer is\""),
        new("last line in words", "a last line that is one choice in words"),
        new("X is correct", "\"X is correct\", X项正确"),
        new("is option X", "\"which is option X\""),
        new("is: X", "\"… is: X.\""),
        new("choose X", "\"I choose X\", \"I would go with X\""),
        new("X. at the start", "a text that begins with \"X.\", \"(X)\", \"**X**\""),
        new("(X)", "the last (X), unless the text walks through all choices", Loose: true),
        new("**X**", "the last **X**", Loose: true),
        new("X alone", "the last X between blanks or before a mark", Early, Loose: true),
    ];

    /// <summary>
    /// How many characters are looked at, from the end: that is where long texts conclude. It bounds the time that any text takes. A label
    /// that a text begins with is looked for at its beginning.
    /// </summary>
    public const int Looked = 1 << 15;

    /// <summary>The label that the text settles on, or null.</summary>
    /// <param name="text">The model's text, reasoning blocks removed.</param>
    /// <param name="choices">The offered choices; labels are single characters A–Z or 1–9.</param>
    public static Extracted? Find(string text, ImmutableArray<Choice> choices)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = FullWidth.Fold(text.Length > Looked ? text[^Looked..] : text).Trim();
        var start = text.Length > Looked ? FullWidth.Fold(text[..Looked]).Trim() : end;
        var offered = new Offer(choices);
        return Whole(end, offered)
            ?? Last(end, Statements, offered)
            ?? ChoiceText.Find(end, choices)
            ?? Last(end, Verdicts, offered)
            ?? Leading(start, offered)
            ?? Mentioned(end, offered);
    }

    /// <summary>The label with which the text begins, or null: what follows a prompt that ends in "Answer:".</summary>
    public static Extracted? FindLeading(string text, ImmutableArray<Choice> choices)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = FullWidth.Fold(text).Trim();
        var offered = new Offer(choices);
        return Whole(text, offered) ?? Leading(text, offered);
    }

    /// <summary>The label that is the whole text but for marks around it, also with its choice's text behind; or null.</summary>
    public static Extracted? FindWhole(string text, ImmutableArray<Choice> choices)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = FullWidth.Fold(text).Trim();
        return Whole(text, new Offer(choices)) ?? WholeWithText(text, choices);
    }

    private static Extracted? WholeWithText(string text, ImmutableArray<Choice> choices)
    {
        foreach (var choice in choices)
        {
            var bare = text.AsSpan().TrimStart("*([ ");
            if (bare.StartsWith(choice.Label, StringComparison.Ordinal) && bare.Length > choice.Label.Length + 1)
            {
                bare = bare[choice.Label.Length..];
                var quoted = bare.TrimStart(".:)]* ").TrimEnd("*. ");
                if (
                    bare[0] is '.' or ':' or ')' or ']'
                    && quoted.Equals(choice.Text.AsSpan().TrimEnd("*. "), StringComparison.OrdinalIgnoreCase)
                )
                {
                    return new(choice.Label, "X. text");
                }
            }
        }
        return null;
    }

    private static Extracted? Whole(string text, Offer offered)
    {
        var bare = text.AsSpan().Trim("*_\"'`$()[]{}【】「」“”.。:,，、 \t\r\n");
        return bare.Length == 1 && offered.Has(char.ToUpperInvariant(bare[0]))
            ? new(char.ToUpperInvariant(bare[0]).ToString(), "X")
            : null;
    }

    private static Extracted? Last(string text, (string Name, Regex Pattern)[] rules, Offer offered)
    {
        var (at, rule) = (-1, "");
        foreach (var (name, pattern) in rules)
        {
            foreach (var match in pattern.EnumerateMatches(text))
            {
                var label = match.Index + match.Length - 1;
                if (label > at && offered.Has(text, label))
                {
                    (at, rule) = (label, name);
                }
            }
        }
        return at < 0 ? null : new(char.ToUpperInvariant(text[at]).ToString(), rule);
    }

    private static Extracted? Leading(string text, Offer offered)
    {
        foreach (var match in LabelPatterns.Leading().EnumerateMatches(text))
        {
            var label = match.Index + match.Length - 1;
            return offered.Has(text[label]) && !Article.Stands(text, label) && Headings(text, offered).Count < 2
                ? new(text[label].ToString(), "X. at the start")
                : null;
        }
        return null;
    }

    private static Extracted? Mentioned(string text, Offer offered)
    {
        var headings = Headings(text, offered);
        foreach (var (name, pattern) in Mentions)
        {
            var seen = new HashSet<char>();
            var last = -1;
            foreach (var match in pattern.EnumerateMatches(text))
            {
                var label = match.Index + match.Length - 1;
                if (
                    offered.Has(text[label])
                    && !Article.Stands(text, label)
                    && !(headings.Count > 1 && headings.Contains(label))
                )
                {
                    last = label;
                    seen.Add(text[label]);
                }
            }
            if (last >= 0 && seen.Count < Math.Max(offered.Count, 3))
            {
                return new(text[last].ToString(), name) { Loose = true };
            }
        }
        return null;
    }

    private static HashSet<int> Headings(string text, Offer offered)
    {
        var places = new HashSet<int>();
        foreach (var match in LabelPatterns.Heading().EnumerateMatches(text))
        {
            var label = match.Index + match.Length - 1;
            if (offered.Has(text[label]))
            {
                places.Add(label);
            }
        }
        return places;
    }

    /// <summary>The labels on offer.</summary>
    private readonly struct Offer(ImmutableArray<Choice> choices)
    {
        public int Count => choices.Length;

        public bool Has(char label)
        {
            foreach (var choice in choices)
            {
                if (choice.Label.Length == 1 && choice.Label[0] == label)
                {
                    return true;
                }
            }
            return false;
        }

        /// <summary>
        /// Whether the label at a place, stated as the answer, is on offer. A small letter counts only where it cannot be a word
        /// ("a"), and a capital one not where it begins a choice quoted in words ("A force that …").
        /// </summary>
        public bool Has(string text, int at)
        {
            var next = at + 1 < text.Length ? text[at + 1] : '\n';
            if (
                char.IsAsciiLetterLower(text[at])
                && !(next is '\n' or '\r' || (char.IsPunctuation(next) && next is not '-'))
            )
            {
                return false;
            }
            return Has(char.ToUpperInvariant(text[at]))
                && !(Article.Stands(text, at) && ChoiceText.Begins(text, at, choices));
        }
    }
}
