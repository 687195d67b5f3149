namespace Assay.Train.Data.WordProblems;

/// <summary>Who and what the word problems are about.</summary>
internal static class Words
{
    public static readonly string[] Women =
    [
        "Anna",
        "Clara",
        "Dina",
        "Eva",
        "Fatma",
        "Greta",
        "Hana",
        "Ines",
        "Julia",
        "Karin",
        "Maria",
        "Nora",
        "Olga",
        "Paula",
        "Ruth",
        "Vera",
        "Lena",
        "Sara",
        "Zoe",
        "Mia",
        "Lily",
        "Emma",
        "Ida",
        "Jo",
        "Kaya",
        "Noor",
        "Rita",
        "Tess",
        "Uma",
        "Wanda",
        "Yuki",
        "Alma",
    ];

    public static readonly string[] Men =
    [
        "Alex",
        "Bruno",
        "Chris",
        "David",
        "Emil",
        "Felix",
        "Georg",
        "Hugo",
        "Igor",
        "Jan",
        "Karl",
        "Leo",
        "Mark",
        "Nick",
        "Peter",
        "Rafi",
        "Tom",
        "Ben",
        "Omar",
        "Max",
        "Niklas",
        "Jon",
        "Ilya",
        "Kofi",
        "Lars",
        "Oskar",
        "Paul",
        "Ravi",
        "Sven",
        "Theo",
        "Udo",
        "Wim",
    ];

    public static readonly string[] Fruits =
    [
        "apples",
        "pears",
        "plums",
        "grapes",
        "cherries",
        "peaches",
        "oranges",
        "lemons",
    ];

    public static readonly string[] Things =
    [
        "stickers",
        "marbles",
        "cards",
        "stamps",
        "coins",
        "books",
        "pens",
        "shells",
        "buttons",
        "beads",
        "balls",
        "toys",
    ];

    public static readonly string[] Goods =
    [
        "coat",
        "jacket",
        "dress",
        "bag",
        "watch",
        "lamp",
        "radio",
        "chair",
        "tent",
        "bicycle",
        "camera",
        "scooter",
        "guitar",
        "phone",
        "tennis racket",
        "skateboard",
    ];

    public static (string Name, string He, string His) Person(Random random) =>
        random.Chance(0.5) ? (random.Pick(Women), "she", "her") : (random.Pick(Men), "he", "his");

    public static string Plural(string name) =>
        name switch
        {
            "shelf" => "shelves",
            "box" => "boxes",
            _ => name + "s",
        };

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
