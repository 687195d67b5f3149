using System.Globalization;
using static Assay.Train.Data.Dates.Calendar;

namespace Assay.Train.Data.Dates;

/// <summary>Letters, birthdays, plans: dates within a short story.</summary>
internal static class ToldDates
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth"];

    internal static DateStory Lease(Random random)
    {
        var (last, n) = (MonthStart(random).AddDays(-1), random.Whole(2, 10));
        var place = random.Pick("flat", "shop", "garage", "office", "car", "boat", "farm");
        var contract = random.Pick("lease", "contract", "insurance", "permit");
        return Known(
            $"The {place}'s {contract} ends on the last day of {Month(last)}. What is the date {Numbers[n]} days later",
            $"The last day of {Month(last)}",
            last,
            n
        );
    }

    internal static DateStory Feast(Random random)
    {
        var (day, year) = (random.Whole(0, 2), random.Whole(1985, 2030));
        var (feast, date) = day switch
        {
            0 => ("New Year's Eve", new DateTime(year, 12, 31, 0, 0, 0, DateTimeKind.Unspecified)),
            1 => ("New Year's Day", new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)),
            _ => ("Christmas Day", new DateTime(year, 12, 25, 0, 0, 0, DateTimeKind.Unspecified)),
        };
        var (when, by) = random.Pick(("Yesterday was", 1), ("Yesterday was", 1), ("Tomorrow is", -1));
        return Known($"{when} {feast} of {year}. What is the date today", feast, date, by);
    }

    internal static DateStory Exam(Random random)
    {
        var (day, n) = (Day(random), random.Whole(1, 5));
        var (person, thing) = (random.Pick(People), random.Pick(Events));
        var weeks = n == 1 ? "one week" : $"{Numbers[n]} weeks";
        var story = Shift(
            $"Today is {Long(day)}. {person}'s {thing} is in exactly {weeks}. What is the date of the {thing}",
            day,
            7 * n
        );
        return story with { Reason = $"{Capital(weeks)} {(n == 1 ? "has" : "have")} {7 * n} days. {story.Reason}" };
    }

    internal static DateStory Born(Random random)
    {
        var (born, age, by) = (Day(random), random.Whole(2, 70), random.Pick(1, 1, -1, 0));
        born = born.AddDays(random.Whole(1, 28) - born.Day).AddYears(-random.Whole(0, 40));
        var today = born.AddYears(age);
        var (person, when) = (random.Pick(People), When(by));
        var turns = random.Pick("turns", "is", "becomes");
        return new(
            $"{person} was born on {Long(born)}. Today {random.Pick("he", "she")} {turns} {age}. {when}",
            $"{born.Year} + {age} = {today.Year}, so today is {Long(today)}.{(by == 0 ? "" : $" {Move(today, by)}")}",
            today.AddDays(by)
        );
    }

    internal static DateStory Parcel(Random random)
    {
        var (sent, n) = (Day(random), random.Whole(2, 9));
        var thing = random.Pick("letter", "package", "card", "box", "parcel", "book");
        var came = sent.AddDays(n);
        var (word, by) = random.Pick(("yesterday", 1), ("yesterday", 1), ("today", 0));
        return new(
            $"The {thing} was {random.Pick("sent", "posted")} on {Long(sent)} and came {Numbers[n]} days later, which was {word}. What is the date today",
            $"{Move(sent, n)} That was {word}.{(by == 0 ? "" : $" {Move(came, by)}")}",
            came.AddDays(by)
        );
    }

    internal static DateStory FirstDay(Random random)
    {
        var (year, end) = (random.Whole(1985, 2030), random.Pick(true, true, false));
        var first = new DateTime(year, end ? 12 : 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var day = random.Pick("first", "first", "last");
        var date = day == "first" ? first : first.AddMonths(1).AddDays(-1);
        var (when, by) = random.Pick(
            ("What was the date one week ago", -7),
            ("What was the date two weeks ago", -14),
            ("What is the date in one week", 7),
            ("What was the date three days ago", -3),
            ("What was the date yesterday", -1)
        );
        return Known(
            $"It is the {day} day of {year}'s {(end ? "last" : "first")} month. {when}",
            $"The {day} day of the {(end ? "last" : "first")} month",
            date,
            by
        );
    }

    internal static DateStory Planned(Random random)
    {
        var (day, n, early) = (Day(random), random.Whole(1, 9), random.Chance(0.5));
        var thing = random.Pick(Events);
        return Shift(
            $"A {thing} was planned for {Long(day)} but takes place {Count(n)} {(early ? "earlier" : "later")}, and that is today. What is the date today",
            day,
            early ? -n : n
        );
    }

    internal static DateStory Clock(Random random)
    {
        var (day, start) = (Day(random), random.Pick(1, 3, 5, 7, 8, 9, 10, 11));
        var (span, minutes) = random.Pick(
            ("a quarter of an hour", 15),
            ("half an hour", 30),
            ("twenty minutes", 20),
            ("ten minutes", 10),
            ("an hour", 60)
        );
        var from = random.Chance(0.7) ? start * 5 : 60 - (start * 5);
        var story = $"The clock shows 23:{from:00} on {Long(day)}. What is the date {span} later";
        var sum = $"{from} + {minutes} = {from + minutes}";
        return from + minutes >= 60
            ? new(story, $"{sum} minutes, so midnight comes before that. {Move(day, 1)}", day.AddDays(1))
            : new(story, $"{sum} minutes, so it is still the same day, {Long(day)}.", day);
    }

    internal static DateStory NextWeekday(Random random)
    {
        var (first, n, gap) = (MonthStart(random), random.Whole(1, 4), random.Whole(1, 6));
        var today = first.AddDays(7 * (n - 1));
        var next = today.AddDays(gap);
        return new(
            $"Today is the {Ordinals[n - 1]} {first.DayOfWeek} of {Month(first)}, a month that began on a {first.DayOfWeek}. What is the date of the next {next.DayOfWeek}",
            $"The first {first.DayOfWeek} is the 1st{(n == 1 ? "" : $" and the {Ordinals[n - 1]} the {today.Day}th")}, so today is {Long(today)}. From {first.DayOfWeek} to {next.DayOfWeek} it is {gap} {(gap == 1 ? "day" : "days")}. {Move(today, gap)}",
            next
        );
    }

    internal static DateStory Age(Random random)
    {
        var (day, n) = (Day(random), random.Pick(20, 30, 40, 50, 60, 70, 80, 90, 100));
        day = day.AddDays(random.Whole(1, 15) - day.Day);
        var (left, end) = (n - day.Day, day.AddDays(-day.Day));
        var steps = new List<string> { $"{n} - {day.Day} = {left} days before the end of {Month(end)}." };
        while (left >= end.Day)
        {
            steps.Add($"{Month(end)} has {end.Day} days, {left} - {end.Day} = {left - end.Day}.");
            left -= end.Day;
            end = end.AddDays(-end.Day);
        }
        steps.Add(
            $"{Month(end)} has {end.Day} days, {end.Day} - {left} = {end.Day - left}, so it was {Long(end.AddDays(-left))}."
        );
        return new(
            $"A {random.Pick("baby", "puppy", "calf", "kitten", "foal")} is exactly {n} days old on {Long(day)}. On what date was it born,",
            string.Join(' ', steps),
            day.AddDays(-n)
        );
    }

    internal static DateStory Diary(Random random)
    {
        var day = Day(random);
        day = day.AddDays(random.Whole(5, 28) - day.Day);
        var (did, did2) = random.Pick(
            ("we met", "they meet"),
            ("we left", "they leave"),
            ("we came home", "they come home"),
            ("we began", "they begin"),
            ("we got the dog", "they get the dog")
        );
        var month = day.AddMonths(-1);
        var (span, days) = random.Pick(("a month and a day", 1), ("a month and two days", 2), ("a month", 0));
        return new(
            $"{random.Pick(People)} wrote in {random.Pick("his", "her")} diary on {Long(day)}: \"It is {span} since {did}.\" On what date did {did2},",
            $"One month before {Long(day)} is {Long(month)}.{(days == 0 ? "" : $" {Move(month, -days)}")}",
            month.AddDays(-days)
        );
    }

    internal static DateStory Overdue(Random random)
    {
        var (day, n) = (Day(random), random.Whole(1, 10));
        var thing = random.Pick("bill", "library card", "report", "film", "payment", "homework");
        return Shift(
            $"The {thing} was due on {Long(day)}, and today it is {Count(n)} {random.Pick("overdue", "late")}. What is the date today",
            day,
            n
        );
    }

    internal static DateStory Country(Random random)
    {
        var (day, n) = (Day(random), random.Whole(1, 3));
        day = day.AddDays(random.Whole(1, 28) - day.Day);
        var by = random.Chance(0.7) ? n : -n;
        var span = n == 1 ? "a day" : $"{Numbers[n]} days";
        return new(
            $"In a country that writes the day first, a {random.Pick("card", "bill", "note", "ticket")} is dated {day:dd\\/MM\\/yyyy}. What is the date {span} {(by > 0 ? "after" : "before")} it",
            $"The day comes first, so it is {Long(day)}. {Move(day, by)}",
            day.AddDays(by)
        );
    }

    internal static DateStory In24Hours(Random random)
    {
        var (day, days) = (Day(random), random.Whole(1, 3));
        return new(
            $"Today is {Long(day)}. What is the date in {24 * days} hours",
            $"{24 * days} hours are {Count(days)}. {Move(day, days)}",
            day.AddDays(days)
        );
    }

    private static DateTime MonthStart(Random random)
    {
        var day = Day(random);
        return day.AddDays(1 - day.Day);
    }

    private static string Month(DateTime day) => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Count(int days) => days == 1 ? "one day" : $"{Numbers[days]} days";

    private static string When(int by) =>
        by switch
        {
            0 => "What is the date today",
            1 => "What is the date tomorrow",
            _ => "What was the date yesterday",
        };
}
