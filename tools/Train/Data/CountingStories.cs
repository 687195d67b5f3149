namespace Assay.Train.Data;

/// <summary>Sentences that list things ({0}) and ask how many are of a kind ({0}, without the question mark).</summary>
internal static class CountingStories
{
    private static readonly string[] Places =
    [
        "yard",
        "box",
        "bag",
        "garden",
        "room",
        "hall",
        "cellar",
        "basket",
        "shop",
        "drawer",
        "park",
        "house",
        "boat",
    ];

    private static readonly string[] Tops =
    [
        "table",
        "shelf",
        "floor",
        "desk",
        "stage",
        "carpet",
        "roof",
        "lawn",
        "wall",
    ];

    private static readonly string[] Holders =
    [
        "band",
        "kitchen",
        "choir",
        "house",
        "farm",
        "school",
        "museum",
        "club",
        "garage",
        "hotel",
        "workshop",
        "zoo",
    ];

    private static readonly (string Past, string Now)[] Verbs =
    [
        ("have", "have"),
        ("own", "own"),
        ("keep", "keep"),
        ("need", "need"),
        ("saw", "see"),
        ("bought", "buy"),
        ("packed", "pack"),
        ("found", "find"),
        ("sold", "sell"),
        ("brought", "bring"),
        ("drew", "draw"),
    ];

    internal static (string Begin, string End) Next(Random random)
    {
        var (told, asked) = random.Pick(Verbs);
        var (place, top, holder) = (random.Pick(Places), random.Pick(Tops), random.Pick(Holders));
        var did = told == asked ? "do" : "did";
        switch (random.Next(7))
        {
            case 0:
            case 1:
                var we = random.Pick("I", "I", "We", "They");
                return (
                    $"{we} {told} {{0}}",
                    $"How many {{0}} {did} {(we == "I" ? we : we.ToLowerInvariant())} {asked}"
                );
            case 2:
                var (who, she) = random.Pick(
                    ("aunt", "she"),
                    ("sister", "she"),
                    ("mother", "she"),
                    ("uncle", "he"),
                    ("brother", "he"),
                    ("father", "he")
                );
                return (
                    $"My {who} {(told == "have" ? "has" : told == asked ? told + "s" : told)} {{0}}",
                    $"How many {{0}} {(told == asked ? "does" : "did")} {she} {asked}"
                );
            case 3:
                var stand = random.Pick("lie", "stand", "are");
                return ($"On the {top} {stand} {{0}}", $"How many {{0}} {stand} on the {top}");
            case 4:
                var are = random.Pick("there are", "are");
                return ($"In the {place} {are} {{0}}", $"How many {{0}} are in the {place}");
            case 5:
                var has = random.Pick("have", "have", "hold", "need");
                return (
                    $"{random.Pick("A", "The")} {holder} {(has == "have" ? "has" : has + "s")} {{0}}",
                    $"How many {{0}} does it {has}"
                );
            default:
                var (where, it) = random.Pick(
                    ("in the story", "in it"),
                    ("in the picture", "in it"),
                    ("on the list", "on it"),
                    ("in the film", "in it"),
                    ("on the ship", "on it")
                );
                return ($"There are {{0}} {where}", $"How many {{0}} are {it}");
        }
    }
}
