using System.Collections.Immutable;

namespace Assay.Train.Data.WordProblems;

/// <summary>Word problems of all kinds.</summary>
public static class WordProblemSource
{
    private static readonly ImmutableArray<Func<Random, WordProblem>> Kinds =
    [
        Money.Change,
        Money.Savings,
        Money.SharedBill,
        Business.Sale,
        Money.Tickets,
        Money.Wages,
        Business.Bulk,
        Business.Interest,
        Business.Stall,
        Business.Trade,
        Money.Family,
        Business.Plan,
        Business.Petrol,
        Money.TwoGoods,
        Amounts.Shelves,
        Amounts.Seats,
        Amounts.Rows,
        Amounts.Boxes,
        Amounts.Posts,
        Amounts.Crossings,
        Changes.Town,
        Changes.Ages,
        Changes.Younger,
        Changes.Temperature,
        Changes.Reading,
        Changes.Lengths,
        Amounts.Votes,
        Amounts.Twice,
        Amounts.Give,
        Rates.Recipe,
        Rates.Print,
        Journeys.Speed,
        Rates.Machine,
        Rates.Hens,
        Rates.Tank,
        Rates.WorkDays,
        Journeys.Laps,
        Journeys.Commute,
        Rates.Parcels,
        Journeys.Buses,
        Journeys.Film,
        Measures.Rope,
        Measures.Garden,
        Measures.Glasses,
        Measures.Mean,
        Measures.Cartons,
        Parts.Loaves,
        Parts.Spending,
        Parts.Percent,
    ];

    /// <summary>The next one.</summary>
    public static WordProblem Next(Random random) => Kinds[random.Next(Kinds.Length)](random);

    /// <summary>A line of arithmetic as the solutions have it.</summary>
    public static string Drill(Random random)
    {
        var (small, two, large) = (random.Whole(2, 12), random.Whole(11, 99), random.Whole(100, 2_000));
        return random.Next(11) switch
        {
            0 => Numerals.Times(two, small),
            1 => Numerals.Times(random.Whole(11, 60), random.Whole(11, 60)),
            2 => Numerals.Plus(two, random.Whole(1, 99)),
            3 => Numerals.Plus(large, random.Whole(10, 1_500)),
            4 => Numerals.Minus(two + large, random.Chance(0.5) ? two : large),
            5 => Numerals.Over(two * small, small),
            6 => Numerals.Times(large, random.Whole(2, 9)),
            7 => Numerals.Over(small * random.Whole(2, 99) * 10, small * 10),
            8 => Numerals.Times(random.Whole(2, 25) * 20, random.Whole(1, 19) * 0.05m),
            9 => Numerals.Times(random.Whole(2, 15) * 10, random.Whole(1, 12) * 0.5m),
            _ => Numerals.Minus(two, random.Whole(1, two)),
        };
    }

    /// <summary>Makes a problem of its question, its lines and its answer.</summary>
    internal static WordProblem Make(string question, decimal answer, params IEnumerable<string> lines) =>
        new(question, string.Join('\n', lines), Numerals.N(answer));
}
