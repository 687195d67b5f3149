using Assay.Cli.Printing;
using Spectre.Console;

namespace Assay.Cli.Progress;

/// <summary>Draws one data set's progress in one line of a terminal. What does not fit is left out, the least important first.</summary>
internal static class ProgressBar
{
    private const int LeastBar = 8;
    private const int LongestBar = 40;
    private const int Gap = 2;

    public static Paragraph Draw(ProgressLine line, int width)
    {
        // The last column stays free: some terminals break the line there.
        var room = width - 1;
        var title = CellWidth.Cut(line.Title, room / 2);
        // In the order of their importance.
        List<Part> wanted =
        [
            new(line.Count, 0, Style.Plain),
            new(line.Look.Failed > 0 ? line.Failed : null, 5, new Style(Color.Red)),
            new(line.Score?.Replace("score ", "", StringComparison.Ordinal), 3, new Style(Color.Blue)),
            new(line.Remaining, 2, Style.Plain),
            new(line.Rate, 1, Style.Plain),
            new(line.TokenRate, 4, new Style(Color.Grey)),
        ];
        var left = room - CellWidth.Of(title) - Gap - LeastBar;
        List<Part> shown = [];
        foreach (var part in wanted)
        {
            if (part.Text is { } text && text.Length + Gap <= left)
            {
                shown.Add(part);
                left -= text.Length + Gap;
            }
        }
        var bar = Math.Clamp(LeastBar + left, 0, LongestBar);
        var full = (int)Math.Floor(bar * (line.Look.Share ?? 0));
        var drawn = new Paragraph { Overflow = Overflow.Ellipsis }
            .Append(title, new Style(decoration: Decoration.Bold))
            .Append(new string(' ', Gap))
            .Append(new string('━', full), new Style(Color.Green))
            .Append(new string('─', bar - full), new Style(Color.Grey));
        foreach (var part in shown.OrderBy(part => part.Place))
        {
            drawn.Append(new string(' ', Gap)).Append(part.Text!, part.Style);
        }
        return drawn;
    }

    private sealed record Part(string? Text, int Place, Style Style);
}
