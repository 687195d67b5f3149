using static Assay.Train.Data.WordProblems.Numerals;
using static Assay.Train.Data.WordProblems.WordProblemSource;

namespace Assay.Train.Data.WordProblems;

/// <summary>So many an hour, a minute, a person.</summary>
internal static class Rates
{
    internal static WordProblem Recipe(Random r)
    {
        var (people, each, more) = (r.Whole(2, 6), r.Whole(4, 30) * 5, r.Whole(3, 12));
        var food = r.Pick("flour", "pasta", "potatoes", "sugar", "beans", "fish", "rice", "meat");
        var recipe = r.Pick("recipe", "soup", "dish", "salad", "meal", "recipe");
        return Make(
            r.Wording(
                $"A {recipe} for {people} people needs {people * each} grams of {food}. How many grams are needed for {more} people?",
                $"{people * each} grams of {food} are enough for {people} guests. How many grams are enough for {more} guests?",
                $"A cook takes {people * each} grams of {food} for {people} persons. How much {food}, in grams, does it take for {more} persons?"
            ),
            each * more,
            $"One person needs {Over(people * each, people)} grams.",
            $"{more} people need {Times(more, each)} grams."
        );
    }

    internal static WordProblem Print(Random r)
    {
        var (rate, minutes, copies) = (r.Whole(2, 8) * 5, r.Whole(4, 40), r.Whole(3, 15));
        if (rate * minutes % copies != 0)
        {
            return Print(r);
        }
        var pages = rate * minutes / copies;
        var (machine, does, thing, part) = r.Pick(
            ("copier", "copies", "booklet", "pages"),
            ("printer", "prints", "letter", "lines"),
            ("plotter", "draws", "plan", "lines"),
            ("writer", "writes", "poem", "words"),
            ("press", "prints", "book", "sheets")
        );
        return Make(
            r.Wording(
                $"A {machine} {does} {rate} {part} a minute. It {does} {copies} copies of a {thing} of {pages} {part}. How many minutes does it take?",
                $"A {machine} does {rate} {part} in a minute. How many minutes do {copies} {thing}s of {pages} {part} each take?",
                $"{copies} {thing}s have {pages} {part} each. A {machine} manages {rate} {part} a minute. How long does it work, in minutes?"
            ),
            minutes,
            $"There are {Times(copies, pages)} {part} to do.",
            $"That takes {Over(rate * minutes, rate)} minutes."
        );
    }

    internal static WordProblem Machine(Random r)
    {
        var (bad, per, hours) = (r.Pick(10, 20, 25, 40, 50), r.Whole(4, 24), r.Whole(2, 9));
        var rate = bad * per;
        var total = rate * hours;
        var (thing, single) = r.Pick(
            ("bolts", "bolt"),
            ("cans", "can"),
            ("cups", "cup"),
            ("toys", "toy"),
            ("bottles", "bottle"),
            ("pens", "pen"),
            ("nails", "nail")
        );
        var machine = r.Pick("machine", "robot", "factory", "plant", "firm");
        return Make(
            r.Wording(
                $"A {machine} makes {rate} {thing} an hour. One {single} in {bad} is faulty. How many good {thing} does it make in {hours} hours?",
                $"Every hour a factory makes {rate} {thing}, and one of {bad} is bad. How many good {thing} does it make in {hours} hours?",
                $"A plant turns out {rate} {thing} per hour. One in {bad} is broken. How many whole {thing} are there after {hours} hours?"
            ),
            total - (total / bad),
            $"In {hours} hours it makes {Times(hours, rate)} {thing}.",
            $"Faulty are {Over(total, bad)} {thing}.",
            $"Good are {Minus(total, total / bad)} {thing}."
        );
    }

    internal static WordProblem Hens(Random r)
    {
        var (each, n, weeks) = (r.Whole(3, 9), r.Whole(4, 15), r.Whole(3, 12));
        var (one, who, does, thing, time) = r.Pick(
            ("hen", "hens", "lays", "eggs", "week"),
            ("duck", "ducks", "lays", "eggs", "month"),
            ("goose", "geese", "lays", "eggs", "week"),
            ("baker", "bakers", "makes", "cakes", "day"),
            ("painter", "painters", "paints", "doors", "day"),
            ("cow", "cows", "gives", "cans of milk", "week"),
            ("child", "children", "collects", "shells", "hour")
        );
        return Make(
            r.Wording(
                $"A {one} {does} {each} {thing} a {time}. How many {time}s do {n} {who} need for {n * each * weeks} {thing}?",
                $"Each of {n} {who} {does} {each} {thing} a {time}. After how many {time}s are there {n * each * weeks} {thing}?",
                $"There are {n} {who}, and each one {does} {each} {thing} per {time}. How many {time}s does it take until there are {n * each * weeks} {thing}?"
            ),
            weeks,
            $"Together they make {Times(n, each)} {thing} a {time}.",
            $"They need {Over(n * each * weeks, n * each)} {time}s."
        );
    }

