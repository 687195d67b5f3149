using System.Collections.Immutable;

namespace Assay.Train.Data;

/// <summary>Things of one kind in a list of things.</summary>
public sealed class CountingTasks : ITaskSource
{
    /// <summary>What such tasks are about.</summary>
    public const string Head = "Count the things of one kind in a list of things.";

    private static readonly string[] Numbers = ["no", "a", "two", "three", "four", "five", "six", "seven", "eight"];

    private readonly ImmutableArray<Kind> kinds =
    [
        .. FactFile.Paragraphs("kinds").SelectMany((lines, family) => Read(lines, family)),
    ];

    /// <inheritdoc/>
    public ReasoningTask Next(Random random)
    {
        var kind = random.Pick(kinds.Where(kind => kind.Plural.Length > 0).ToArray());
        var others = kinds.Where(other => !other.Things.Any(kind.Things.Contains)).ToArray();
        var near = others.Where(other => other.Family == kind.Family).ToArray();
        var wanted = random.PickSome(kind.Things, Math.Min(kind.Things.Length, random.Whole(1, 4)));
        var unwanted = Enumerable
            .Range(0, random.Whole(0, 3))
            .Select(_ => random.Pick(random.Pick(near.Length > 0 && random.Chance(0.6) ? near : others).Things))
            .Distinct()
            .ToArray();
        (Thing Thing, int Count)[] list =
        [
            .. wanted.Concat(unwanted).Select(thing => (thing, random.Chance(0.35) ? 1 : random.Whole(2, 7))),
        ];
        while (list.Length < 3)
        {
            var thing = random.Pick(random.Pick(others).Things);
            list = list.Any(entry => entry.Thing == thing) ? list : [.. list, (thing, random.Whole(1, 5))];
        }
        random.Shuffle(list);
        var (plural, condition) = (kind.Plural, "");
        HashSet<Thing> counted = [.. wanted];
        switch (random.NextDouble())
        {
            case < 0.1:
                var two = random.PickSome(list, 2).Select(entry => entry.Thing).ToArray();
                counted = [.. two];
                plural = $"{two[0].Plural} and {two[1].Plural}";
                break;
            case < 0.18:
                counted = [.. list.Select(entry => entry.Thing)];
                plural = "things";
                break;
            case < 0.3 when list.Count(entry => counted.Contains(entry.Thing)) > 1:
                var left = random.Pick(list).Thing;
                counted.Remove(left);
                condition = $", if {Name((left, 1))} does not count";
                break;
        }
        var (begin, end) = CountingStories.Next(random);
        var told = string.Format(begin, List(list.Select(Said)));
        return new ReasoningTask(
            Head,
            $"{told}. {string.Format(end, plural)}{condition}?",
            Reason(list, counted, plural),
            Example(list, counted, plural)
        );
    }

    private static string Example((Thing Thing, int Count)[] list, HashSet<Thing> counted, string plural)
    {
        var found = list.Where(entry => counted.Contains(entry.Thing)).ToArray();
        var names = Capital(string.Join(" and ", found.Select(entry => entry.Thing.Plural)));
        var counts = found.Select(entry => $"{(entry.Count == 1 ? Name(entry) : entry.Thing.Plural)} ({entry.Count})");
        var sum = found.Sum(entry => entry.Count);
        return $"{names} are {plural}; nothing else is.\nThere are {string.Join(" and ", counts)}.\nThe sum is {string.Join(" + ", found.Select(entry => entry.Count))} = {sum}. So the answer is {sum}.";
    }

    /// <summary>Goes through the list, says of each thing whether it counts, and adds up in steps.</summary>
    private static string Reason((Thing Thing, int Count)[] list, HashSet<Thing> counted, string plural)
    {
        var checks = list.Select(entry =>
            $"{Said(entry)} {(counted.Contains(entry.Thing) ? $"yes ({entry.Count})" : "no")}"
        );
        var counts = list.Where(entry => counted.Contains(entry.Thing)).Select(entry => entry.Count).ToArray();
        var sum = counts[0];
        var steps = new List<string>();
        foreach (var count in counts[1..])
        {
            steps.Add($"{sum} + {count} = {sum + count}");
            sum += count;
        }
        var added = steps.Count > 0 ? string.Join(", ", steps) : $"{sum}";
        return $"Are they {plural}? {Capital(string.Join(", ", checks))}.\nThe sum is {added}. So the answer is {sum}.";
    }

    private static string Said((Thing Thing, int Count) entry) =>
        entry.Count == 1 ? Name(entry) : $"{Numbers[entry.Count]} {entry.Thing.Plural}";

    private static string Name((Thing Thing, int Count) entry) =>
        "aeiou".Contains(entry.Thing.Name[0], StringComparison.Ordinal)
            ? $"an {entry.Thing.Name}"
            : $"a {entry.Thing.Name}";

    private static string List(IEnumerable<string> parts)
    {
        var all = parts.ToArray();
        return $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Kinds of a family: names and things; a kind without a name is never asked for, a star stands for all things so far.</summary>
    private static List<Kind> Read(List<string> lines, int family)
    {
        var read = new List<Kind>();
        foreach (var sides in lines.Select(line => line.Split(':')))
        {
            var plural = sides[0] == "-" ? "" : sides[0].Split('|')[1];
            var things = FactFile.Parts(sides[1], ';');
            read.Add(
                new(
                    plural,
                    family,
                    things is ["*"]
                        ? [.. read.SelectMany(kind => kind.Things).Distinct()]
                        : [.. things.Select(thing => thing.Split('|')).Select(forms => new Thing(forms[0], forms[1]))]
                )
            );
        }
        return read;
    }

    private sealed record Thing(string Name, string Plural);

    private sealed record Kind(string Plural, int Family, ImmutableArray<Thing> Things);
}
