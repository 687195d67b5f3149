using static Assay.Train.Data.WordProblems.Numerals;
using static Assay.Train.Data.WordProblems.WordProblemSource;

namespace Assay.Train.Data.WordProblems;

/// <summary>Sales, profits, interest, running costs.</summary>
internal static class Business
{
    internal static WordProblem Sale(Random r)
    {
        var (percent, price) = (r.Pick(10, 20, 25, 30, 40, 50), r.Whole(2, 15) * 20);
        var off = price * percent / 100m;
        var voucher = r.Whole(2, 9);
        var (p, thing) = (Words.Person(r), r.Pick(Words.Goods));
        var sale = price - off;
        string[] lines =
        [
            $"The discount is {Times(price, percent / 100m)} dollars.",
            $"The sale price is {Minus(price, off)} dollars.",
        ];
        var usual = r.Chance(0.6);
        return usual || r.Chance(0.5)
            ? Make(
                usual
                    ? $"A {thing} costs ${price}. In the sale it is {percent}% cheaper, and with a {r.Pick("coupon", "voucher", "card")} {p.Name} pays ${voucher} less still. What does {p.He} pay?"
                    : $"A {thing} at ${price} is reduced by {percent}%. {p.Name} also has a coupon for ${voucher}. How much does {p.He} pay?",
                sale - voucher,
                [.. lines, $"With the voucher {p.He} pays {Minus(sale, voucher)} dollars."]
            )
            : Make(
                $"{p.Name} buys a {thing} that used to cost ${price} and is now {percent}% off. What does {p.He} pay?",
                sale,
                lines
            );
    }

    internal static WordProblem Bulk(Random r)
    {
        var (small, times, packs) = (r.Whole(2, 8) * 5, r.Whole(2, 5), r.Whole(1, 5));
        var large = small * times;
        var total = large * packs;
        var cheap = r.Whole(3, 12);
        var dear = (cheap / times) + r.Whole(1, 3);
        var thing = r.Pick("pencils", "eggs", "nails", "napkins", "candles", "batteries", "envelopes", "coffee pads");
        var box = r.Pick("box", "pack", "bag", "carton");
        return Make(
            r.Wording(
                $"A {box} of {small} {thing} costs ${dear}, and a {box} of {large} costs ${cheap}. How many dollars does one save on {total} {thing} by buying the large {Words.Plural(box)}?",
                $"{Words.Capital(thing)} come in packs of {small} for ${dear} and packs of {large} for ${cheap}. Someone needs {total}. How much cheaper are the large packs?",
                $"A pack of {small} {thing} is ${dear}; a pack of {large} is ${cheap}. How many dollars are saved on {total} {thing} with large packs?"
            ),
            (total / small * dear) - (packs * cheap),
            $"Small packs cost {N(total)} / {N(small)} * {N(dear)} = {N(total / small * dear)} dollars.",
            $"Large packs cost {N(total)} / {N(large)} * {N(cheap)} = {N(packs * cheap)} dollars.",
            $"One saves {Minus(total / small * dear, packs * cheap)} dollars."
        );
    }

    internal static WordProblem Interest(Random r)
    {
        var (p, sum, percent, years) = (Words.Person(r), r.Whole(2, 40) * 100, r.Whole(2, 8), r.Whole(2, 6));
        var yearly = sum * percent / 100m;
        var place = r.Pick("a bank", "an account", "a savings book", "a fund", "an account");
        return Make(
            r.Wording(
                $"{p.Name} puts ${N(sum)} into {place} that pays {percent}% simple interest a year. How many dollars are in it after {years} years?",
                $"{p.Name} lends ${N(sum)} at {percent}% simple interest per year. How much does {p.He} have after {years} years?",
                $"A bank pays {percent}% simple interest a year. {p.Name} leaves ${N(sum)} there for {years} years. What is the balance then?"
            ),
            sum + (yearly * years),
            $"A year's interest is {Times(sum, percent / 100m)} dollars.",
            $"{Words.Capital(Money.Number(years))} years' interest is {Times(years, yearly)} dollars.",
            $"In the account are {Plus(sum, yearly * years)} dollars."
        );
    }

