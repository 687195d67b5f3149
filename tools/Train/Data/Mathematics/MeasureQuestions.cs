using static Assay.Train.Data.Mathematics.MathChoices;

namespace Assay.Train.Data.Mathematics;

/// <summary>Prices, times, means, areas.</summary>
internal static class MeasureQuestions
{
    private static readonly string[] Goods =
    [
        "book",
        "ruler",
        "stamp",
        "folder",
        "map",
        "card",
        "brush",
        "candle",
        "cup",
        "bun",
        "ticket",
        "apple",
        "mug",
        "poster",
    ];

    private static readonly string[] Days =
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];

    internal static ChoiceExercise Prices(Random random)
    {
        var (x, y) = (random.Whole(2, 20) * 25, random.Whole(2, 20) * 25);
        var goods = random.PickSome(Goods, 2);
        var question =
            random.Next(2) == 0
                ? $"One {goods[0]} is {Dollars(x)} and one {goods[1]} is {Dollars(y)}. What is the price of two {goods[0]}s and a {goods[1]}?"
                : $"A {goods[0]} costs {Dollars(x)}, a {goods[1]} {Dollars(y)}. How much are two {goods[0]}s and one {goods[1]}?";
        var working =
            $"Two {goods[0]}s cost {Dollars(2 * x)}, and {Dollars(2 * x)} + {Dollars(y)} = {Dollars((2 * x) + y)}.";
        return Make(
            random,
            question,
            Dollars((2 * x) + y),
            working,
            new[] { x + y, x + (2 * y), (2 * x) + y + 25, (2 * x) + y - 50, (2 * x) + y + 100, (2 * x) + y - 25 }
                .Where(value => value > 0)
                .Select(Dollars)
        );
    }

    internal static ChoiceExercise Journey(Random random)
    {
        var (hour, minute) = (random.Whole(6, 18), random.Whole(0, 11) * 5);
        var (hours, minutes) = (random.Whole(1, 4), random.Whole(1, 11) * 5);
        var end = (hour * 60) + minute + (hours * 60) + minutes;
        var vehicle = random.Pick("train", "ship", "coach", "plane", "tram");
        var question =
            random.Next(2) == 0
                ? $"A {vehicle} starts at {hour}:{minute:00} and gets there at {Clock(end)}. How long does it travel?"
                : $"A {vehicle} is on its way from {hour}:{minute:00} to {Clock(end)}. How much time is that?";
        var total = (hours * 60) + minutes;
        return Make(
            random,
            question,
            Duration(total),
            $"From {hour}:{minute:00} to {hour + hours}:{minute:00} it is {hours} h, and to {Clock(end)} another {minutes} min.",
            new[] { total + 10, total - 10, total + 60, total - 60, total + 20 }
                .Where(value => value > 0)
                .Select(Duration)
        );
    }

    internal static ChoiceExercise MissingOfMean(Random random)
    {
        var count = random.Whole(3, 5);
        var known = Enumerable.Range(0, count - 1).Select(_ => random.Whole(2, 18)).ToArray();
        var sum = known.Sum();
        var mean = (sum / count) + random.Whole(1, 4);
        var x = (mean * count) - sum;
        var list = string.Join(", ", known);
        var question =
            random.Next(2) == 0
                ? $"The mean of {list} and x is {mean}. Find x."
                : $"{count} numbers have the mean {mean}; {count - 1} of them are {list}. Which number is missing?";
        return Near(
            random,
            question,
            x,
            $"{count} * {mean} = {mean * count}, {string.Join(" + ", known)} = {sum} and {mean * count} - {sum} = {x}.",
            "",
            mean,
            x + mean
        );
    }

    internal static ChoiceExercise MeanOfList(Random random)
    {
        var count = random.Whole(2, 4);
        var mean = random.Whole(4, 25);
        var values = Enumerable.Range(0, count).Select(_ => mean + random.Whole(-3, 3)).ToArray();
        values[^1] += (mean * count) - values.Sum();
        var thing = random.Pick("Eggs", "Letters", "Cakes", "Visitors", "Pages");
        var first = random.Whole(0, 3);
        var question =
            random.Next(2) == 0
                ? $"{thing} on {count} days:\n{string.Join('\n', values.Select((value, i) => $"{Days[first + i]}: {value}"))}\nWhat is the average per day?"
                : $"What is the mean of {string.Join(", ", values)}?";
        var sum = mean * count;
        return Near(
            random,
            question,
            mean,
            $"{string.Join(" + ", values)} = {sum} and {sum} / {count} = {mean}.",
            "",
            sum,
            values[0],
            values[^1]
        );
    }

    internal static ChoiceExercise Perimeter(Random random)
    {
        var (a, b) = (random.Whole(2, 15), random.Whole(2, 15));
        if (random.Chance(0.5))
        {
            return Near(
                random,
                $"A {random.Pick("garden", "table", "picture", "room")} measures {a} m by {b} m. How long is its edge all round?",
                2 * (a + b),
                $"{a} + {b} = {a + b} and 2 * {a + b} = {2 * (a + b)}.",
                " m",
                a * b,
                a + b
            );
        }
        return Near(
            random,
            $"What is the area of a rectangle of {a} cm by {b} cm?",
            a * b,
            $"{a} * {b} = {a * b}.",
            " square cm",
            2 * (a + b),
            a + b
        );
    }
}
