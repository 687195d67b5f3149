using static Assay.Train.Data.WordProblems.Numerals;
using static Assay.Train.Data.WordProblems.WordProblemSource;

namespace Assay.Train.Data.WordProblems;

/// <summary>Fractions and percentages of a whole.</summary>
internal static class Parts
{
    internal static WordProblem Loaves(Random r)
    {
        var (top, bottom) = r.Pick((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5));
        var (part, later) = (r.Whole(5, 40), r.Whole(5, 60));
        var total = part * bottom;
        var sold = part * top;
        if (sold + later >= total)
        {
            return Loaves(r);
        }
        var (who, he, makes, thing) = r.Pick(
            ("florist", "she", "has", "roses"),
            ("farmer", "he", "brings", "eggs"),
            ("grocer", "she", "buys", "melons"),
            ("potter", "he", "makes", "bowls"),
            ("kiosk", "it", "gets", "papers"),
            ("baker", "she", "makes", "rolls")
        );
        var (early, late) = r.Pick(("morning", "afternoon"), ("morning", "evening"), ("afternoon", "evening"));
        return Make(
            r.Wording(
                $"A {who} {makes} {total} {thing}. {Words.Capital(he)} sells {top}/{bottom} of them in the {early} and {later} in the {late}. How many {thing} are left?",
                $"A {who} has {total} {thing}. {top}/{bottom} of them go before noon and {later} more after noon. How many {thing} remain?",
                $"Of {total} {thing} a {who} sells {top}/{bottom} early in the day and {later} later. How many are not sold?"
            ),
            total - sold - later,
            $"In the {early} {N(total)} * {top} / {bottom} = {N(sold)} {thing} go.",
            $"In the day {Plus(sold, later)} {thing} go.",
            $"Left are {Minus(total, sold + later)} {thing}."
        );
    }

    internal static WordProblem Spending(Random r)
    {
        var (a, b, part) = (r.Whole(2, 5), r.Whole(2, 5), r.Whole(1, 8));
        var total = a * b * part;
        var first = total / a;
        var rest = total - first;
        if (rest % b != 0 || total < 12)
        {
            return Spending(r);
        }
        var (p, x, y) = (
            Words.Person(r),
            r.Pick("game", "shirt", "ticket", "present", "ball", "book"),
            r.Pick("pen", "scarf", "poster", "lunch", "hat", "cap")
        );
        return Make(
            r.Wording(
                $"{p.Name} spends 1/{a} of {p.His} ${total} on a {x} and 1/{b} of what is left on a {y}. How many dollars has {p.He} left?",
                $"{p.Name} has ${total}. 1/{a} of it goes for a {x}, and 1/{b} of the rest for a {y}. How much money remains?",
                $"Of ${total}, {p.Name} pays 1/{a} for a {x} and then 1/{b} of what remains for a {y}. How many dollars does {p.He} still have?"
            ),
            rest - (rest / b),
            $"The {x} costs {Over(total, a)} dollars, so {p.He} has {Minus(total, first)} dollars left.",
            $"The {y} costs {Over(rest, b)} dollars.",
            $"{Words.Capital(p.He)} has {Minus(rest, rest / b)} dollars left."
        );
    }

    internal static WordProblem Percent(Random r)
    {
        var (percent, total) = (r.Pick(10, 20, 25, 40, 50, 60, 75, 80, 90, 85, 15, 35), r.Whole(2, 20) * 20);
        var part = total * percent / 100m;
        var (place, who) = r.Pick(
            ("hall", "seats"),
            ("hotel", "beds"),
            ("ship", "places"),
            ("garage", "spaces"),
            ("theatre", "seats"),
            ("bus", "seats"),
            ("cinema", "seats")
        );
        var (x, y) = r.Pick(
            ("Monday", "Tuesday"),
            ("Saturday", "Sunday"),
            ("Thursday", "Friday"),
            ("Friday", "Sunday")
        );
        return Make(
            r.Wording(
                $"A {place} has {total} {who}. On {x} {percent}% of them are taken, on {y} all. How many more people come on {y} than on {x}?",
                $"A {place} with {total} {who} was {percent}% full on Monday and completely full on Tuesday. How many more {who} were taken on Tuesday?",
                $"{percent}% of the {total} {who} of a {place} are taken today; tomorrow all of them will be. By how many {who} is that more?"
            ),
            total - part,
            $"On the first day {Times(total, percent / 100m)} {who} are taken.",
            $"On the second day {Minus(total, part)} more are taken."
        );
    }
}
