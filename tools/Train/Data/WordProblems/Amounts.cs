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
            ("library", "shelf", "atlases"),
            ("bookshop", "shelf", "novels"),
            ("museum", "case", "coins"),
            ("kitchen", "box", "plates"),
            ("cellar", "crate", "jars")
        );
        return Make(
            r.Wording(
                $"A {place} has {n} {Words.Plural(holder)} with {each} {thing} each and 1 {holder} with {more} {thing}. How many {thing} does it have?",
                $"In a {place} there are {n} {Words.Plural(holder)} with {each} {thing} in each and one {holder} with {more} {thing}. How many {thing} are there?",
                $"A {place} has {n} full {Words.Plural(holder)} of {each} {thing} and another {holder} that holds {more}. What is the number of {thing}?"
            ),
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
            ("circus ring", "fans"),
            ("cinema", "children"),
            ("hall", "people"),
            ("tent", "guests"),
            ("stadium", "people"),
            ("church", "people")
        );
        return Make(
            r.Wording(
                $"A {place} has {rows} rows of {each} seats. All but {free} seats are taken. How many {who} sit in the {place}?",
                $"A {place} with {rows} rows of {each} chairs is full except for {free} chairs. How many {who} are there?",
                $"There are {rows} rows with {each} places in a {place}, and {free} places stay empty. How many {who} have come?"
            ),
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
            ("onions", "Deer"),
            ("salad", "Snails"),
            ("leeks", "Goats"),
            ("strawberries", "Slugs")
        );
        return Make(
            r.Wording(
                $"{p.Name} plants {rows} rows of {plant} with {each} plants in each row. {animal} eat {lost} of the plants. How many are left?",
                $"{p.Name} has {rows} rows of {plant}, {each} to a row. {animal} destroy {lost}. How many {plant} remain?",
                $"In a garden grow {rows} rows of {each} {plant}. {animal} eat {lost} of them. How many stay?"
            ),
            (rows * each) - lost,
            $"There are {Times(rows, each)} {plant}.",
            $"After that there are {Minus(rows * each, lost)} left."
        );
    }

    internal static WordProblem Boxes(Random r)
    {
        var (boxes, each, gone) = (r.Whole(6, 40), r.Whole(6, 50), r.Whole(2, 20) * 5);
        var thing = r.Pick("pencils", "bulbs", "screws", "tiles", "cups", "biscuits", "soap", "candles", "paper");
        var place = r.Pick("shop", "hotel", "club", "factory", "hospital", "bank", "school");
        if (gone >= boxes * each)
        {
            return Boxes(r);
        }
        return Make(
            r.Wording(
                $"A {place} orders {boxes} boxes of {thing} with {each} pieces each. It gives {gone} pieces away. How many pieces are left?",
                $"A firm gets {boxes} boxes of {each} {thing} and uses {gone} {thing}. How many does it still have?",
                $"There are {each} {thing} in a box. Somebody buys {boxes} boxes and hands out {gone} {thing}. How many {thing} remain?"
            ),
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
            r.Wording(
                $"A {line} is {gap * gaps} metres long. {Words.Capital(post)}s stand every {gap} metres, with one at each end. How many {post}s are there?",
                $"Along a {line} of {gap * gaps} metres there is a {post} every {gap} metres, also at the start and at the end. How many {post}s are there?",
                $"A {line} is {gap * gaps} metres in length. {Words.Capital(post)}s are set {gap} metres apart, with one at both ends. How many {post}s does it take?"
            ),
            gaps + 1,
            $"There are {Over(gap * gaps, gap)} gaps.",
            $"With one at both ends there are {Plus(gaps, 1)}."
        );
    }

    internal static WordProblem Crossings(Random r)
    {
        var (load, daily, sunday) = (r.Whole(12, 40), r.Whole(5, 12), r.Whole(2, 6));
        var (vehicle, cargo, trip, makes, run) = r.Pick(
            ("cable car", "people", "ride", "goes up", "rides"),
            ("bus", "passengers", "trip", "leaves", "trips"),
            ("boat", "guests", "tour", "starts", "tours"),
            ("ship", "trucks", "crossing", "crosses", "crossings"),
            ("ferry", "vans", "crossing", "crosses", "crossings"),
            ("lift", "skiers", "run", "runs", "runs")
        );
        var normal = r.Whole(2, 4);
        var (from, days) = normal switch
        {
            2 => ("Saturday", "Saturday and Monday"),
            3 => ("Friday", "Friday, Saturday and Monday"),
            _ => ("Thursday", "Thursday, Friday, Saturday and Monday"),
        };
        var runs = (normal * daily) + sunday;
        return Make(
            r.Wording(
                $"A {vehicle} carries {load} {cargo} on each {trip} and {makes} {daily} times a day. On Sunday it makes only {sunday} {run}. How many {cargo} can it carry from {from} to Monday?",
                $"A {vehicle} takes {load} {cargo} at a time. It makes {daily} {run} a day, but only {sunday} on Sunday. How many {cargo} can it take from {from} to Monday?"
            ),
            runs * load,
            $"On {days} it makes {Times(normal, daily)} {run}.",
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
            ("pupils", "the lake", "the farm", "the museum"),
            ("members", "the beach", "the forest", "the island"),
            ("people", "the red flag", "the green one", "the blue one"),
            ("students", "French", "Latin", "Spanish")
        );
        var (group, goal) = (
            r.Pick("class", "club", "group", "team", "choir"),
            r.Pick("a visit", "a plan", "an outing")
        );
        return Make(
            r.Wording(
                $"A {group} of {total} {who} votes for {goal}. {2 * half} vote for {a}, half as many for {b}, and the rest for {c}. How many vote for {c}?",
                $"Of {total} {who}, {2 * half} choose {a}, half that number choose {b}, and the others choose {c}. How many choose {c}?",
                $"There are {total} {who}. {a} is taken by {2 * half}, {b} by half as many and {c} by all others. How many take {c}?"
            ),
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
        var (relative, other) = (
            r.Pick("brother", "cousin", "aunt", "mother", "uncle"),
            r.Pick("friend", "boy", "girl")
        );
        var gets = r.Pick("buys", "finds", "gets", "wins");
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
            r.Wording(
                $"{p.Name} has {total} {thing}. {Words.Capital(p.He)} gives {name} of them to {p.His} {relative} and {friend} to a {other}, and then {gets} {buys} new ones. How many has {p.He} now?",
                $"{p.Name} owns {total} {thing}. {Words.Capital(p.His)} brother gets {name} of them and a neighbour {friend}. Then {p.He} finds {buys} more. How many are there now?",
                $"Of {total} {thing}, {p.Name} gives {name} away to {p.His} cousin and loses {friend}; then {p.He} gets {buys} new ones. How many does {p.He} have at the end?"
            ),
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
            r.Wording(
                $"{a} has {word} as many {thing} as {b}. Together they have {part * (times + 1)}. How many does {(more ? a : b)} have?",
                $"{a} and {b} own {part * (times + 1)} {thing} in all. {a} owns {word} as many as {b}. How many belong to {(more ? a : b)}?",
                $"Of {part * (times + 1)} {thing}, {a} has {word} as many as {b}. How many has {(more ? a : b)} got?"
            ),
            more ? times * part : part,
            [
                $"Both together have {times + 1} times what {b} has, so {b} has {Over(part * (times + 1), times + 1)} {thing}.",
                .. more ? [$"{a} has {Times(times, part)} {thing}."] : Array.Empty<string>(),
            ]
        );
    }
}
