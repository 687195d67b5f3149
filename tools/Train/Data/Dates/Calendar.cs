using System.Globalization;

namespace Assay.Train.Data.Dates;

/// <summary>Draws dates, writes them, and counts days in words.</summary>
internal static class Calendar
{
    public static readonly string[] Numbers =
    [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ];

    public static readonly string[] People =
    [
        "Tim",
        "Sara",
        "Jon",
        "Mary",
        "Luis",
        "Kate",
        "Ali",
        "Rita",
        "Sven",
        "Olga",
        "Emma",
        "Max",
        "Ida",
        "Peter",
        "Noor",
    ];

    public static readonly string[] Events =
    [
        "fair",
        "match",
        "party",
        "test",
        "wedding",
        "trip",
        "race",
        "lesson",
        "show",
        "talk",
        "meeting",
        "visit",
        "journey",
        "concert",
        "course",
    ];

    internal static DateStory Shift(string text, DateTime day, int by) => new(text, Move(day, by), day.AddDays(by));

    internal static DateStory Known(string text, string name, DateTime day, int by) =>
        new(text, $"{name} is {Long(day)}. {Move(day, by)}", day.AddDays(by));

    /// <summary>Counts on or back, over the month's end where there is one.</summary>
    internal static string Move(DateTime from, int by)
    {
        var to = from.AddDays(by);
        var (n, direction) = (Math.Abs(by), by > 0 ? "after" : "before");
        var end =
            $"{Capital(Numbers[Math.Min(n, 10)])} {(n == 1 ? "day" : "days")} {direction} {Long(from)} is {Long(to)}.";
        if (n > 10)
        {
            end = $"{n} days {direction} {Long(from)} is {Long(to)}.";
        }
        if (from.Month == to.Month)
        {
            return n == 1 ? end : $"{from.Day} {(by > 0 ? '+' : '-')} {n} = {to.Day}. {end}";
        }
        var earlier = by > 0 ? from : to;
        var length = DateTime.DaysInMonth(earlier.Year, earlier.Month);
        var sum = by > 0 ? from.Day + n : from.Day - n;
        var working =
            by > 0
                ? $"{from.Day} + {n} = {sum} and {sum} - {length} = {to.Day}."
                : $"{from.Day} - {n} = {sum} and {length} - {-sum} = {to.Day}.";
        return $"{earlier.ToString("MMMM", CultureInfo.InvariantCulture)} has {length} days. {(n == 1 ? "" : working + " ")}{end}";
    }

    internal static DateTime Day(Random random)
    {
        var day = new DateTime(random.Whole(1985, 2030), random.Whole(1, 12), 1, 0, 0, 0, DateTimeKind.Unspecified);
        var length = DateTime.DaysInMonth(day.Year, day.Month);
        return day.AddDays(
            random.Chance(0.3) ? random.Pick(0, 1, length - 1, length - 2, length - 3) : random.Next(length)
        );
    }

    internal static string Long(DateTime date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    internal static string Short(DateTime date) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    internal static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
