using System.Buffers;
using System.Text;

namespace Assay.Scoring.Extraction;

/// <summary>
/// Reasoning that a model wrote into its answer between marks. It is no part of the answer: a letter or number considered on the
/// way must not be taken for the conclusion.
/// </summary>
public static class ReasoningBlocks
{
    private static readonly (string Open, string Close)[] Marks =
    [
        ("<think>", "</think>"),
        ("<thinking>", "</thinking>"),
        ("<thought>", "</thought>"),
        ("<reasoning>", "</reasoning>"),
        ("<reflection>", "</reflection>"),
        ("[THINK]", "[/THINK]"),
        ("◁think▷", "◁/think▷"),
        ("<|channel|>analysis<|message|>", "<|end|>"),
    ];

    private static readonly SearchValues<string> AllMarks = SearchValues.Create(
        [.. Marks.SelectMany(mark => new[] { mark.Open, mark.Close })],
        StringComparison.OrdinalIgnoreCase
    );

    /// <summary>
    /// The text without its blocks. A block that never closes reaches to the end (the model ran out of tokens before it answered);
    /// a closing mark without an opening one ends a block that the chat template opened.
    /// </summary>
    public static string Strip(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(AllMarks))
        {
            return text;
        }
        foreach (var (open, close) in Marks)
        {
            if (text.Contains(open, StringComparison.OrdinalIgnoreCase) || ClosesOnly(text, close))
            {
                text = Strip(text, open, close);
            }
        }
        return text;
    }

    private static bool ClosesOnly(string text, string close) =>
        close != "<|end|>" && text.Contains(close, StringComparison.OrdinalIgnoreCase);

    private static string Strip(string text, string open, string close)
    {
        var kept = new StringBuilder();
        var (opens, closes) = (new Places(text, open), new Places(text, close));
        var at = 0;
        while (at < text.Length)
        {
            var (start, end) = (opens.From(at), closes.From(at));
            if (end >= 0 && (start < 0 || end < start))
            {
                kept.Clear();
                at = end + close.Length;
                continue;
            }
            kept.Append(text, at, (start < 0 ? text.Length : start) - at);
            if (start < 0)
            {
                break;
            }
            end = closes.From(start);
            at = end < 0 ? text.Length : end + close.Length;
        }
        return kept.ToString();
    }

    /// <summary>Finds a mark from ever later places; no stretch of the text is searched twice, however many marks of the other kind it has.</summary>
    private struct Places(string text, string mark)
    {
        private int known = -1;
        private bool none;

        public int From(int at)
        {
            if (!none && known < at)
            {
                known = text.IndexOf(mark, at, StringComparison.OrdinalIgnoreCase);
                none = known < 0;
            }
            return none ? -1 : known;
        }
    }
}
