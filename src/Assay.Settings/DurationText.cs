using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Settings;

/// <summary>Durations as people write them: <c>90</c> (seconds), <c>90s</c>, <c>1.5m</c>, <c>1h30m</c>, <c>250ms</c>.</summary>
internal static partial class DurationText
{
    /// <summary>The longest there is: what timers still take.</summary>
    public static TimeSpan Most { get; } = TimeSpan.FromDays(7);

    /// <summary>The duration, or null when the text is none. May be negative.</summary>
    public static TimeSpan? Parse(string text)
    {
        text = text.Trim();
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return Span(seconds);
        }
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }
        var sum = 0m;
        foreach (var part in match.Groups["part"].Captures.Select(capture => capture.Value))
        {
            var unit = part.AsSpan(part.AsSpan().LastIndexOfAnyInRange('0', '9') + 1).Trim();
            var digits = part.AsSpan(0, part.AsSpan().LastIndexOfAnyInRange('0', '9') + 1);
            if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }
            sum += Math.Min(number, 1e9m) * Factor(unit);
        }
        return Span(sum);
    }

    /// <summary>The shortest text that reads as this duration.</summary>
    public static string Write(TimeSpan span)
    {
        var text = new StringBuilder();
        var hours = (long)span.TotalHours;
        if (hours > 0)
        {
            text.Append(hours).Append('h');
        }
        if (span.Minutes > 0)
        {
            text.Append(span.Minutes).Append('m');
        }
        var seconds = (span.Ticks % TimeSpan.TicksPerMinute) / (decimal)TimeSpan.TicksPerSecond;
        if (seconds > 0 || text.Length == 0)
        {
            text.Append(seconds.ToString("0.#######", CultureInfo.InvariantCulture)).Append('s');
        }
        return text.ToString();
    }

    private static TimeSpan Span(decimal seconds) =>
        TimeSpan.FromTicks((long)Math.Round(Math.Clamp(seconds, -1e9m, 1e9m) * TimeSpan.TicksPerSecond));

    private static decimal Factor(ReadOnlySpan<char> unit) =>
        unit switch
        {
            "h" => 3600,
            "m" or "min" => 60,
            "ms" => 0.001m,
            _ => 1,
        };

    [GeneratedRegex(@"^((?<part>[0-9.]+ ?(h|min|ms|m|s))\s*)+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
