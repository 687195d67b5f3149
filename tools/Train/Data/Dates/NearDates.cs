using static Assay.Train.Data.Dates.Calendar;

namespace Assay.Train.Data.Dates;

/// <summary>Days, weeks and hours from a date that is given.</summary>
internal static class NearDates
{
    internal static DateStory Neighbour(Random random)
    {
        var today = Day(random);
        return random.Next(4) switch
        {
            0 => Shift($"Today is {Long(today)}. What is the date tomorrow", today, 1),
            1 => Shift($"It is {Long(today)} today. What was the date yesterday", today, -1),
            2 => Shift($"Yesterday was {Long(today)}. What is the date today", today, 1),
            _ => Shift($"Tomorrow is {Long(today)}. What is today's date", today, -1),
        };
    }

    internal static DateStory Ago(Random random)
    {
        var (day, n, thing) = (Day(random), random.Whole(2, 10), random.Pick(Events));
        return random.Next(3) switch
        {
            0 => Shift($"The {thing} took place on {Long(day)}, {Numbers[n]} days ago. What is the date today", day, n),
            1 => Shift($"It was {Long(day)} {Numbers[n]} days ago. What is today's date", day, n),
            _ => Shift(
                $"The bill had to be paid by {Long(day)} and is now {Numbers[n]} days late. What is the date today",
                day,
                n
            ),
        };
    }

    internal static DateStory Later(Random random)
    {
        var (day, n, thing) = (Day(random), random.Whole(2, 10), random.Pick(Events));
        return random.Next(4) switch
        {
            0 => Shift($"Today is {Long(day)}. The {thing} is in {Numbers[n]} days. What is its date", day, n),
            1 => Shift(
                $"The {thing} set for {Long(day)} was put off by {Numbers[n]} days. What is the new date",
                day,
                n
            ),
            2 => Shift(
                $"The {thing} set for {Long(day)} is held {Numbers[n]} days early, and that is today. What is the date today",
                day,
                -n
            ),
            _ => Shift($"What is the date {Numbers[n]} days after {Long(day)}", day, n),
        };
    }

    internal static DateStory Weeks(Random random)
    {
        var (day, n, thing) = (Day(random), random.Whole(1, 4), random.Pick(Events));
        var weeks = n == 1 ? "one week" : $"{Numbers[n]} weeks";
        var story = random.Next(3) switch
        {
            0 => Shift(
                $"It is {Long(day)}. The {thing} of {random.Pick(People)} is exactly {weeks} from now. When is it",
                day,
                7 * n
            ),
            1 => Shift($"Today is {Long(day)}. What was the date {weeks} before", day, -7 * n),
            _ => Shift($"What is the date {weeks} after {Long(day)}", day, 7 * n),
        };
        return story with { Reason = $"{Capital(weeks)} {(n == 1 ? "has" : "have")} {7 * n} days. {story.Reason}" };
    }

    internal static DateStory Chained(Random random)
    {
        var (day, n) = (Day(random), random.Whole(2, 9));
        return new(
            $"Yesterday it was {Long(day)}. What is the date {Numbers[n]} days from today",
            $"If yesterday was {Long(day)}, today is {Long(day.AddDays(1))}. {Move(day.AddDays(1), n)}",
            day.AddDays(1 + n)
        );
    }

    internal static DateStory Midnight(Random random)
    {
        var (day, minutes) = (Day(random), random.Pick(5, 10, 15, 20, 30));
        var late = random.Chance(0.7);
        var from = late ? 60 - random.Whole(1, Math.Min(11, minutes)) : random.Whole(0, 20);
        var story =
            $"It is {(late ? 23 : random.Whole(8, 20))}:{from:00} on {Long(day)}. What is the date {minutes} minutes later";
        return late && from + minutes >= 60
            ? new(story, $"Midnight comes before that, so it is the next day. {Move(day, 1)}", day.AddDays(1))
            : new(story, $"It is still the same day, {Long(day)}.", day);
    }

    internal static DateStory Hours(Random random)
    {
        var (day, days) = (Day(random), random.Whole(1, 3));
        return random.Chance(0.6)
            ? new(
                $"It is {Long(day)}. What is the date {24 * days} hours from now",
                $"{24 * days} hours are {days} days. {Move(day, days)}",
                day.AddDays(days)
            )
            : new(
                $"It is {Long(day)}. What was the date {24 * days} hours before",
                $"{24 * days} hours are {days} days. {Move(day, -days)}",
                day.AddDays(-days)
            );
    }

    internal static DateStory Weekday(Random random)
    {
        var day = Day(random);
        var gap = random.Whole(1, 6);
        var next = day.AddDays(gap);
        return new(
            $"Today is {day.DayOfWeek}, {Long(day)}. What is the date of the next {next.DayOfWeek}",
            $"From {day.DayOfWeek} to {next.DayOfWeek} it is {gap} {(gap == 1 ? "day" : "days")}. {Move(day, gap)}",
            next
        );
    }
}
