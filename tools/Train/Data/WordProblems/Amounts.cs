using static Assay.Train.Data.WordProblems.Numerals;
using static Assay.Train.Data.WordProblems.WordProblemSource;

namespace Assay.Train.Data.WordProblems;

/// <summary>Things in rows and boxes, and how many are left.</summary>
internal static class Amounts
{
    internal static WordProblem Shelves(Random r)
    {
        var (n, each, more) = (r.Whole(3, 9), r.Whole(11, 48), r.Whole(5, 30));
        var (place, holder, thing) = r.Pick(
            ("school", "cupboard", "glasses"),
            ("shop", "rack", "bottles"),
            ("office", "drawer", "files"),
            ("club", "shelf", "films"),
            ("cellar", "crate", "jars")
        );
        return Make(
            r.Next(2) == 0
                ? $"In a {place} there are {n} {holder}s with {each} {thing} in each and one {holder} with {more} {thing}. How many {thing} are there?"
                : $"A {place} has {n} full {holder}s of {each} {thing} and another {holder} that holds {more}. What is the number of {thing}?",
            (n * each) + more,
            $"The full ones hold {Times(n, each)} {thing}.",
            $"Together that is {Plus(n * each, more)} {thing}."
        );
    }

    internal static WordProblem Seats(Random r)
    {
        var (rows, each, free) = (r.Whole(10, 40), r.Whole(10, 50), r.Whole(10, 90));
        var (place, who) = r.Pick(
            ("theatre", "guests"),
            ("circus", "visitors"),
            ("arena", "fans"),
            ("church", "people")
        );
        return Make(
            r.Next(2) == 0
                ? $"A {place} with {rows} rows of {each} chairs is full except for {free} chairs. How many {who} are there?"
                : $"There are {rows} rows with {each} places in a {place}, and {free} places stay empty. How many {who} have come?",
            (rows * each) - free,
            $"The {place} has {Times(rows, each)} seats.",
            $"Taken are {Minus(rows * each, free)} seats."
        );
    }

    internal static WordProblem Rows(Random r)
    {
        var (rows, each, lost) = (r.Whole(4, 12), r.Whole(8, 25), r.Whole(3, 30));
        var p = Words.Person(r);
        var (plant, animal) = r.Pick(
            ("carrots", "Rabbits"),
            ("cabbages", "Caterpillars"),
            ("tulips", "Mice"),
            ("beans", "Birds"),
            ("strawberries", "Slugs")
        );
        return Make(
            r.Next(2) == 0
                ? $"{p.Name} has {rows} rows of {plant}, {each} to a row. {animal} destroy {lost}. How many {plant} remain?"
                : $"In a garden grow {rows} rows of {each} {plant}. {animal} eat {lost} of them. How many stay?",
            (rows * each) - lost,
            $"There are {Times(rows, each)} {plant}.",
            $"After that there are {Minus(rows * each, lost)} left."
        );
    }

    internal static WordProblem Boxes(Random r)
    {
        var (boxes, each, gone) = (r.Whole(6, 40), r.Whole(6, 50), r.Whole(2, 20) * 5);
        var thing = r.Pick("pencils", "bulbs", "screws", "tiles", "cups", "biscuits");
        if (gone >= boxes * each)
        {
            return Boxes(r);
        }
        return Make(
            r.Next(2) == 0
                ? $"A firm gets {boxes} boxes of {each} {thing} and uses {gone} {thing}. How many does it still have?"
                : $"There are {each} {thing} in a box. Somebody buys {boxes} boxes and hands out {gone} {thing}. How many {thing} remain?",
            (boxes * each) - gone,
            $"The boxes hold {Times(boxes, each)} {thing}.",
            $"After that there are {Minus(boxes * each, gone)} left."
        );
    }

    internal static WordProblem Posts(Random r)
    {
        var (gap, gaps) = (r.Whole(2, 12), r.Whole(4, 20));
        var (line, post) = r.Pick(
            ("wall", "lamp"),
            ("road", "tree"),
            ("path", "bench"),
            ("hedge", "pole"),
            ("bridge", "light"),
            ("fence", "post")
        );
        return Make(
            r.Next(2) == 0
                ? $"Along a {line} of {gap * gaps} metres there is a {post} every {gap} metres, also at the start and at the end. How many {post}s are there?"
                : $"A {line} is {gap * gaps} metres in length. {Words.Capital(post)}s are set {gap} metres apart, with one at both ends. How many {post}s does it take?",
            gaps + 1,
            $"There are {Over(gap * gaps, gap)} gaps.",
            $"With one at both ends there are {Plus(gaps, 1)}."
        );
    }

