using static Assay.Train.Data.Dates.Calendar;

namespace Assay.Train.Data.Dates;

/// <summary>Dates worked out from what a short text says.</summary>
public sealed class DateTasks : ITaskSource
{
    /// <summary>What such tasks are about.</summary>
    public const string Head = "Work out a date from what a short text says about it.";

    private static readonly Func<Random, DateStory>[] Kinds =
    [
        NearDates.Neighbour,
        NearDates.Ago,
        NearDates.Later,
        NearDates.Weeks,
        FarDates.Month,
        FarDates.YearEnd,
        FarDates.Birthday,
        FarDates.Moved,
        FarDates.DayFirst,
        NearDates.Chained,
        NearDates.Midnight,
        NearDates.Hours,
        NearDates.Weekday,
        ToldDates.Lease,
        ToldDates.Feast,
        ToldDates.Exam,
        ToldDates.Born,
        ToldDates.Parcel,
        ToldDates.FirstDay,
        ToldDates.Planned,
        ToldDates.Clock,
        ToldDates.NextWeekday,
        ToldDates.Age,
        ToldDates.Diary,
        ToldDates.Overdue,
        ToldDates.Country,
        ToldDates.In24Hours,
        FarDates.MonthEdge,
    ];

    /// <inheritdoc/>
    public ReasoningTask Next(Random random)
    {
        var story = random.Pick(Kinds)(random);
        var near = new[] { 1, -1, 2, -2, 7, -7 }
            .Select(days => story.Date.AddDays(days))
            .Append(story.Date.AddMonths(1))
            .Append(story.Date.AddMonths(-1))
            .Append(story.Date.AddYears(1))
            .ToArray();
        random.Shuffle(near);
        DateTime[] options = [.. near.Where(date => date != story.Date).Distinct().Take(3), story.Date];
        random.Shuffle(options);
        var letter = (char)('A' + Array.IndexOf(options, story.Date));
        string[] choices = [.. options.Select((date, i) => $"({(char)('A' + i)}) {Short(date)}")];
        var listed = string.Join('\n', choices);
        var compared = options
            .TakeWhile(date => date != story.Date)
            .Append(story.Date)
            .Select((date, i) => $"({(char)('A' + i)}) {Compare(date, story.Date)}\n");
        return new ReasoningTask(
            Head,
            $"{story.Text} in MM/DD/YYYY?\nOptions:\n{listed}",
            $"{story.Reason}\n{Short(story.Date)} yes\n{string.Concat(compared)}So the answer is ({letter}).",
            $"{story.Reason}\nThe date is {Short(story.Date)}. So the answer is ({letter})."
        );
    }

    /// <summary>
    /// Month, day and year of an option, each next to the one wanted, up to the first that differs: two numbers side by side are compared
    /// easily, two whole dates are not.
    /// </summary>
    private static string Compare(DateTime option, DateTime wanted)
    {
        var (month, day) = ($"{option.Month:00} {wanted.Month:00}", $"{option.Day:00} {wanted.Day:00}");
        return option.Month != wanted.Month ? $"{month} no"
            : option.Day != wanted.Day ? $"{month} yes {day} no"
            : $"{month} yes {day} yes {option.Year} {wanted.Year} {(option.Year == wanted.Year ? "yes" : "no")}";
    }
}
