using static Assay.Train.Data.Mathematics.MathChoices;

namespace Assay.Train.Data.Mathematics;

/// <summary>Whole numbers, powers, equations.</summary>
internal static class NumberQuestions
{
    private static readonly string[] People =
    [
        "Ben",
        "Carla",
        "Dan",
        "Eva",
        "Finn",
        "Gina",
        "Hugo",
        "Ida",
        "Jack",
        "Lina",
    ];

    internal static ChoiceExercise Remainder(Random random)
    {
        var (divisor, quotient) = (random.Whole(3, 9), random.Whole(2, 10));
        var rest = random.Whole(0, divisor - 1);
        var number = (divisor * quotient) + rest;
        var question = random.Next(3) switch
        {
            0 => $"What is left over when {number} is divided by {divisor}?",
            1 => $"Divide {number} by {divisor}. What is the remainder?",
            _ => $"Which remainder does {number} leave on division by {divisor}?",
        };
        var wrong = Enumerable.Range(0, divisor + 3).Where(value => value != rest).Select(value => $"{value}");
        return Make(
            random,
            question,
            $"{rest}",
            $"{quotient} * {divisor} = {number - rest} and {number} - {number - rest} = {rest}.",
            wrong
        );
    }

    internal static ChoiceExercise CommonMultiple(Random random)
    {
        var (a, b) = random.Pick(
            (4, 6),
            (3, 4),
            (6, 8),
            (4, 10),
            (3, 5),
            (6, 9),
            (4, 5),
            (6, 10),
            (2, 9),
            (3, 8),
            (5, 6)
        );
        var least = Enumerable.Range(1, a * b).First(value => value % a == 0 && value % b == 0);
        var right = least * random.Whole(1, 3);
        var wrong = Enumerable
            .Range(2, 150)
            .Where(value => (value % a == 0) != (value % b == 0) && Math.Abs(value - right) < 20);
        var question =
            random.Next(2) == 0
                ? $"Which of these can be divided by both {a} and {b}?"
                : $"Find the number that is a multiple of {a} and also of {b}.";
        return Make(
            random,
            question,
            $"{right}",
            $"{right} = {right / a} * {a} and {right} = {right / b} * {b}.",
            wrong.Select(value => $"{value}")
        );
    }

    internal static ChoiceExercise DecimalProduct(Random random)
    {
        var (a, b) = (random.Whole(2, 9), random.Whole(2, 9));
        var product = a * b;
        var question = random.Next(2) == 0 ? $"Multiply 0.{a} by 0.{b}." : $"How much is 0.{a} * 0.{b}?";
        return Make(
            random,
            question,
            Hundredths(product),
            $"{a} * {b} = {product}, and with two decimals that is {Hundredths(product)}.",
            Hundredths(product * 10),
            Hundredths((a + b) * 10),
            Hundredths(a + b),
            Hundredths(product + 1),
            $"{product}"
        );
    }

    internal static ChoiceExercise Power(Random random)
    {
        var (number, exponent) = random.Pick(
            (2, 3),
            (2, 4),
            (2, 5),
            (2, 6),
            (3, 2),
            (3, 3),
            (4, 2),
            (4, 3),
            (5, 2),
            (5, 3),
            (10, 2),
            (10, 3),
            (6, 2)
        );
        var right = (int)Math.Pow(number, exponent);
        var question = random.Next(4) switch
        {
            0 => $"What is {number}^{exponent}?",
            1 => $"Calculate {number} to the power of {exponent}.",
            2 => $"{number} to the power of {exponent} is what?",
            _ => $"Which of these is {string.Join(" * ", Enumerable.Repeat(number, exponent))}?",
        };
        return Near(
            random,
            question,
            right,
            $"{string.Join(" * ", Enumerable.Repeat(number, exponent))} = {right}.",
            "",
            number * exponent,
            right * number,
            right / number
        );
    }

    internal static ChoiceExercise TimesTable(Random random)
    {
        var (a, b) = (random.Whole(2, 12), random.Whole(2, 12));
        var question = random.Next(3) switch
        {
            0 => $"What is {a} times {b}?",
            1 => $"How much is {a} * {b}?",
            _ => $"Calculate {a} * {b}.",
        };
        return Near(random, question, a * b, $"{a} * {b} = {a * b}.", "", a * (b + 1), a * (b - 1), a + b);
    }

    internal static ChoiceExercise Sum(Random random)
    {
        var (a, b) = (random.Whole(5, 99), random.Whole(5, 99));
        return random.Chance(0.5)
            ? Near(random, $"What is {a} + {b}?", a + b, $"{a} + {b} = {a + b}.", "", a + b + 10)
            : Near(random, $"What is {a + b} - {b}?", a, $"{a + b} - {b} = {a}.", "", a + 10);
    }

    internal static ChoiceExercise Sequence(Random random)
    {
        var (start, step) = (random.Whole(1, 20), random.Whole(2, 9));
        var terms = Enumerable.Range(0, 4).Select(i => start + (i * step)).ToArray();
        return Near(
            random,
            $"{string.Join(", ", terms)}: which number comes next?",
            start + (4 * step),
            $"{terms[^1]} + {step} = {start + (4 * step)}.",
            "",
            start + (5 * step)
        );
    }

    internal static ChoiceExercise Equation(Random random)
    {
        var (a, b, x) = (random.Whole(2, 9), random.Whole(1, 15), random.Whole(2, 10));
        var question =
            random.Next(2) == 0 ? $"Solve {a}x + {b} = {(a * x) + b}." : $"If {a}x + {b} = {(a * x) + b}, what is x?";
        return Near(random, question, x, $"{(a * x) + b} - {b} = {a * x} and {a * x} / {a} = {x}.", "", a * x, b, a);
    }

    internal static ChoiceExercise Riddle(Random random)
    {
        var (divisor, part, add) = (random.Pick(2, 2, 3, 4), random.Whole(3, 12), random.Whole(1, 9));
        var name = random.Pick("half", "half", "a third", "a quarter");
        divisor = name switch
        {
            "half" => 2,
            "a third" => 3,
            _ => 4,
        };
        var x = part * divisor;
        var question =
            random.Next(2) == 0
                ? $"{random.Pick(People)} takes {name} of a number and adds {add}. The result is {part + add}. Which number was it?"
                : $"If you add {add} to {name} of a number you get {part + add}. What is the number?";
        return Near(
            random,
            question,
            x,
            $"{part + add} - {add} = {part} and {part} * {divisor} = {x}.",
            "",
            (part + add) * divisor,
            part,
            x + (divisor * 2 * add)
        );
    }
}