    internal static WordProblem Crossings(Random r)
    {
        var (load, daily, sunday) = (r.Whole(12, 40), r.Whole(5, 12), r.Whole(2, 6));
        var (vehicle, cargo, run) = r.Pick(
            ("cable car", "people", "rides"),
            ("bus", "passengers", "trips"),
            ("boat", "guests", "tours"),
            ("lift", "skiers", "runs")
        );
        var normal = r.Whole(2, 4);
        var runs = (normal * daily) + sunday;
        return Make(
            $"A {vehicle} takes {load} {cargo} at a time. It makes {daily} {run} a day, but only {sunday} on Sunday. How many {cargo} can it take on {Money.Number(normal)} normal days and a Sunday?",
            runs * load,
            $"On normal days it makes {Times(normal, daily)} {run}.",
            $"With Sunday that is {Plus(normal * daily, sunday)} {run}.",
            $"It can take {Times(runs, load)} {cargo}."
        );
    }

    internal static WordProblem Votes(Random r)
    {
        var (half, rest) = (r.Whole(3, 20), r.Whole(3, 25));
        var total = (3 * half) + rest;
        var (who, a, b, c) = r.Pick(
            ("children", "football", "chess", "music"),
            ("guests", "fish", "soup", "salad"),
            ("workers", "Monday", "Friday", "Sunday"),
            ("students", "French", "Latin", "Spanish")
        );
        return Make(
            r.Next(2) == 0
                ? $"Of {total} {who}, {2 * half} choose {a}, half that number choose {b}, and the others choose {c}. How many choose {c}?"
                : $"There are {total} {who}. {a} is taken by {2 * half}, {b} by half as many and {c} by all others. How many take {c}?",
            rest,
            $"For {b} there are {Over(2 * half, 2)}.",
            $"For {a} and {b} there are {Plus(2 * half, half)}.",
            $"For {c} there are {Minus(total, 3 * half)}."
        );
    }

    internal static WordProblem Give(Random r)
    {
        var (p, divisor, part) = (Words.Person(r), r.Whole(2, 5), r.Whole(4, 20));
        var (friend, buys, thing) = (r.Whole(1, 9), r.Whole(3, 20), r.Pick(Words.Things));
        var total = divisor * part;
        if (total - part - friend < 0)
        {
            return Give(r);
        }
        var name = divisor switch
        {
            2 => "half",
            3 => "a third",
            4 => "a quarter",
            _ => "a fifth",
        };
        return Make(
            r.Next(2) == 0
                ? $"{p.Name} owns {total} {thing}. {Words.Capital(p.His)} brother gets {name} of them and a neighbour {friend}. Then {p.He} finds {buys} more. How many are there now?"
                : $"Of {total} {thing}, {p.Name} gives {name} away to {p.His} cousin and loses {friend}; then {p.He} gets {buys} new ones. How many does {p.He} have at the end?",
            total - part - friend + buys,
            $"The first gift is {Over(total, divisor)} {thing}.",
            $"After that {p.He} has {N(total)} - {N(part)} - {N(friend)} = {N(total - part - friend)} {thing}.",
            $"With the new ones {p.He} has {Plus(total - part - friend, buys)} {thing}."
        );
    }

    internal static WordProblem Twice(Random r)
    {
        var (a, b, times, part) = (r.Pick(Words.Women), r.Pick(Words.Men), r.Whole(2, 4), r.Whole(3, 30));
        var (word, thing) = (times == 2 ? "twice" : $"{Money.Number(times)} times", r.Pick(Words.Things));
        var more = r.Chance(0.7);
        return Make(
            r.Next(2) == 0
                ? $"{a} and {b} own {part * (times + 1)} {thing} in all. {a} owns {word} as many as {b}. How many belong to {(more ? a : b)}?"
                : $"Of {part * (times + 1)} {thing}, {a} has {word} as many as {b}. How many has {(more ? a : b)} got?",
            more ? times * part : part,
            [
                $"Both together have {times + 1} times what {b} has, so {b} has {Over(part * (times + 1), times + 1)} {thing}.",
                .. more ? [$"{a} has {Times(times, part)} {thing}."] : Array.Empty<string>(),
            ]
        );
    }
}
