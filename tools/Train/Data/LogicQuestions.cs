namespace Assay.Train.Data;

/// <summary>Inferences: conditionals, syllogisms, orders.</summary>
public static class LogicQuestions
{
    private const string Subject = "logic";

    private static readonly (string If, string Then, string NotIf, string NotThen)[] Conditionals =
    [
        ("it snows", "the road is white", "it does not snow", "the road is not white"),
        ("the bell rings", "the lesson is over", "the bell does not ring", "the lesson is not over"),
        ("the light is on", "somebody is in the room", "the light is off", "nobody is in the room"),
        ("the flag is up", "the king is in town", "the flag is down", "the king is not in town"),
        ("the cat is in", "the mice are quiet", "the cat is out", "the mice are not quiet"),
        ("the shop is closed", "the door is locked", "the shop is not closed", "the door is not locked"),
        ("the café is open", "the lamp is lit", "the café is closed", "the lamp is not lit"),
        ("the train is late", "Tom takes the bus", "the train is not late", "Tom does not take the bus"),
        ("the oven is hot", "the red light is on", "the oven is cold", "the red light is off"),
        ("the radio is on", "somebody is awake", "the radio is off", "nobody is awake"),
        ("the dog barks", "someone is at the door", "the dog is quiet", "nobody is at the door"),
        ("the ship is full", "the gate is shut", "the ship is not full", "the gate is open"),
        ("the museum is open", "the banner hangs out", "the museum is closed", "the banner is gone"),
    ];

    private static readonly string[] Kinds =
    [
        "snakes",
        "reptiles",
        "birds",
        "cats",
        "dogs",
        "poets",
        "painters",
        "doctors",
        "readers",
        "singers",
        "farmers",
        "roses",
        "flowers",
        "trees",
        "fish",
        "whales",
        "mammals",
        "lizards",
        "teachers",
        "writers",
        "students",
        "dancers",
        "bakers",
        "tools",
        "stones",
        "houses",
        "boats",
    ];

    private static readonly string[] People =
    [
        "Anna",
        "Ben",
        "Carl",
        "Dora",
        "Emil",
        "Fay",
        "Gus",
        "Hana",
        "Ivan",
        "Jane",
        "Kurt",
        "Lea",
        "Max",
        "Nina",
        "Otto",
        "Pia",
    ];

    private static readonly (string More, string Less, string Most, string Least)[] Orders =
    [
        ("taller", "shorter", "tallest", "shortest"),
        ("older", "younger", "oldest", "youngest"),
        ("faster", "slower", "fastest", "slowest"),
        ("richer", "poorer", "richest", "poorest"),
    ];

    /// <summary>The next one.</summary>
    public static ChoiceExercise Next(Random random) =>
        random.Next(5) switch
        {
            0 or 1 => Conditional(random),
            2 or 3 => Syllogism(random),
            _ => Order(random),
        };

    private static ChoiceExercise Conditional(Random random)
    {
        var (p, q, notP, notQ) = random.Pick(Conditionals);
        var rule = $"If {p}, {q}.";
        var nothing = random.Pick("Nothing", "Nothing for certain", "Nothing about it");
        var ask = random.Pick("What follows?", "What can be concluded?", "What do we know then?", "What is certain?");
        var (given, right) = random.Next(4) switch
        {
            0 => (p, q),
            1 => (notQ, notP),
            2 => (q, nothing),
            _ => (notP, nothing),
        };
        string[] wrong = [.. new[] { p, q, notP, notQ }.Where(text => text != given), nothing, "Both at once"];
        return ChoiceExercise.Shuffle(
            random,
            Subject,
            $"{rule} {Capital(given)}. {ask}",
            Capital(right),
            wrong.Select(Capital)
        );
    }

    private static ChoiceExercise Syllogism(Random random)
    {
        var kinds = random.PickSome(Kinds, 3);
        var (a, b, c) = (kinds[0], kinds[1], kinds[2]);
        var (first, second, right, wrong) = random.Next(5) switch
        {
            0 => (
                $"All {a} are {b}.",
                $"All {b} are {c}.",
                $"All {a} are {c}",
                (string[])[$"All {c} are {a}", $"No {a} are {c}", $"No {b} are {a}"]
            ),
            1 => (
                $"No {b} are {c}.",
                $"All {a} are {b}.",
                $"No {a} are {c}",
                [$"Some {a} are {c}", $"All {c} are {a}", $"No {a} are {b}", $"All {a} are {c}"]
            ),
            2 => (
                $"Some {a} are {b}.",
                $"All {b} are {c}.",
                $"Some {a} are {c}",
                [$"No {a} are {c}", $"All {c} are {a}", $"All {a} are {c}", $"No {c} are {b}"]
            ),
            3 => (
                $"All {a} are {b}.",
                $"No {b} are {c}.",
                $"No {a} are {c}",
                [$"Some {a} are {c}", $"All {a} are {c}", $"No {b} are {a}", $"All {c} are {b}"]
            ),
            _ => (
                $"Some {a} are {b}.",
                $"No {b} are {c}.",
                $"Some {a} are not {c}",
                [$"All {a} are {c}", $"All {b} are {c}", $"No {a} are {b}", $"All {c} are {a}"]
            ),
        };
        var (one, two) = random.Chance(0.7) ? (first, second) : (second, first);
        var question = random.Next(3) switch
        {
            0 => $"{one} {two} {random.Pick("What follows?", "What must be true?", "Which conclusion follows?")}",
            1 =>
                $"Two premises are given.\n1. {one}\n2. {two}\n{random.Pick("What follows?", "Which conclusion holds?")}",
            _ => $"{one} {two} Therefore what?",
        };
        return ChoiceExercise.Shuffle(random, Subject, question, right, wrong);
    }

    private static ChoiceExercise Order(Random random)
    {
        var people = random.PickSome(People, random.Whole(3, 4));
        var (more, less, most, least) = random.Pick(Orders);
        var clues = new List<string>();
        for (var i = 0; i + 1 < people.Length; i++)
        {
            clues.Add(
                random.Chance(0.6)
                    ? $"{people[i]} is {more} than {people[i + 1]}."
                    : $"{people[i + 1]} is {less} than {people[i]}."
            );
        }
        var shown = clues.ToArray();
        if (random.Chance(0.5))
        {
            random.Shuffle(shown);
        }
        var (ask, right) = random.Next(people.Length > 3 ? 4 : 2) switch
        {
            0 => (most, people[0]),
            1 => (least, people[^1]),
            2 => ("second " + most, people[1]),
            _ => ("second " + least, people[^2]),
        };
        string[] wrong = [.. people, "Nobody"];
        return ChoiceExercise.Shuffle(
            random,
            Subject,
            string.Join(' ', shown) + $" Who is the {ask}?",
            right,
            people.Length > 3 ? people : wrong,
            working: $"The order is {string.Join(", ", people)}."
        );
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
