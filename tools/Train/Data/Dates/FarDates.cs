using System.Globalization;
using static Assay.Train.Data.Dates.Calendar;

namespace Assay.Train.Data.Dates;

/// <summary>Months, years, holidays, and dates that have to be found first.</summary>
internal static class FarDates
{
    internal static DateStory Month(Random random)
    {
        var day = Day(random);
        day = day.AddDays(random.Whole(2, 27) - day.Day);
        var person = random.Pick(People);
        return random.Next(3) switch
        {
            0 => new(
                $"Today is {Long(day)}. What will the date be in a month",
                $"One month after {Long(day)} is {Long(day.AddMonths(1))}.",
                day.AddMonths(1)
            ),
            1 => new(
                $"On {Long(day)} {person} said: \"We came here one month ago.\" When did they come",
                $"One month before {Long(day)} is {Long(day.AddMonths(-1))}.",
                day.AddMonths(-1)
            ),
            _ => new(
                $"{person} noted on {Long(day)}: \"A month and a day have passed since the {random.Pick(Events)}.\" When was it",
                $"One month before {Long(day)} is {Long(day.AddMonths(-1))}. One day before is {Long(day.AddMonths(-1).AddDays(-1))}.",
                day.AddMonths(-1).AddDays(-1)
            ),
        };
    }

    internal static DateStory YearEnd(Random random)
    {
        var year = random.Whole(1990, 2030);
        return random.Next(4) switch
        {
            0 => Known(
                $"Today is New Year's Day of {year}. What was the date yesterday",
                "New Year's Day",
                new(year, 1, 1),
                -1
            ),
            1 => Known(
                $"It is New Year's Eve of {year}. What is the date tomorrow",
                "New Year's Eve",
                new(year, 12, 31),
                1
            ),
            2 => Known(
                $"Today is Christmas Day of {year}. What is the date in two days",
                "Christmas Day",
                new(year, 12, 25),
                2
            ),
            _ => Known(
                $"New Year's Eve of {year} was a day ago. What day is it today",
                "New Year's Eve",
                new(year, 12, 31),
                1
            ),
        };
    }

    internal static DateStory Birthday(Random random)
    {
        var (born, age) = (Day(random), random.Whole(3, 60));
        born = born.AddDays(random.Whole(1, 27) - born.Day);
        var today = new DateTime(born.Year + age, born.Month, born.Day, 0, 0, 0, DateTimeKind.Unspecified);
        var by = random.Pick(0, 1, -1);
        var when = by switch
        {
            0 => "What is the date today",
            1 => "What is the date tomorrow",
            _ => "What was the date yesterday",
        };
        var reason = $"{born.Year} + {age} = {today.Year}, so today is {Long(today)}.";
        var sentence = by == 0 ? "" : $" {Move(today, by)}";
        return new(
            $"{random.Pick(People)}, born on {Long(born)}, is {age} years old today. {when}",
            reason + sentence,
            today.AddDays(by)
        );
    }

    internal static DateStory Moved(Random random)
    {
        var (start, n) = (Day(random), random.Whole(2, 6));
        var arrived = start.AddDays(n);
        return random.Chance(0.6)
            ? new(
                $"A letter was posted on {Long(start)}. It took {Numbers[n]} days and arrived yesterday. What is the date today",
                $"{Move(start, n)} That was yesterday. {Move(arrived, 1)}",
                arrived.AddDays(1)
            )
            : new(
                $"{random.Pick(People)} left on {Long(start)} and came back {Numbers[n]} days later, which is today. What is the date tomorrow",
                $"{Move(start, n)} That is today. {Move(arrived, 1)}",
                arrived.AddDays(1)
            );
    }

    internal static DateStory DayFirst(Random random)
    {
        var day = Day(random);
        day = day.AddDays(random.Whole(1, 12) - day.Day);
        var by = random.Pick(1, 2, -1);
        var when = by switch
        {
            1 => "the day after",
            2 => "two days after",
            _ => "the day before",
        };
        return new(
            $"Where the day is written first, a note bears the date {day:dd\\/MM\\/yyyy}. What is the date {when}",
            $"The day comes first, so it is {Long(day)}. {Move(day, by)}",
            day.AddDays(by)
        );
    }

    internal static DateStory MonthEdge(Random random)
    {
        var first = Day(random);
        first = first.AddDays(1 - first.Day);
        var last = first.AddMonths(1).AddDays(-1);
        var n = random.Whole(1, 10);
        var name = first.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        var days = n == 1 ? "day" : "days";
        return random.Next(3) switch
        {
            0 => Known(
                $"Today is the last day of {name}. What is the date {Numbers[n]} {days} later",
                $"The last day of {name}",
                last,
                n
            ),
            1 => Known(
                $"Today is the first day of {name}. What was the date {Numbers[n]} {days} ago",
                $"The first day of {name}",
                first,
                -n
            ),
            _ => Known(
                $"A rent contract ends with the last day of {name}. What is the date {Numbers[n]} {days} after that",
                $"The last day of {name}",
                last,
                n
            ),
        };
    }
}
