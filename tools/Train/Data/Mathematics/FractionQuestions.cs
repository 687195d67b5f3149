using static Assay.Train.Data.Mathematics.MathChoices;

namespace Assay.Train.Data.Mathematics;

/// <summary>Fractions and percentages.</summary>
internal static class FractionQuestions
{
    internal static ChoiceExercise FractionSum(Random random)
    {
        var (b, times) = (random.Whole(2, 4), random.Whole(2, 3));
        var d = b * times;
        var (a, c) = (random.Whole(1, b - 1), random.Whole(1, d - 1));
        var sum = (a * times) + c;
        var question = random.Next(2) == 0 ? $"{a}/{b} + {c}/{d} equals what?" : $"Add {a}/{b} and {c}/{d}.";
        var working = $"{a}/{b} = {a * times}/{d} and {a * times}/{d} + {c}/{d} = {sum}/{d}";
        var right = Reduced(sum, d);
        return Make(
            random,
            question,
            right,
            right == $"{sum}/{d}" ? working + "." : $"{working} = {right}.",
            $"{a + c}/{b + d}",
            Reduced(sum + 1, d),
            Reduced(sum - 1, d),
            Reduced(sum + 2, d),
            $"{a}/{d}",
            $"{c + 1}/{b}"
        );
    }

    internal static ChoiceExercise LargestFraction(Random random)
    {
        (int A, int B)[] all =
        [
            (1, 2),
            (1, 3),
            (2, 3),
            (1, 4),
            (3, 4),
            (1, 5),
            (2, 5),
            (3, 5),
            (4, 5),
            (3, 8),
            (5, 8),
            (7, 8),
            (3, 10),
            (7, 10),
            (9, 10),
            (5, 6),
            (1, 6),
        ];
        var offered = random.PickSome(all, 4);
        var largest = random.Chance(0.6);
        var right = largest ? offered.MaxBy(x => (double)x.A / x.B) : offered.MinBy(x => (double)x.A / x.B);
        return Make(
            random,
            largest
                ? random.Pick("Which fraction is the greatest?", "Which of these is the biggest?")
                : random.Pick("Which fraction is the smallest?", "Which of these is the least?"),
            $"{right.A}/{right.B}",
            string.Join(", ", offered.Select(x => $"{x.A}/{x.B} = {(x.A * 100 / x.B) / 100.0:0.00}")) + ".",
            offered.Select(x => $"{x.A}/{x.B}")
        );
    }

    internal static ChoiceExercise PercentOf(Random random)
    {
        var (percent, of) = (random.Pick(5, 10, 15, 20, 25, 30, 40, 50, 75), random.Whole(1, 10) * 20);
        var right = percent * of / 100;
        var question = random.Next(2) == 0 ? $"How much is {percent}% of {of}?" : $"Find {percent} percent of {of}.";
        return Near(
            random,
            question,
            right,
            $"{percent} * {of} / 100 = {right}.",
            "",
            percent,
            of - percent,
            right * 2
        );
    }

    internal static ChoiceExercise Discount(Random random)
    {
        var (percent, price) = (random.Pick(10, 20, 25, 50), random.Whole(1, 10) * 20);
        var off = percent * price / 100;
        var thing = random.Pick("bag", "chair", "lamp", "jacket", "game", "watch", "dress");
        var question =
            random.Next(2) == 0
                ? $"A {thing} of ${price} is now {percent}% cheaper. What does it cost now?"
                : $"The price of a {thing}, ${price}, is cut by {percent}%. How much is it then?";
        var right = price - off;
        return Make(
            random,
            question,
            $"${right}",
            $"{percent}% of {price} is {off} and {price} - {off} = {right}.",
            new[] { off, price - percent, price + off, right - 5, right + 5, right + 10 }
                .Where(value => value > 0 && value != right)
                .Select(value => $"${value}")
        );
    }
}
