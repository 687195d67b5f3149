using Spectre.Console;

namespace Assay.Cli.Progress;

/// <summary>Draws one data set's progress in one line of a terminal. What does not fit is left out, the least important first.</summary>
internal static class ProgressBar
{
    private const int LeastBar = 8;
    private const int LongestBar = 40;

    public static Paragraph Draw(ProgressLine line, int width)
    {
        // The last column stays free: some terminals break the line there.
        var room = width - 1;
        var title = line.Title;
        // In the order of their importance.
        List<(string? Text, int Place, Style Style)> wanted =
        [
            (line.Count, 0, Style.Plain),
            (line.Look.Failed > 0 ? line.Failed : null, 5, new Style(Color.Red)),
            (line.Score?.Replace("score ", "", StringComparison.Ordinal), 3, new Style(Color.Blue)),
            (line.Remaining, 2, Style.Plain),
            (line.Rate, 1, Style.Plain),
            (line.TokenRate, 4, new Style(Color.Grey)),
        ];
        var left = room - title.Length - 2 - LeastBar;
        List<(string Text, int Place, Style Style)> shown = [];
        foreach (var (text, place, style) in wanted)
        {
            if (text is not null && text.Length + 2 <= left)
            {
                shown.Add((text, place, style));
                left -= text.Length + 2;
            }
        }
        var bar = Math.Min(LongestBar, Math.Max(0, LeastBar + left));
        var full = (int)Math.Floor(bar * (line.Look.Share ?? 0));
        var drawn = new Paragraph { Overflow = Overflow.Ellipsis }
            .Append(title, new Style(decoration: Decoration.Bold))
            .Append("  ")
            .Append(new string('━', full), new Style(Color.Green))
            .Append(new string('─', bar - full), new Style(Color.Grey));
        foreach (var (text, _, style) in shown.OrderBy(part => part.Place))
        {
            drawn.Append("  ").Append(text, style);
        }
        return drawn;
    }
}
