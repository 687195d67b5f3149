using System.Globalization;
using Assay.Statistics;

namespace Assay.Cli.Progress;

/// <summary>How numbers are written for people.</summary>
internal static class Figures
{
    /// <summary>0.8 s, 12 s, 3 min 05 s, 2 h 07 min.</summary>
    public static string Duration(TimeSpan time) =>
        time.TotalSeconds < 9.95
            ? Text($"{Math.Max(0, time.TotalSeconds):0.0} s")
            : Whole((long)Math.Round(time.TotalSeconds));

    /// <summary>The same in whole seconds, as fits a guess.</summary>
    public static string Guess(TimeSpan time) => Whole((long)Math.Ceiling(time.TotalSeconds));

    /// <summary>0.05, 1.2, 123 (a second).</summary>
    public static string Rate(double perSecond) =>
        perSecond switch
        {
            < 0.1 => Text($"{perSecond:0.000}"),
            < 1 => Text($"{perSecond:0.00}"),
            < 100 => Text($"{perSecond:0.0}"),
            _ => Count((long)perSecond),
        };

    /// <summary>1,234,567.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1 answer, 1,234 answers.</summary>
    public static string Count(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>512 B, 1.2 kB, 34 MB, 5.6 GB: decimal units.</summary>
    public static string Bytes(long bytes)
    {
        ReadOnlySpan<string> units = ["kB", "MB", "GB", "TB"];
        if (bytes < 1_000)
        {
            return Text($"{bytes} B");
        }
        var (size, unit) = (bytes / 1e3, 0);
        while (size >= 999.5 && unit < units.Length - 1)
        {
            (size, unit) = (size / 1e3, unit + 1);
        }
        return size < 9.95 ? Text($"{size:0.0} {units[unit]}") : Text($"{size:0} {units[unit]}");
    }

    /// <summary>0.55 [0.40, 0.69]: two decimals, as fits a score that is still moving.</summary>
    public static string Running(Estimate score) =>
        score is { Low: { } low, High: { } high }
            ? Text($"{score.Mean:0.00} [{low:0.00}, {high:0.00}]")
            : Text($"{score.Mean:0.00}");

    private static string Whole(long seconds) =>
        seconds switch
        {
            < 60 => Text($"{seconds} s"),
            < 3_600 => Text($"{seconds / 60} min {seconds % 60:00} s"),
            _ => Text($"{seconds / 3_600} h {seconds % 3_600 / 60:00} min"),
        };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
