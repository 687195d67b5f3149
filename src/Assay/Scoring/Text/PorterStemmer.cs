namespace Assay.Scoring.Text;

/// <summary>
/// The stemmer of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), with the changes that NLTK makes by default and
/// rouge-score so relies on: a list of irregular words, words of four letters in -ies and -ied, y after a consonant, -alli before -bli, -fulli
/// and -logi, short vowel–consonant stems. Words are of small letters and digits.
/// </summary>
public static class PorterStemmer
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["skies"] = "sky",
        ["sky"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["news"] = "news",
        ["innings"] = "inning",
        ["inning"] = "inning",
        ["outings"] = "outing",
        ["outing"] = "outing",
        ["cannings"] = "canning",
        ["canning"] = "canning",
        ["howe"] = "howe",
        ["proceed"] = "proceed",
        ["exceed"] = "exceed",
        ["succeed"] = "succeed",
    };

    // In the order in which they are tried; the first suffix that a word has decides, whether or not its stem is long enough.
    private static readonly (string Suffix, string Instead)[] DoubleSuffixes =
    [
        ("ational", "ate"),
        ("tional", "tion"),
        ("enci", "ence"),
        ("anci", "ance"),
        ("izer", "ize"),
        ("bli", "ble"),
        ("alli", "al"),
        ("entli", "ent"),
        ("eli", "e"),
        ("ousli", "ous"),
        ("ization", "ize"),
        ("ation", "ate"),
        ("ator", "ate"),
        ("alism", "al"),
        ("iveness", "ive"),
        ("fulness", "ful"),
        ("ousness", "ous"),
        ("aliti", "al"),
        ("iviti", "ive"),
        ("biliti", "ble"),
        ("fulli", "ful"),
    ];

    private static readonly (string Suffix, string Instead)[] Adjectives =
    [
        ("icate", "ic"),
        ("ative", ""),
        ("alize", "al"),
        ("iciti", "ic"),
        ("ical", "ic"),
        ("ful", ""),
        ("ness", ""),
    ];

    private static readonly string[] Endings =
    [
        "al",
        "ance",
        "ence",
        "er",
        "ic",
        "able",
        "ible",
        "ant",
        "ement",
        "ment",
        "ent",
        "ion",
        "ou",
        "ism",
        "ate",
        "iti",
        "ous",
        "ive",
        "ize",
    ];

    /// <summary>The stem of a word.</summary>
    public static string Stem(string word)
    {
        if (Irregular.TryGetValue(word, out var stem))
        {
            return stem;
        }
        return word.Length <= 2
            ? word
            : FinalE(Ending(Replaced(DoubleSuffix(FinalY(PastOrPresent(Plural(word)))), Adjectives)));
    }

    // Step 1a.
    private static string Plural(string word) =>
        Ends(word, "ies") ? word[..^(word.Length == 4 ? 1 : 2)]
        : Ends(word, "sses") ? word[..^2]
        : Ends(word, "s") && !Ends(word, "ss") ? word[..^1]
        : word;

    // Step 1b.
    private static string PastOrPresent(string word)
    {
        if (Ends(word, "ied"))
        {
            return word[..^(word.Length == 4 ? 1 : 2)];
        }
        if (Ends(word, "eed"))
        {
            return Measure(word[..^3]) > 0 ? word[..^1] : word;
        }
        var stem =
            Ends(word, "ed") && HasVowel(word[..^2]) ? word[..^2]
            : Ends(word, "ing") && HasVowel(word[..^3]) ? word[..^3]
            : null;
        if (stem is null)
        {
            return word;
        }
        if (Ends(stem, "at") || Ends(stem, "bl") || Ends(stem, "iz"))
        {
            return stem + "e";
        }
        if (stem.Length >= 2 && stem[^1] == stem[^2] && Consonants(stem)[^1])
        {
            return stem[^1] is 'l' or 's' or 'z' ? stem : stem[..^1];
        }
        return Measure(stem) == 1 && EndsShort(stem) ? stem + "e" : stem;
    }

    // Step 1c.
    private static string FinalY(string word) =>
        Ends(word, "y") && word.Length > 2 && Consonants(word)[^2] ? word[..^1] + "i" : word;

    // Step 2.
    private static string DoubleSuffix(string word)
    {
        while (Ends(word, "alli") && Measure(word[..^4]) > 0)
        {
            word = word[..^2];
        }
        var replaced = Replaced(word, DoubleSuffixes);
        // The l of -logi stays with the stem, which is so long enough after a single syllable.
        return Ends(word, "logi") && Measure(word[..^3]) > 0 ? word[..^1] : replaced;
    }

    // Steps 2 and 3.
    private static string Replaced(string word, (string Suffix, string Instead)[] rules)
    {
        foreach (var (suffix, instead) in rules)
        {
            if (Ends(word, suffix))
            {
                var stem = word[..^suffix.Length];
                return Measure(stem) > 0 ? stem + instead : word;
            }
        }
        return word;
    }

    // Step 4.
    private static string Ending(string word)
    {
        foreach (var suffix in Endings)
        {
            if (Ends(word, suffix))
            {
                var stem = word[..^suffix.Length];
                return Measure(stem) > 1 && (suffix != "ion" || stem[^1] is 's' or 't') ? stem : word;
            }
        }
        return word;
    }

    // Step 5.
    private static string FinalE(string word)
    {
        if (
            Ends(word, "e")
            && word[..^1] is var stem
            && (Measure(stem) > 1 || (Measure(stem) == 1 && !EndsShort(stem)))
        )
        {
            word = stem;
        }
        return Ends(word, "ll") && Measure(word[..^1]) > 1 ? word[..^1] : word;
    }

    private static bool Ends(string word, string suffix) => word.EndsWith(suffix, StringComparison.Ordinal);

    /// <summary>Which letters are consonants: all but a, e, i, o, u, and y behind a consonant.</summary>
    private static bool[] Consonants(string word)
    {
        var consonants = new bool[word.Length];
        for (var i = 0; i < word.Length; i++)
        {
            consonants[i] = word[i] switch
            {
                'a' or 'e' or 'i' or 'o' or 'u' => false,
                'y' => i == 0 || !consonants[i - 1],
                _ => true,
            };
        }
        return consonants;
    }

    /// <summary>How often a vowel is followed by a consonant.</summary>
    private static int Measure(string stem)
    {
        var consonants = Consonants(stem);
        var measure = 0;
        for (var i = 1; i < stem.Length; i++)
        {
            measure += consonants[i] && !consonants[i - 1] ? 1 : 0;
        }
        return measure;
    }

    private static bool HasVowel(string stem) => Array.Exists(Consonants(stem), consonant => !consonant);

    /// <summary>Consonant, vowel, consonant other than w, x, y at the end; or nothing but a vowel and a consonant.</summary>
    private static bool EndsShort(string stem)
    {
        var consonants = Consonants(stem);
        return stem.Length >= 3
            ? consonants[^3] && !consonants[^2] && consonants[^1] && stem[^1] is not ('w' or 'x' or 'y')
            : stem.Length == 2 && !consonants[0] && consonants[1];
    }
}
