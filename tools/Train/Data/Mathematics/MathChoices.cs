namespace Assay.Train.Data.Mathematics;

/// <summary>Makes the questions, and writes their numbers.</summary>
internal static class MathChoices
{
    private const string Subject = "elementary mathematics";

    internal static ChoiceExercise Make(
        Random random,
        string question,
        string right,
        string working,
        params IEnumerable<string> wrong
    ) => ChoiceExercise.Shuffle(random, Subject, question, right, wrong, working: working);

    /// <summary>A whole number among numbers near it.</summary>
    internal static ChoiceExercise Near(
        Random random,
        string question,
        int right,
        string working,
        string unit = "",
        params int[] likely
    )
    {
        var wrong = likely.Where(value => value != right && value >= 0).Distinct().Take(2).ToList();
        while (wrong.Count < 3)
        {
            var value = right + (random.Pick(1, 2, 3, 4, 5, 6, 8, 10) * random.Pick(1, -1));
            if (value > 0 && value != right && !wrong.Contains(value))
            {
                wrong.Add(value);
            }
        }
        return Make(random, question, right + unit, working, wrong.Select(value => value + unit));
    }

    internal static string Dollars(int cents) => $"${cents / 100}.{cents % 100:00}";

    internal static string Hundredths(int value) => (value / 100m).ToString("0.##");

    internal static string Clock(int minutes) => $"{minutes / 60 % 24}:{minutes % 60:00}";

    internal static string Duration(int minutes) => $"{minutes / 60} h {minutes % 60} min";

    internal static string Reduced(int top, int bottom)
    {
        for (var factor = bottom; factor > 1; factor--)
        {
            if (top % factor == 0 && bottom % factor == 0)
            {
                (top, bottom) = (top / factor, bottom / factor);
            }
        }
        return bottom == 1 ? $"{top}" : $"{top}/{bottom}";
    }
}
