using System.Collections.Immutable;
using System.Text;
using Assay.Benchmarks;

namespace Assay.Scoring.Extraction;

/// <summary>A choice quoted in words instead of by its label.</summary>
internal static class ChoiceText
{
    /// <summary>
    /// The one choice whose text is the whole text, what follows the last "the answer is", or the last line; null when none or several
    /// are.
    /// </summary>
    public static Extracted? Find(string text, ImmutableArray<Choice> choices)
    {
        if (Only(text, choices, static (segment, choice) => segment == choice) is { } whole)
        {
            return new(whole, "choice in words");
        }
        var cue = -1;
        foreach (var match in LabelPatterns.AnswerCue().EnumerateMatches(text))
        {
            cue = match.Index + match.Length;
        }
        if (cue >= 0 && Only(Line(text, cue), choices, StartsWith) is { } answer)
        {
            return new(answer, "answer is, in words");
        }
        return
            Only(text[(text.LastIndexOf('\n') + 1)..], choices, static (segment, choice) => segment == choice)
                is { } last
            ? new(last, "last line in words")
            : null;
    }

    /// <summary>Whether a choice's text of more than one word stands at a place.</summary>
    public static bool Begins(string text, int at, ImmutableArray<Choice> choices)
    {
        foreach (var choice in choices)
        {
            var words = choice.Text.AsSpan().Trim().TrimEnd('.');
            if (words.Contains(' ') && text.AsSpan(at).StartsWith(words, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static string? Only(string segment, ImmutableArray<Choice> choices, Func<string, string, bool> matches)
    {
        const int LongestSegment = 4_000;
        if (segment.Length > LongestSegment)
        {
            return null;
        }
        segment = Normal(segment);
        var best = "";
        string? label = null;
        foreach (var choice in choices)
        {
            var words = Normal(choice.Text);
            if (words.Length == 0 || !matches(segment, words) || words.Length < best.Length)
            {
                continue;
            }
            label = words.Length == best.Length ? null : choice.Label;
            best = words;
        }
        return label;
    }

    private static bool StartsWith(string segment, string choice) =>
        segment.StartsWith(choice, StringComparison.Ordinal)
        && (segment.Length == choice.Length || !char.IsLetterOrDigit(segment[choice.Length]));

    private static string Line(string text, int from)
    {
        var end = text.IndexOf('\n', from);
        return text[from..(end < 0 ? text.Length : end)];
    }

    private static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                normal.Append(c is '*' or '`' or '"' or '“' or '”' or '「' or '」' ? '\0' : char.ToLowerInvariant(c));
            }
            else if (normal.Length > 0 && normal[^1] != ' ')
            {
                normal.Append(' ');
            }
        }
        return normal.Replace("\0", "").ToString().Trim(' ', '.', '。', '\'', ',', ';', ':', '!');
    }
}
