using System.Globalization;
using Assay.ChatTemplates.Jinja.Running;

namespace Assay.ChatTemplates.Jinja.Builtins;

/// <summary>C's <c>strftime</c> in English, as Python has it.</summary>
internal static class TimeFormat
{
    public static string Write(DateTimeOffset time, string format, Budget budget)
    {
        var output = new Output(budget);
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%' || at + 1 == format.Length)
            {
                output.Append(format[at]);
                continue;
            }
            at++;
            var bare = format[at] == '-' && at + 1 < format.Length;
            at += bare ? 1 : 0;
            var field = Field(time, format[at]);
            output.Append(
                field is null ? $"%{(bare ? "-" : "")}{format[at]}"
                : bare && field.TrimStart('0', ' ') is var digits ? (digits.Length == 0 ? "0" : digits)
                : field
            );
        }
        return output.ToString();
    }

    private static string? Field(DateTimeOffset time, char code) =>
        code switch
        {
            'a' => Text(time, "ddd"),
            'A' => Text(time, "dddd"),
            'b' or 'h' => Text(time, "MMM"),
            'B' => Text(time, "MMMM"),
            'c' => $"{Text(time, "ddd MMM")} {time.Day, 2} {Text(time, "HH:mm:ss yyyy")}",
            'C' => (time.Year / 100).ToString("00"),
            'd' => Text(time, "dd"),
            'D' or 'x' => Text(time, "MM/dd/yy"),
            'e' => time.Day.ToString().PadLeft(2),
            'f' => Text(time, "ffffff"),
            'F' => Text(time, "yyyy-MM-dd"),
            'G' => ISOWeek.GetYear(time.DateTime).ToString("0000"),
            'H' => Text(time, "HH"),
            'I' => Text(time, "hh"),
            'j' => time.DayOfYear.ToString("000"),
            'm' => Text(time, "MM"),
            'M' => Text(time, "mm"),
            'n' => "\n",
            'p' => time.Hour < 12 ? "AM" : "PM",
            'R' => Text(time, "HH:mm"),
            's' => time.ToUnixTimeSeconds().ToString(),
            'S' => Text(time, "ss"),
            't' => "\t",
            'T' or 'X' => Text(time, "HH:mm:ss"),
            'u' => (time.DayOfWeek is DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek).ToString(),
            'V' => ISOWeek.GetWeekOfYear(time.DateTime).ToString("00"),
            'w' => ((int)time.DayOfWeek).ToString(),
            'y' => Text(time, "yy"),
            'Y' => Text(time, "yyyy"),
            // Python's local time without a zone writes nothing here.
            'z' or 'Z' => "",
            '%' => "%",
            _ => null,
        };

    private static string Text(DateTimeOffset time, string format) =>
        time.ToString(format, CultureInfo.InvariantCulture);
}