    internal static WordProblem Stall(Random r)
    {
        var (price, cups) = (r.Pick(1.5m, 2m, 2.5m, 3m, 4m), r.Whole(5, 20) * 2);
        var total = price * cups;
        var a = r.Whole(2, 15);
        var b = r.Whole(2, 9);
        var profit = total - a - b;
        if (profit < 1)
        {
            return Stall(r);
        }
        var (drink, cup, x, y) = r.Pick(
            ("tea", "cup", "tea leaves", "milk"),
            ("juice", "glass", "oranges", "ice"),
            ("soup", "bowl", "vegetables", "bread"),
            ("lemonade", "glass", "bottles", "ice"),
            ("cake", "piece", "flour", "butter"),
            ("cocoa", "cup", "cocoa powder", "cream")
        );
        var stall = r.Pick("stand", "kiosk", "stall", "club", "class");
        return Make(
            r.Wording(
                $"A {stall} sells {drink} at ${price:0.00} a {cup}. The {x} cost ${a} and the {y} ${b}. How many {cup}s must be sold for a profit of ${N(profit)}?",
                $"{Words.Capital(drink)} is sold at ${price:0.00} a cup. The {x} cost ${a} and the {y} ${b}. How many cups bring a profit of ${N(profit)}?"
            ),
            cups,
            $"The costs are {Plus(a, b)} dollars.",
            $"The sales must bring {Plus(a + b, profit)} dollars.",
            $"That takes {Over(total, price)} cups."
        );
    }

    internal static WordProblem Trade(Random r)
    {
        var (n, buy, broken) = (r.Whole(3, 12) * 10, r.Whole(5, 30), r.Whole(1, 20));
        var sell = buy + r.Whole(5, 25);
        var thing = r.Pick("vases", "clocks", "plates", "mirrors", "radios", "bowls");
        var (dealer, fate) = (
            r.Pick("shop", "store", "firm", "market stall"),
            r.Pick("break", "stay unsold", "are lost")
        );
        var income = (n - broken) * sell;
        if (income <= n * buy)
        {
            return Trade(r);
        }
        return Make(
            r.Wording(
                $"A {dealer} buys {n} {thing} at ${buy} each and sells {n - broken} of them at ${sell}. The other {broken} {fate}. How much is its profit in dollars?",
                $"A dealer gets {n} {thing} for ${buy} each. {broken} are broken; the other {n - broken} are sold for ${sell} each. What is the profit?",
                $"A shop pays ${buy} for each of {n} {thing}. It sells {n - broken} at ${sell} and cannot sell the rest. How much profit does it make?"
            ),
            income - (n * buy),
            $"It pays {Times(n, buy)} dollars.",
            $"It takes in {Times(n - broken, sell)} dollars.",
            $"The profit is {Minus(income, n * buy)} dollars."
        );
    }

    internal static WordProblem Plan(Random r)
    {
        var (p, fixedPart, price, count) = (
            Words.Person(r),
            r.Whole(5, 30),
            r.Pick(0.1m, 0.2m, 0.5m, 2m),
            r.Whole(2, 12) * 10
        );
        var paid = fixedPart + (price * count);
        var (plan, use, have) = r.Pick(
            ("gym", "visit", "make"),
            ("phone", "call", "make"),
            ("tram", "ride", "take"),
            ("bicycle", "ride", "take"),
            ("telephone", "text", "send")
        );
        return Make(
            r.Wording(
                $"{p.Name}'s {plan} plan costs ${fixedPart} a month and ${price:0.00} for each {use}. {Words.Capital(p.He)} pays ${N(paid)}. How many {use}s did {p.He} {have}?",
                $"A card for the {r.Pick("tram", "gym", "phone", "library")} costs ${fixedPart} a month plus ${price:0.00} for each {r.Pick("ride", "visit", "call", "use")}. {p.Name} paid ${N(paid)}. How many times did {p.He} use it?"
            ),
            count,
            $"The uses cost {Minus(paid, fixedPart)} dollars.",
            $"That makes {Over(paid - fixedPart, price)} uses."
        );
    }

    internal static WordProblem Petrol(Random r)
    {
        var (use, hundreds, price) = (r.Whole(4, 9), r.Pick(1.5m, 2m, 2.5m, 3m, 3.5m, 4m, 4.5m, 5m), r.Whole(2, 4));
        var distance = hundreds * 100;
        var (vehicle, fuel) = (
            r.Pick("van", "truck", "bus", "taxi", "car", "motorcycle"),
            r.Pick("fuel", "diesel", "petrol")
        );
        return Make(
            r.Wording(
                $"A {vehicle} uses {use} litres of {fuel} for 100 kilometres. {Words.Capital(fuel)} costs ${price} a litre. What does the {fuel} for {N(distance)} kilometres cost?",
                $"A van needs {use} litres of fuel per 100 kilometres. A litre costs ${price}. How much is the fuel for {N(distance)} kilometres?",
                $"For 100 kilometres a truck burns {use} litres. At ${price} a litre, what does a trip of {N(distance)} kilometres cost?"
            ),
            hundreds * use * price,
            $"The distance is {Over(distance, 100)} times a hundred kilometres.",
            $"The car uses {Times(hundreds, use)} litres.",
            $"They cost {Times(hundreds * use, price)} dollars."
        );
    }
}
