using System.Collections.Immutable;

namespace Assay.Train.Data;

/// <summary>Things of one kind in a list of things.</summary>
public sealed class CountingTasks : ITaskSource
{
    /// <summary>What such tasks are about.</summary>
    public const string Head = "Count the things of one kind in a list of things.";

    private static readonly string[] Numbers = ["no", "a", "two", "three", "four", "five", "six", "seven", "eight"];

    private static readonly (string Begin, string End)[] Wordings =
    [
        ("There are", "How many {0} are there?"),
        ("I own", "How many {0} do I have?"),
        ("We see", "How many {0} do we see?"),
        ("On the list are", "How many {0} are on the list?"),
        ("In the picture there are", "How many {0} are in the picture?"),
        ("My uncle has", "How many {0} has he got?"),
        ("A shop sold", "How many {0} did it sell?"),
        ("She drew", "How many {0} did she draw?"),
        ("The house has", "How many {0} are in the house?"),
        ("In the bag are", "How many {0} are in the bag?"),
        ("They brought", "How many {0} did they bring?"),
        ("At the market I saw", "How many {0} did I see there?"),
        ("The room holds", "How many {0} does the room hold?"),
    ];

    private readonly ImmutableArray<Kind> kinds =
    [
        .. FactFile.Paragraphs("kinds").SelectMany(lines => lines).Select(Read),
    ];

    /// <inheritdoc/>
    public ReasoningTask Next(Random random)
    {
        var named = random.Chance(0.12);
        var kind = kinds[random.Next(kinds.Length - 1)];
        var others = kinds.Where(other => !other.Things.Any(kind.Things.Contains)).ToArray();
        var everything = random.Chance(0.08);
        var wanted = random.PickSome(kind.Things, Math.Min(kind.Things.Length, random.Whole(1, 4)));
        var unwanted = Enumerable
            .Range(0, random.Whole(0, 3))
            .Select(_ => random.Pick(random.Pick(others).Things))
            .Distinct()
            .ToArray();
        (Thing Thing, int Count)[] list =
        [
            .. wanted.Concat(unwanted).Select(thing => (thing, random.Chance(0.35) ? 1 : random.Whole(2, 7))),
        ];
        while (list.Length < 2)
        {
            list = [.. list, (random.Pick(random.Pick(others).Things), random.Whole(2, 5))];
        }
        random.Shuffle(list);
        var (begin, end) = random.Pick(Wordings);
        var plural = kind.Plural;
        HashSet<Thing> counted = [.. everything ? list.Select(entry => entry.Thing) : wanted];
        if (named)
        {
            var two = random.PickSome(list, 2).Select(entry => entry.Thing).ToArray();
            counted = [.. two];
            plural = $"{two[0].Plural} and {two[1].Plural}";
        }
        else if (everything)
        {
            plural = "things";
        }
        var question = $"{begin} {List(list.Select(Said))}. {string.Format(end, plural)}";
        return new ReasoningTask(Head, question, Reason(list, counted, plural));
    }

    private static string Reason((Thing Thing, int Count)[] list, HashSet<Thing> counted, string plural)
    {
        var lines = new List<string>();
        var checks = list.Select(entry => $"{entry.Thing.Plural} {(counted.Contains(entry.Thing) ? "yes" : "no")}");
        lines.Add($"Are they {plural}? {Capital(string.Join(", ", checks))}.");
        var found = list.Where(entry => counted.Contains(entry.Thing)).ToArray();
        lines.Add($"There are {List(found.Select(entry => $"{Name(entry)} ({entry.Count})"))}.");
        var sum = found.Sum(entry => entry.Count);
        var terms = string.Join(" + ", found.Select(entry => entry.Count));
        lines.Add($"The sum is {terms}{(found.Length > 1 ? $" = {sum}" : "")}. So the answer is {sum}.");
        return string.Join('\n', lines);
    }

    private static string Said((Thing Thing, int Count) entry) =>
        entry.Count == 1 ? Name(entry) : $"{Numbers[entry.Count]} {entry.Thing.Plural}";

    private static string Name((Thing Thing, int Count) entry) =>
        entry.Count > 1 ? entry.Thing.Plural
        : "aeiou".Contains(entry.Thing.Name[0], StringComparison.Ordinal) ? $"an {entry.Thing.Name}"
        : $"a {entry.Thing.Name}";

    private static string List(IEnumerable<string> parts)
    {
        var all = parts.ToArray();
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static Kind Read(string line)
    {
        var sides = line.Split(':');
        var names = sides[0].Split('|');
        return new(names[0], names[1], [.. FactFile.Parts(sides[1], ';').Select(Thing)]);

        static Thing Thing(string text)
        {
            var forms = text.Split('|');
            return new(forms[0], forms[1]);
        }
    }

    private sealed record Thing(string Name, string Plural);

    private sealed record Kind(string Name, string Plural, ImmutableArray<Thing> Things);
}
