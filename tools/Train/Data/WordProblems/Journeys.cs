using static Assay.Train.Data.WordProblems.Numerals;
using static Assay.Train.Data.WordProblems.WordProblemSource;

namespace Assay.Train.Data.WordProblems;

/// <summary>Ways and times: how far, how fast, how long.</summary>
internal static class Journeys
{
    internal static WordProblem Speed(Random r)
    {
        var (speed, hours, other) = (r.Whole(4, 12) * 10, r.Whole(2, 5), r.Pick(1.5m, 2.5m, 3.5m, 4.5m, 3m, 4m, 6m));
        var vehicle = r.Pick("car", "bus", "ship", "cyclist", "coach", "plane", "train", "truck", "tram");
        return Make(
            r.Wording(
                $"A {vehicle} covers {speed * hours} kilometres in {hours} hours. At the same speed, how many kilometres does it cover in {N(other)} hours?",
                $"In {hours} hours a {vehicle} goes {speed * hours} kilometres. How far does it go in {N(other)} hours if it keeps its speed?",
                $"A {vehicle} needs {hours} hours for {speed * hours} kilometres. How many kilometres are {N(other)} hours at that speed?"
            ),
            speed * other,
            $"Its speed is {Over(speed * hours, hours)} kilometres an hour.",
            $"In {N(other)} hours it covers {Times(speed, other)} kilometres."
        );
    }

    internal static WordProblem Laps(Random r)
    {
        var (laps, length, days) = (r.Whole(2, 8), r.Pick(200, 300, 400, 500, 600), r.Whole(3, 7));
        var p = Words.Person(r);
        var (runs, run) = r.Pick(("runs", "run"), ("skates", "skate"), ("walks", "walk"), ("swims", "swim"));
        var (round, until) = (
            r.Pick("laps", "rounds"),
            days switch
            {
                3 => "Wednesday",
                4 => "Thursday",
                5 => "Friday",
                6 => "Saturday",
                _ => "Sunday",
            }
        );
        return Make(
            r.Wording(
                $"{p.Name} {runs} {laps} {round} of {length} metres each day from Monday to {until}. How many metres does {p.He} {run} in those days?",
                $"On each of {days} days {p.Name} runs {laps} rounds of {length} metres. How far is that in metres?",
                $"{p.Name} skates {laps} rounds a day. A round has {length} metres. How many metres are that in {days} days?"
            ),
            laps * length * days,
            $"Each day it is {Times(laps, length)} metres.",
            $"In {days} days it is {Times(days, laps * length)} metres."
        );
    }

    internal static WordProblem Commute(Random r)
    {
        var (way, days, weeks) = (r.Pick(0.5m, 1.5m, 2m, 2.5m, 3m, 3.5m, 4m), r.Whole(3, 6), r.Whole(2, 8));
        var p = Words.Person(r);
        var goal = r.Pick("work", "the office", "the station", "training", "school", "the shop");
        var (walks, walk) = r.Pick(("walks", "walk"), ("cycles", "cycle"), ("goes", "go"), ("runs", "run"));
        return Make(
            r.Wording(
                $"{p.Name} {walks} {N(way)} kilometres to {goal} and back on each of {days} days a week. How many kilometres does {p.He} {walk} in {weeks} weeks?",
                $"It is {N(way)} kilometres to {goal}. {p.Name} goes there and back {days} times a week. How many kilometres are that in {weeks} weeks?",
                $"{p.Name} cycles {N(way)} kilometres to {goal} and the same way back, {days} days a week. What distance is that in {weeks} weeks, in kilometres?"
            ),
            2 * way * days * weeks,
            $"Each day it is {Times(2, way)} kilometres.",
            $"In a week that is {Times(days, 2 * way)} kilometres.",
            $"In {weeks} weeks it is {Times(weeks, 2 * way * days)} kilometres."
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
        var (cars, stop, hour) = (
            r.Pick("trams", "trains", "boats"),
            r.Pick("stop", "station", "place"),
            r.Whole(6, 11)
        );
        var (thing, does) = r.Pick(("lights", "flash"), ("bells", "ring"), ("trams", "leave"), ("pumps", "start"));
        return Make(
            r.Wording(
                $"Two {cars} start from the same {stop} at {hour}:00. One comes every {a} minutes, the other every {b} minutes. After how many minutes do they first start together again?",
                $"Two {thing} {does} together at noon. Then one does so every {a} minutes and the other every {b} minutes. How many minutes later do they {does} together again?"
            ),
            both,
            $"The times of the first are {string.Join(", ", Enumerable.Range(1, y - 1).Select(i => N(a * i)))} and {Times(y, a)} minutes.",
            $"Those of the other are {string.Join(", ", Enumerable.Range(1, x - 1).Select(i => N(b * i)))} and {Times(x, b)} minutes.",
            $"They meet again after {both} minutes."
        );
    }

    internal static WordProblem Film(Random r)
    {
        var (hours, minutes, more) = (r.Whole(1, 3), r.Whole(1, 11) * 5, r.Whole(2, 8) * 5);
        var (thing, extra, hall) = r.Pick(
            ("concert", "speeches", "hall"),
            ("play", "music", "theatre"),
            ("match", "interviews", "stadium"),
            ("show", "news", "studio"),
            ("film", "trailers", "cinema"),
            ("ballet", "speeches", "theatre")
        );
        return Make(
            r.Wording(
                $"A {thing} lasts {hours} hours and {minutes} minutes. It starts after {more} minutes of {extra}. How many minutes does a visitor sit in the {hall}?",
                $"A {thing} of {hours} hours and {minutes} minutes comes with {extra} of {more} minutes. How many minutes is that altogether?",
                $"First there is {extra} of {more} minutes and then a {thing} that takes {hours} hours and {minutes} minutes. How many minutes does all of it take?"
            ),
            (hours * 60) + minutes + more,
            $"The {thing} lasts {hours} * 60 + {minutes} = {(hours * 60) + minutes} minutes.",
            $"With {extra} that makes {Plus((hours * 60) + minutes, more)} minutes."
        );
    }
}
