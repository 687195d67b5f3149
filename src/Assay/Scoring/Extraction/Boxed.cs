namespace Assay.Scoring.Extraction;

/// <summary>What stands in LaTeX's <c>\boxed{…}</c>, braces balanced.</summary>
public static class Boxed
{
    private const string Mark = @"\boxed{";

    /// <summary>The contents of the boxes, the last one first. An unclosed box reaches to the end of the text.</summary>
    public static IEnumerable<string> FromLast(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.Length;
        while (end > 0 && text.LastIndexOf(Mark, end - 1, StringComparison.Ordinal) is >= 0 and var at)
        {
            yield return text[(at + Mark.Length)..Close(text, at + Mark.Length, end)];
            end = at;
        }
    }

    private static int Close(string text, int from, int limit)
    {
        var depth = 1;
        for (var i = from; i < limit; i++)
        {
            depth += text[i] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i;
            }
        }
        return limit;
    }
}
