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
        FarDates.MonthEdge,
    ];

    /// <inheritdoc/>
    public ReasoningTask Next(Random random)
    {
        var story = random.Pick(Kinds)(random);
        var near = new[] { 1, -1, 2, -2, 7, -7 }
            .Select(days => story.Date.AddDays(days))
            .Append(story.Date.AddMonths(1))
            .Append(story.Date.AddYears(1))
            .ToArray();
        random.Shuffle(near);
        DateTime[] options = [.. near.Where(date => date != story.Date).Distinct().Take(3), story.Date];
        random.Shuffle(options);
        var letter = (char)('A' + Array.IndexOf(options, story.Date));
        string[] choices = [.. options.Select((date, i) => $"({(char)('A' + i)}) {Short(date)}")];
        var listed = string.Join('\n', choices);
        var looked = choices.TakeWhile((_, i) => options[i] != story.Date).Select(choice => $"{choice} no\n");
        return new ReasoningTask(
            Head,
            $"{story.Text} in MM/DD/YYYY?\nOptions:\n{listed}",
            $"{story.Reason}\n{Short(story.Date)} yes\n{string.Concat(looked)}({letter}) {Short(story.Date)} yes\nSo the answer is ({letter})."
        );
    }
}
