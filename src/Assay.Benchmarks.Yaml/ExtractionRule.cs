using Assay.Scoring.Extraction;

namespace Assay.Benchmarks.Yaml;

/// <summary>One way to find an answer in a text that a model wrote.</summary>
/// <param name="Find">The answer, or null.</param>
/// <param name="Loose">Whether what it finds is a guess, which a strict extractor does not count.</param>
internal sealed record ExtractionRule(Func<string, Sample, Extracted?> Find, bool Loose)
{
    private const string Label = "letter";

    /// <summary>The rules that have names, each with what it finds.</summary>
    public static IReadOnlyDictionary<string, (string What, Func<string, Sample, Extracted?> Find)> Named { get; } =
        new Dictionary<string, (string, Func<string, Sample, Extracted?>)>(StringComparer.Ordinal)
        {
            [Label] = ("the letter of a choice, in all the ways that benchmarks.md lists", Letter),
            ["number"] = (
                "the number that the text states as its answer, else its last one",
                (text, _) => Numbers.Find(text)
            ),
            ["boxed"] = (
                @"what stands in the last \boxed{…}",
                (text, _) => Text(Boxed.FromLast(text).FirstOrDefault(), "boxed")
            ),
            ["answer"] = (
                "the rest of the line behind the last 'the answer is' or 'Answer:' (答案是, 答案：)",
                (text, _) => Text(StatedAnswer.Find(text), "answer")
            ),
            ["first_line"] = ("the first line", (text, _) => Text(Line(text, last: false), "first_line")),
            ["last_line"] = ("the last line", (text, _) => Text(Line(text, last: true), "last_line")),
            ["whole"] = ("the whole text", (text, _) => Text(text, "whole")),
        };

    /// <summary>The rule of a name.</summary>
    public static ExtractionRule Of(string name, bool loose) => new(Named[name].Find, loose);

    /// <summary>A regular expression; for multiple choice its group must take a letter or a choice's text.</summary>
    public static ExtractionRule Of(BoundedRegex regex, string pattern, string group, bool last, bool loose) =>
        new(
            (text, sample) =>
            {
                var found = regex.Find(text, group, last)?.Trim();
                var answer = sample.Choices.IsEmpty ? found : LabelOf(found, sample);
                return Text(answer, $"regex {pattern}");
            },
            loose
        );

    private static Extracted? Letter(string text, Sample sample) => LabelExtractor.Find(text, sample.Choices);

    private static string? LabelOf(string? text, Sample sample)
    {
        foreach (var (label, words) in sample.Choices)
        {
            if (
                string.Equals(text, label, StringComparison.OrdinalIgnoreCase)
                || string.Equals(text, words.Trim(), StringComparison.OrdinalIgnoreCase)
            )
            {
                return label;
            }
        }
        return null;
    }

    private static Extracted? Text(string? text, string rule) =>
        string.IsNullOrWhiteSpace(text) ? null : new Extracted(text.Trim(), rule);

    private static string Line(string text, bool last)
    {
        var trimmed = text.Trim();
        var end = last ? trimmed.LastIndexOf('\n') : trimmed.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? trimmed
            : last ? trimmed[(end + 1)..]
            : trimmed[..end];
    }
}
