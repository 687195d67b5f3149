using static Assay.Train.Data.WordProblems.Numerals;
using static Assay.Train.Data.WordProblems.WordProblemSource;

namespace Assay.Train.Data.WordProblems;

/// <summary>What grows, shrinks or is more than something else.</summary>
internal static class Changes
{
    internal static WordProblem Town(Random r)
    {
        var (people, away, come, born, dead) = (
            r.Whole(10, 90) * 100,
            r.Whole(5, 30) * 10,
            r.Whole(2, 20) * 10,
            r.Whole(1, 9) * 10,
            r.Whole(1, 9) * 10
        );
        var place = r.Pick("town", "island", "valley", "district", "village", "city");
        return Make(
            r.Wording(
                $"A {place} has {N(people)} inhabitants. In one year {away} move away, {come} move in, {born} are born and {dead} die. How many inhabitants does it have then?",
                $"In a {place} live {N(people)} people. During a year {away} leave, {come} arrive, {born} are born and {dead} die. How many people live there afterwards?"
            ),
            people - away + come + born - dead,
            $"After the moves there are {N(people)} - {away} + {come} = {N(people - away + come)} people.",
            $"After births and deaths there are {N(people - away + come)} + {born} - {dead} = {N(people - away + come + born - dead)} people."
        );
    }

    internal static WordProblem Ages(Random r)
    {
        var (p, age, times, more) = (Words.Person(r), r.Whole(4, 12), r.Whole(3, 5), r.Whole(20, 32));
        var (parent, old) = r.Pick(
            ("mother", "grandfather"),
            ("mother", "grandmother"),
            ("father", "grandmother"),
            ("aunt", "great-aunt"),
            ("uncle", "grandfather")
        );
        return Make(
            r.Wording(
                $"{p.Name} is {age} years old. {Words.Capital(p.His)} {parent} is {times} times as old, and {p.His} {old} is {more} years older than {p.His} {parent}. How old is the {old}?",
                $"{p.Name} is {age}. {Words.Capital(p.His)} {parent} is {times} times that age, and {p.His} {old} is {more} years older than the {parent}. What is the age of the {old}?",
                $"The {parent} of {p.Name}, who is {age} years old, is {times} times as old as {p.He}. The {old} is {more} years older still. How old is the {old}?"
            ),
            (age * times) + more,
            $"The {parent} is {Times(times, age)} years old.",
            $"The {old} is {Plus(age * times, more)} years old."
        );
    }

    internal static WordProblem Younger(Random r)
    {
        var (a, b) = (r.Pick(Words.Women), r.Pick(Words.Men));
        var (difference, years, age) = (r.Whole(2, 9), r.Whole(2, 9), r.Whole(11, 30));
        var then = age + years;
        if (r.Chance(0.4))
        {
            return Make(
                $"{a} is {difference} years younger than {b}. In {years} years {b} will be {then}. How old is {a} now?",
                age - difference,
                $"{b} is now {Minus(then, years)} years old.",
                $"{a} is {Minus(age, difference)} years old."
            );
        }
        return r.Next(2) == 0
            ? Make(
                $"{b} will be {then} in {years} years. {a} is {difference} years younger than {b}. What is the age of {a} today?",
                age - difference,
                $"{b} is now {Minus(then, years)} years old.",
                $"{a} is {Minus(age, difference)} years old."
            )
            : Make(
                $"In {years} years {b} turns {then}. {a} is {difference} years older than {b}. How old is {a} today?",
                age + difference,
                $"{b} is now {Minus(then, years)} years old.",
                $"{a} is {Plus(age, difference)} years old."
            );
    }

    internal static WordProblem Temperature(Random r)
    {
        var (below, up, down) = (r.Whole(1, 9), r.Whole(2, 14), r.Whole(2, 14));
        var noon = up - below;
        var (first, second, third, then) = r.Pick(
            ("In the morning", "By midday", "in the evening", "at midday"),
            ("At six", "At noon", "in the night", "at noon"),
            ("At sunrise", "By noon", "at midnight", "at noon"),
            ("At dawn", "By two", "at night", "at two")
        );
        return Make(
            r.Wording(
                $"{first} it was {below} degrees below zero. {second} it had become {up} degrees warmer, and {third} {down} degrees colder than {then}. How many degrees was it {third}?",
                $"In the morning it is {below} degrees below zero. It gets {up} degrees warmer until midday and then {down} degrees colder until midnight. What is the temperature at midnight?",
                $"The day begins at {below} degrees below zero. At midday it is {up} degrees warmer, and in the evening {down} degrees colder than at midday. How many degrees is it in the evening?"
            ),
            noon - down,
            $"At noon it was -{below} + {up} = {noon} degrees.",
            $"Later it was {noon} - {down} = {noon - down} degrees."
        );
    }

    internal static WordProblem Reading(Random r)
    {
        var (p, a, times, fewer) = (Words.Person(r), r.Whole(8, 40), r.Whole(2, 3), r.Whole(2, 15));
        var second = a * times;
        var (does, @do, thing) = r.Pick(
            ("picks", "pick", "berries"),
            ("writes", "write", "lines"),
            ("sells", "sell", "cakes"),
            ("folds", "fold", "boats"),
            ("reads", "read", "pages")
        );
        var (word, x, y, z) = (times == 2 ? "twice" : "three times", "Tuesday", "Wednesday", "Thursday");
        return Make(
            r.Wording(
                $"{p.Name} {does} {a} {thing} on {x}, {word} as many on {y} and {fewer} fewer than on {y} on {z}. How many {thing} does {p.He} {@do} in the three days?",
                $"On {x} {p.Name} {does} {a} {thing}, on {y} {word} as many, and on {z} {fewer} fewer than on {y}. How many {thing} is that in all?",
                $"{p.Name} {does} {a} {thing} on {x}. On {y} it is {word} that number, and on {z} {fewer} less than on {y}. What is the total?"
            ),
            a + second + second - fewer,
            $"On {y} it is {Times(a, times)} {thing}.",
            $"On {z} it is {Minus(second, fewer)} {thing}.",
            $"In all it is {Plus(a, second, second - fewer)} {thing}."
        );
    }

    internal static WordProblem Lengths(Random r)
    {
        var (length, n, more) = (r.Pick(20, 25, 30, 40, 50), r.Whole(8, 40), r.Whole(1, 8) * 50);
        var (a, b) = (r.Pick(Words.Men), r.Pick(Words.Women));
        var (place, unit, moves, move) = r.Pick(
            ("swimming pool", "lengths", "swims", "swim"),
            ("pool", "lengths", "swims", "swim"),
            ("hall", "lengths", "runs", "run"),
            ("track", "laps", "runs", "run"),
            ("lake path", "rounds", "walks", "walk")
        );
        return Make(
            r.Wording(
                $"A {place} is {length} metres long. {a} {moves} {n} {unit}, and {b} {moves} {more} metres more than {a}. How many metres does {b} {move}?",
                $"One time along the {place} is {length} metres. {a} does {n} {unit}, and {b} does {more} metres more. How far does {b} get, in metres?",
                $"A {place} measures {length} metres. {a} covers {n} {unit} of it; {b} covers {more} metres more than {a}. How many metres are that for {b}?"
            ),
            (length * n) + more,
            $"{a} covers {Times(n, length)} metres.",
            $"{b} covers {Plus(length * n, more)} metres."
        );
    }
}
