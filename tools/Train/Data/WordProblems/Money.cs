using static Assay.Train.Data.WordProblems.Numerals;
using static Assay.Train.Data.WordProblems.WordProblemSource;

namespace Assay.Train.Data.WordProblems;

/// <summary>Buying, saving, earning, sharing.</summary>
internal static class Money
{
    internal static WordProblem Change(Random r)
    {
        var (p, n, price, other) = (Words.Person(r), r.Whole(2, 6), r.Whole(2, 6), r.Whole(2, 8));
        var fruit = r.Pick(Words.Fruits);
        var extra = r.Pick(
            "a pumpkin",
            "a cake",
            "a coconut",
            "a cabbage",
            "a bottle of juice",
            "a loaf of bread",
            "a pineapple",
            "a cheese"
        );
        var first = n * price;
        var note = first + other < 20 ? 20 : 50;
        var question = r.Next(6) switch
        {
            3 or 4 or 5 =>
                $"{p.Name} buys {n} kilos of {fruit} at ${price} a kilo and {extra} for ${other}. {Words.Capital(p.He)} pays with a ${note} note. How much change does {p.He} get?",
            0 =>
                $"{p.Name} takes {n} kilos of {fruit}, ${price} each, and {extra} for ${other}. How much change is there from ${note}?",
            1 =>
                $"At the market {p.Name} buys {n} kilos of {fruit} at ${price} per kilo and {extra} that costs ${other}. {Words.Capital(p.He)} hands over ${note}. How much money does {p.He} get back?",
            _ =>
                $"{Words.Capital(fruit)} cost ${price} a kilo. {p.Name} buys {n} kilos and also {extra} for ${other}, and pays with ${note}. What is the change?",
        };
        return Make(
            question,
            note - first - other,
            $"The {fruit} cost {Times(n, price)} dollars.",
            $"With the other thing that is {Plus(first, other)} dollars.",
            $"{Words.Capital(p.He)} gets {Minus(note, first + other)} dollars back."
        );
    }

    internal static WordProblem Savings(Random r)
    {
        var (p, week, weeks, gift) = (Words.Person(r), r.Whole(4, 25), r.Whole(3, 15), r.Whole(2, 12) * 5);
        var price = (week * weeks) + gift;
        var (thing, giver) = (r.Pick(Words.Goods), r.Pick("grandmother", "uncle", "father", "mother", "brother"));
        var question = r.Next(6) switch
        {
            3 or 4 or 5 =>
                $"{p.Name} saves ${week} a week. A {thing} costs ${price}, and {p.His} {giver} gives {(p.He == "he" ? "him" : "her")} ${gift} toward it. How many weeks must {p.He} save?",
            0 =>
                $"A {thing} costs ${price}. {p.Name} has ${gift} from {p.His} {giver} and saves ${week} every week. After how many weeks can {p.He} buy it?",
            1 =>
                $"{p.Name} wants a {thing} for ${price}. {Words.Capital(p.His)} {giver} adds ${gift}, and {p.He} puts aside ${week} a week. How many weeks does it take?",
            _ =>
                $"{p.Name} puts ${week} aside each week for a {thing} of ${price}, of which {p.His} {giver} pays ${gift}. For how many weeks does {p.He} save?",
        };
        return Make(
            question,
            weeks,
            $"{Words.Capital(p.He)} needs {Minus(price, gift)} dollars of {p.His} own.",
            $"That takes {Over(price - gift, week)} weeks."
        );
    }

    internal static WordProblem SharedBill(Random r)
    {
        var (n, each) = (r.Whole(2, 6), r.Whole(10, 60));
        var total = n * each;
        var one = r.Whole(5, total - 5);
        var (a, b) = r.Pick(
            ("a boat trip", "lunch"),
            ("a present", "flowers"),
            ("a hotel", "breakfast"),
            ("a taxi", "a meal"),
            ("tickets", "drinks")
        );
        var who = r.Pick("friends", "brothers", "guests", "sisters", "neighbours", "colleagues", "students");
        var question = r.Wording(
            $"{Words.Capital(Number(n))} {who} share {a} for ${one} and {b} for ${total - one} equally. How much does each of them pay?",
            $"{Words.Capital(Number(n))} {who} spend ${one} on {a} and ${total - one} on {b} and share the cost equally. What does each one pay?",
            $"{Words.Capital(a)} costs ${one} and {b} costs ${total - one}. {Words.Capital(Number(n))} {who} split it all evenly. How much is it for each?"
        );
        return Make(
            question,
            each,
            $"Together they spend {Plus(one, total - one)} dollars.",
            $"Each pays {Over(total, n)} dollars."
        );
    }

