using static Assay.Train.Data.WordProblems.Numerals;
using static Assay.Train.Data.WordProblems.WordProblemSource;

namespace Assay.Train.Data.WordProblems;

/// <summary>So many an hour, a minute, a person.</summary>
internal static class Rates
{
    internal static WordProblem Recipe(Random r)
    {
        var (people, each, more) = (r.Whole(2, 6), r.Whole(4, 30) * 5, r.Whole(3, 12));
        var food = r.Pick("flour", "pasta", "potatoes", "sugar", "beans", "fish");
        return Make(
            r.Next(2) == 0
                ? $"{people * each} grams of {food} are enough for {people} guests. How many grams are enough for {more} guests?"
                : $"A cook takes {people * each} grams of {food} for {people} persons. How much {food}, in grams, does it take for {more} persons?",
            each * more,
            $"One person needs {Over(people * each, people)} grams.",
            $"{more} people need {Times(more, each)} grams."
        );
    }

    internal static WordProblem Print(Random r)
    {
        var (rate, minutes, copies) = (r.Whole(2, 8) * 5, r.Whole(4, 30), r.Whole(3, 15));
        if (rate * minutes % copies != 0)
        {
            return Print(r);
        }
        var pages = rate * minutes / copies;
        var (machine, thing, part) = r.Pick(
            ("copier", "booklet", "pages"),
            ("robot", "wall", "bricks"),
            ("writer", "letter", "words"),
            ("press", "book", "sheets")
        );
        return Make(
            r.Next(2) == 0
                ? $"A {machine} does {rate} {part} in a minute. How many minutes do {copies} {thing}s of {pages} {part} each take?"
                : $"{copies} {thing}s have {pages} {part} each. A {machine} manages {rate} {part} a minute. How long does it work, in minutes?",
            minutes,
            $"There are {Times(copies, pages)} {part} to do.",
            $"That takes {Over(rate * minutes, rate)} minutes."
        );
    }

    internal static WordProblem Speed(Random r)
    {
        var (speed, hours, other) = (r.Whole(4, 12) * 10, r.Whole(2, 5), r.Pick(1.5m, 2.5m, 3.5m, 4.5m, 3m, 4m, 6m));
        var vehicle = r.Pick("car", "bus", "ship", "cyclist", "coach", "plane", "train");
        return Make(
            r.Next(2) == 0
                ? $"In {hours} hours a {vehicle} goes {speed * hours} kilometres. How far does it go in {N(other)} hours if it keeps its speed?"
                : $"A {vehicle} needs {hours} hours for {speed * hours} kilometres. How many kilometres are {N(other)} hours at that speed?",
            speed * other,
            $"Its speed is {Over(speed * hours, hours)} kilometres an hour.",
            $"In {N(other)} hours it covers {Times(speed, other)} kilometres."
        );
    }

    internal static WordProblem Machine(Random r)
    {
        var (bad, per, hours) = (r.Pick(10, 20, 25, 40, 50), r.Whole(4, 24), r.Whole(2, 9));
        var rate = bad * per;
        var total = rate * hours;
        var thing = r.Pick("bolts", "cans", "cups", "toys", "bottles", "pens");
        return Make(
            r.Next(2) == 0
                ? $"Every hour a factory makes {rate} {thing}, and one of {bad} is bad. How many good {thing} does it make in {hours} hours?"
                : $"A plant turns out {rate} {thing} per hour. One in {bad} is broken. How many whole {thing} are there after {hours} hours?",
            total - (total / bad),
            $"In {hours} hours it makes {Times(hours, rate)} {thing}.",
            $"Faulty are {Over(total, bad)} {thing}.",
            $"Good are {Minus(total, total / bad)} {thing}."
        );
    }

    internal static WordProblem Hens(Random r)
    {
        var (each, n, weeks) = (r.Whole(3, 9), r.Whole(4, 15), r.Whole(3, 12));
        var (who, does, thing, time) = r.Pick(
            ("hens", "lays", "eggs", "week"),
            ("ducks", "lays", "eggs", "month"),
            ("bakers", "makes", "cakes", "day"),
            ("painters", "paints", "doors", "day"),
            ("children", "collects", "shells", "hour")
        );
        return Make(
            r.Next(2) == 0
                ? $"Each of {n} {who} {does} {each} {thing} a {time}. After how many {time}s are there {n * each * weeks} {thing}?"
                : $"There are {n} {who}, and each one {does} {each} {thing} per {time}. How many {time}s does it take until there are {n * each * weeks} {thing}?",
            weeks,
            $"Together they make {Times(n, each)} {thing} a {time}.",
            $"They need {Over(n * each * weeks, n * each)} {time}s."
        );
    }

