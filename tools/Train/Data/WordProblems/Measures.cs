using static Assay.Train.Data.WordProblems.Numerals;
using static Assay.Train.Data.WordProblems.WordProblemSource;

namespace Assay.Train.Data.WordProblems;

/// <summary>Lengths, areas, volumes, means.</summary>
internal static class Measures
{
    internal static WordProblem Rope(Random r)
    {
        var (piece, n) = (r.Whole(3, 12), r.Whole(4, 12));
        var rest = r.Whole(1, piece - 1);
        var total = (piece * n) + rest;
        var thing = r.Pick("wire", "ribbon", "pipe", "board", "cloth", "string", "cable", "chain", "rope");
        return Make(
            r.Wording(
                $"A {thing} of {total} metres is cut into pieces of {piece} metres. How many metres are left over?",
                $"From {total} metres of {thing} somebody cuts as many pieces of {piece} metres as possible. How much {thing} remains, in metres?",
                $"A {thing} has {total} metres. Pieces of {piece} metres are cut off it as long as it lasts. How many metres remain?"
            ),
            rest,
            $"It gives {n} pieces, which take {Times(n, piece)} metres.",
            $"Left over are {Minus(total, n * piece)} metres."
        );
    }

    internal static WordProblem Garden(Random r)
    {
        var (a, b, divisor) = (r.Whole(2, 12) * 2, r.Whole(2, 12) * 2, r.Pick(2, 4));
        var name = divisor == 2 ? "Half" : "A quarter";
        var (place, part) = r.Pick(
            ("park", "water"),
            ("yard", "paved"),
            ("field", "wheat"),
            ("floor", "carpet"),
            ("garden", "flowers"),
            ("court", "grass"),
            ("roof", "glass")
        );
        return Make(
            r.Wording(
                $"A {place} is {a} metres long and {b} metres wide. {name} of it is {part}. How many square metres are not {part}?",
                $"A {place} measures {a} metres by {b} metres. {name} of its area is {part}. How large is the rest, in square metres?",
                $"{name} of a {place} is {part}. The {place} is {a} metres by {b} metres. How many square metres are left for other things?"
            ),
            (a * b) - (a * b / divisor),
            $"The {place} has {Times(a, b)} square metres.",
            $"That part has {Over(a * b, divisor)} square metres.",
            $"The rest are {Minus(a * b, a * b / divisor)} square metres."
        );
    }

    internal static WordProblem Glasses(Random r)
    {
        var (litres, glass, n) = (r.Pick(0.5m, 1m, 1.5m, 2m, 2.5m, 3m), r.Pick(100, 200, 250, 300, 500), r.Whole(2, 8));
        var total = litres * 1000 * n;
        if (total % glass != 0)
        {
            return Glasses(r);
        }
        var (large, small) = r.Pick(
            ("jug", "cups"),
            ("can", "mugs"),
            ("flask", "bowls"),
            ("pot", "cups"),
            ("bottle", "beakers"),
            ("bottle", "glasses"),
            ("bucket", "jars")
        );
        return Make(
            r.Wording(
                $"A {large} holds {N(litres)} litres. How many {small} of {glass} millilitres do {n} {large}s fill?",
                $"How many {small} of {glass} millilitres can be filled from {n} {large}s of {N(litres)} litres?",
                $"There are {N(litres)} litres in each {large}. {n} {large}s are poured into {small} of {glass} millilitres. How many {small} become full?"
            ),
            total / glass,
            $"A {large} holds {N(litres)} * 1,000 = {N(litres * 1000)} millilitres.",
            $"{Words.Capital(Money.Number(n))} {large}s hold {Times(n, litres * 1000)} millilitres.",
            $"They fill {Over(total, glass)} {small}."
        );
    }

    internal static WordProblem Mean(Random r)
    {
        var count = r.Whole(3, 6);
        var known = Enumerable.Range(0, count - 1).Select(_ => (decimal)r.Whole(5, 25)).ToArray();
        var sum = known.Sum();
        var mean = Math.Floor(sum / count) + r.Whole(1, 5);
        var thing = r.Pick("marks", "weights", "prices", "lengths", "numbers", "results", "test scores", "ages");
        var list = $"{string.Join(", ", known[..^1].Select(N))} and {N(known[^1])}";
        return Make(
            r.Wording(
                $"The mean of {Money.Number(count)} {thing} is {N(mean)}. {Words.Capital(Money.Number(count - 1))} of them are {list}. What is the {Money.Ordinal(count)}?",
                $"{Words.Capital(Money.Number(count))} {thing} have a mean of {N(mean)}. All but one are known: {list}. What is the last one?",
                $"The average of {Money.Number(count)} {thing} is {N(mean)}. {Words.Capital(Money.Number(count - 1))} of them are {list}. Find the other one."
            ),
            (mean * count) - sum,
            $"All {Money.Number(count)} add up to {Times(count, mean)}.",
            $"The {Money.Number(count - 1)} known ones add up to {Plus(known)}.",
            $"The last is {Minus(mean * count, sum)}."
        );
    }

    internal static WordProblem Cartons(Random r)
    {
        var (size, n) = (r.Whole(4, 15), r.Whole(3, 15));
        var rest = r.Whole(1, size - 1);
        var total = (size * n) + rest;
        var (who, thing, box, whole) = r.Pick(
            ("brewer", "bottles", "crates", "a whole crate"),
            ("baker", "cakes", "trays", "a whole tray"),
            ("coach", "balls", "nets", "a whole net"),
            ("gardener", "bulbs", "packs", "a whole pack"),
            ("farmer", "apples", "bags", "a whole bag"),
            ("teacher", "children", "teams", "a whole team")
        );
        return Make(
            r.Wording(
                $"A {who} puts {total} {thing} into {box} of {size}. How many {thing} do not fill {whole}?",
                $"{total} {thing} are put into {box} of {size}. How many {thing} remain when all {box} are full?",
                $"There are {total} {thing}, and {size} of them make up one of the {box}. How many {thing} are left?"
            ),
            rest,
            $"They fill {n} {box}, which hold {Times(n, size)} {thing}.",
            $"That leaves {Minus(total, n * size)} {thing}."
        );
    }
}