    internal static WordProblem Tickets(Random r)
    {
        var (a, b, x, y) = (r.Whole(3, 40) * 10, r.Whole(3, 20) * 10, r.Whole(2, 9) * 5, r.Whole(2, 12) * 5);
        var place = r.Pick("circus", "stadium", "concert hall", "cinema", "fair", "club", "theatre", "museum");
        return Make(
            r.Wording(
                $"A {place} sells {a} tickets at ${x} and {b} tickets at ${y}. How many dollars does it take in?",
                $"A {place} sells {a} places at ${x} each and {b} places at ${y} each. How much money comes in?",
                $"For a show in the {place} there were {a} tickets for ${x} and {b} tickets for ${y}, all sold. What did they bring in dollars?"
            ),
            (a * x) + (b * y),
            $"The first tickets bring {Times(a, x)} dollars.",
            $"The others bring {Times(b, y)} dollars.",
            $"In all that is {Plus(a * x, b * y)} dollars."
        );
    }

    internal static WordProblem Wages(Random r)
    {
        var (p, wage, a, b) = (Words.Person(r), r.Whole(9, 30), r.Whole(20, 45), r.Whole(20, 45));
        var time = r.Pick("week", "week", "month");
        return Make(
            r.Wording(
                $"{p.Name} earns ${wage} an hour. {Words.Capital(p.He)} works {a} hours in one {time} and {b} hours in the next. How much does {p.He} earn in the two {time}s?",
                $"{p.Name} gets ${wage} for every hour of work. {Words.Capital(p.He)} worked {a} hours last week and {b} hours this week. What are {p.His} wages for both weeks?",
                $"At ${wage} an hour, {p.Name} worked {a} hours in May and {b} hours in June. How many dollars did {p.He} earn in both months?"
            ),
            (a + b) * wage,
            $"{Words.Capital(p.He)} works {Plus(a, b)} hours.",
            $"{Words.Capital(p.He)} earns {Times(a + b, wage)} dollars."
        );
    }

    internal static WordProblem Family(Random r)
    {
        var (adult, adults, children) = (r.Whole(4, 15) * 2, r.Whole(1, 4), r.Whole(2, 5));
        var place = r.Pick("zoo", "pool", "castle", "tower", "ferry", "park");
        return Make(
            r.Wording(
                $"A ticket for the {place} costs ${adult} for an adult and half of that for a child. What do {adults} adults and {children} children pay?",
                $"At the {place} adults pay ${adult} and children half as much. How much do {adults} adults and {children} children pay together?",
                $"The {place} takes ${adult} for each adult and half the price for a child. What does a group of {adults} adults and {children} children pay?"
            ),
            (adults * adult) + (children * adult / 2),
            $"A child's ticket costs {Over(adult, 2)} dollars.",
            $"The adults pay {Times(adults, adult)} dollars.",
            $"The children pay {Times(children, adult / 2)} dollars.",
            $"Together they pay {Plus(adults * adult, children * adult / 2)} dollars."
        );
    }

    internal static WordProblem TwoGoods(Random r)
    {
        var (a, b, x, y) = (r.Whole(2, 9), r.Whole(2, 9), r.Whole(2, 15), r.Whole(2, 15));
        var things = r.PickSome(Words.Things, 2);
        var p = Words.Person(r);
        return Make(
            $"{p.Name} buys {a} {things[0]} at ${x} each and {b} {things[1]} at ${y} each. How much does {p.He} spend?",
            (a * x) + (b * y),
            $"The {things[0]} cost {Times(a, x)} dollars.",
            $"The {things[1]} cost {Times(b, y)} dollars.",
            $"Together that is {Plus(a * x, b * y)} dollars."
        );
    }

    internal static string Ordinal(int n) =>
        n switch
        {
            3 => "third",
            4 => "fourth",
            5 => "fifth",
            _ => "sixth",
        };

    internal static string Number(int n) =>
        n switch
        {
            2 => "two",
            3 => "three",
            4 => "four",
            5 => "five",
            6 => "six",
            7 => "seven",
            8 => "eight",
            9 => "nine",
            10 => "ten",
            _ => N(n),
        };
}