    internal static WordProblem Tank(Random r)
    {
        var (net, leak, minutes) = (r.Whole(2, 9) * 5, r.Whole(1, 5) * 5, r.Whole(5, 30));
        var place = r.Pick("pool", "barrel", "basin", "pond", "tub", "tank");
        var (pump, hole) = (r.Pick("pipe", "tap", "hose", "pump"), r.Pick("hole", "crack", "leak", "drain"));
        return Make(
            r.Wording(
                $"A {place} holds {N(net * minutes)} litres. A {pump} fills {net + leak} litres a minute, but a {hole} loses {leak} litres a minute. How many minutes does it take to fill the empty {place}?",
                $"A {place} of {N(net * minutes)} litres is empty. {net + leak} litres flow in each minute and {leak} litres flow out. After how many minutes is it full?",
                $"Each minute {net + leak} litres run into a {place} and {leak} litres run out. It takes {N(net * minutes)} litres. How many minutes until it is full?"
            ),
            minutes,
            $"Each minute adds {Minus(net + leak, leak)} litres.",
            $"Filling takes {Over(net * minutes, net)} minutes."
        );
    }

    internal static WordProblem WorkDays(Random r)
    {
        var (a, b, n, m, day) = (r.Whole(2, 6), r.Whole(2, 6), r.Whole(2, 7), r.Whole(2, 7), r.Whole(6, 9));
        var total = (a * n) + (b * m);
        var full = total / day;
        if (total % day == 0 || full == 0)
        {
            return WorkDays(r);
        }
        var (who, does, x, y) = r.Pick(
            ("tailor", "makes", "coat", "suit"),
            ("carpenter", "builds", "table", "chair"),
            ("gardener", "cuts", "lawn", "hedge"),
            ("painter", "paints", "room", "fence"),
            ("smith", "makes", "gate", "lamp")
        );
        var he = r.Pick("He", "She");
        return Make(
            r.Wording(
                $"A {who} needs {a} hours for a {x} and {b} hours for a {y}. {he} {does} {n} {x}s and {m} {y}s and works {day} hours a day, the last day less. On which day does {he.ToLowerInvariant()} finish?",
                $"A {who} takes {a} hours for a {x} and {b} hours for a {y}, and works at most {day} hours a day. There are {n} {x}s and {m} {y}s to make. On which day is the {who} done?"
            ),
            full + 1,
            $"The {x}s take {Times(n, a)} hours.",
            $"The {y}s take {Times(m, b)} hours.",
            $"That makes {Plus(a * n, b * m)} hours.",
            $"After {full} days {Times(full, day)} hours are done, so {Minus(total, full * day)} hours are left for the next day, day {Plus(full, 1)}."
        );
    }

    internal static WordProblem Parcels(Random r)
    {
        var (n, each, other) = (r.Whole(3, 9), r.Pick(1.5m, 2m, 2.5m, 3m, 3.5m, 4m, 4.5m, 6m, 7m), r.Whole(2, 12));
        var (thing, verb, unit) = r.Pick(
            ("bricks", "weigh", "kilograms"),
            ("boxes", "weigh", "kilograms"),
            ("bags", "weigh", "kilograms"),
            ("parcels", "weigh", "kilograms"),
            ("cans", "weigh", "kilograms"),
            ("bottles", "cost", "dollars"),
            ("boards", "measure", "metres")
        );
        return Make(
            r.Wording(
                $"{Words.Capital(Money.Number(n))} identical {thing} {verb} {N(n * each)} {unit} together. What do {other} of them {verb}, in {unit}?",
                $"{n} equal {thing} {verb} {N(n * each)} {unit} in all. How many {unit} do {other} of them {verb}?",
                $"If {n} {thing} {verb} {N(n * each)} {unit}, how many {unit} do {other} {thing} {verb}?"
            ),
            each * other,
            $"One is {Over(n * each, n)} {unit}.",
            $"{other} are {Times(other, each)} {unit}."
        );
    }
}
