using System.Collections.Immutable;

namespace Assay.Scoring.Extraction;

/// <summary>Cuts a text at its stop strings, because not every server honours <c>stop</c>.</summary>
public static class StopText
{
    /// <summary>
    /// The text up to the first stop string. One at the very start is passed over: a model that repeats the question before it
    /// answers has not finished.
    /// </summary>
    public static string Cut(string text, ImmutableArray<string> stops)
    {
        ArgumentNullException.ThrowIfNull(text);
        var begin = text.Length - text.AsSpan().TrimStart().Length;
        var end = text.Length;
        foreach (var stop in stops)
        {
            var from = string.CompareOrdinal(text, begin, stop, 0, stop.Length) == 0 ? begin + stop.Length : begin;
            var at = text.IndexOf(stop, from, StringComparison.Ordinal);
            end = at >= 0 && at < end ? at : end;
        }
        return text[..end];
    }
}