    internal static WordProblem Tank(Random r)
    {
        var (net, leak, minutes) = (r.Whole(2, 9) * 5, r.Whole(1, 5) * 5, r.Whole(5, 30));
        var place = r.Pick("pool", "barrel", "basin", "pond", "tub");
        return Make(
            r.Next(2) == 0
                ? $"A {place} of {N(net * minutes)} litres is empty. {net + leak} litres flow in each minute and {leak} litres flow out. After how many minutes is it full?"
                : $"Each minute {net + leak} litres run into a {place} and {leak} litres run out. It takes {N(net * minutes)} litres. How many minutes until it is full?",
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
        var (who, x, y) = r.Pick(
            ("tailor", "coat", "dress"),
            ("carpenter", "table", "bench"),
            ("gardener", "lawn", "hedge"),
            ("smith", "gate", "lamp")
        );
        return Make(
            $"A {who} takes {a} hours for a {x} and {b} hours for a {y}, and works at most {day} hours a day. There are {n} {x}s and {m} {y}s to make. On which day is the {who} done?",
            full + 1,
            $"The {x}s take {Times(n, a)} hours.",
            $"The {y}s take {Times(m, b)} hours.",
            $"That makes {Plus(a * n, b * m)} hours.",
            $"After {full} days {Times(full, day)} hours are done, so {Minus(total, full * day)} hours are left for the next day, day {Plus(full, 1)}."
        );
    }

    internal static WordProblem Laps(Random r)
    {
        var (laps, length, days) = (r.Whole(2, 8), r.Pick(200, 300, 400, 500, 600), r.Whole(3, 7));
        var p = Words.Person(r);
        return Make(
            r.Next(2) == 0
                ? $"On each of {days} days {p.Name} runs {laps} rounds of {length} metres. How far is that in metres?"
                : $"{p.Name} skates {laps} rounds a day. A round has {length} metres. How many metres are that in {days} days?",
            laps * length * days,
            $"Each day it is {Times(laps, length)} metres.",
            $"In {days} days it is {Times(days, laps * length)} metres."
        );
    }

    internal static WordProblem Commute(Random r)
    {
        var (way, days, weeks) = (r.Pick(0.5m, 1.5m, 2m, 2.5m, 3m, 3.5m, 4m), r.Whole(3, 6), r.Whole(2, 8));
        var p = Words.Person(r);
        var goal = r.Pick("work", "the office", "the station", "training", "school");
        return Make(
            r.Next(2) == 0
                ? $"It is {N(way)} kilometres to {goal}. {p.Name} goes there and back {days} times a week. How many kilometres are that in {weeks} weeks?"
                : $"{p.Name} cycles {N(way)} kilometres to {goal} and the same way back, {days} days a week. What distance is that in {weeks} weeks, in kilometres?",
            2 * way * days * weeks,
            $"Each day it is {Times(2, way)} kilometres.",
            $"In a week that is {Times(days, 2 * way)} kilometres.",
            $"In {weeks} weeks it is {Times(weeks, 2 * way * days)} kilometres."
        );
    }

    internal static WordProblem Parcels(Random r)
    {
        var (n, each, other) = (r.Whole(3, 9), r.Pick(1.5m, 2m, 2.5m, 3m, 3.5m, 4m, 4.5m, 6m, 7m), r.Whole(2, 12));
        var (thing, verb, unit) = r.Pick(
            ("bricks", "weigh", "kilograms"),
            ("cans", "weigh", "kilograms"),
            ("bottles", "cost", "dollars"),
            ("boards", "measure", "metres")
        );
        return Make(
            r.Next(2) == 0
                ? $"{n} equal {thing} {verb} {N(n * each)} {unit} in all. How many {unit} do {other} of them {verb}?"
                : $"If {n} {thing} {verb} {N(n * each)} {unit}, how many {unit} do {other} {thing} {verb}?",
            each * other,
            $"One is {Over(n * each, n)} {unit}.",
            $"{other} are {Times(other, each)} {unit}."
        );
    }

    internal static WordProblem Buses(Random r)
    {
        var (unit, x, y) = (r.Whole(2, 10), r.Whole(2, 5), r.Whole(2, 5));
        if (x == y || (x == 2 && y == 4) || (x == 4 && y == 2))
        {
            return Buses(r);
        }
        var (a, b, both) = (unit * x, unit * y, unit * x * y);
        var (thing, does) = r.Pick(("lights", "flash"), ("bells", "ring"), ("trams", "leave"), ("pumps", "start"));
        return Make(
            $"Two {thing} {does} together at noon. Then one does so every {a} minutes and the other every {b} minutes. How many minutes later do they {does} together again?",
            both,
            $"The times of the first are {string.Join(", ", Enumerable.Range(1, y - 1).Select(i => N(a * i)))} and {Times(y, a)} minutes.",
            $"Those of the other are {string.Join(", ", Enumerable.Range(1, x - 1).Select(i => N(b * i)))} and {Times(x, b)} minutes.",
            $"They meet again after {both} minutes."
        );
    }

    internal static WordProblem Film(Random r)
    {
        var (hours, minutes, more) = (r.Whole(1, 3), r.Whole(1, 11) * 5, r.Whole(2, 8) * 5);
        var (thing, extra) = r.Pick(
            ("concert", "a speech"),
            ("play", "a break"),
            ("match", "an interview"),
            ("show", "news"),
            ("opera", "an introduction")
        );
        return Make(
            r.Next(2) == 0
                ? $"A {thing} of {hours} hours and {minutes} minutes comes with {extra} of {more} minutes. How many minutes is that altogether?"
                : $"First there is {extra} of {more} minutes and then a {thing} that takes {hours} hours and {minutes} minutes. How many minutes does all of it take?",
            (hours * 60) + minutes + more,
            $"The {thing} lasts {hours} * 60 + {minutes} = {(hours * 60) + minutes} minutes.",
            $"With {extra} that makes {Plus((hours * 60) + minutes, more)} minutes."
        );
    }
}
