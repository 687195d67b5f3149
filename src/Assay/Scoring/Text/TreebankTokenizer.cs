using System.Buffers;
using System.Text;

namespace Assay.Scoring.Text;

/// <summary>
/// Words and punctuation by the conventions of the Penn Treebank, as NLTK's <c>word_tokenize</c> has them (nltk/nltk
/// <c>nltk/tokenize/destructive.py</c>): don't → do n't, cannot → can not, quotes → `` and ''. Linear in the text.
/// </summary>
/// <remarks>
/// NLTK finds the ends of sentences, whose full stops are tokens of their own, with a trained model; here a full stop ends a sentence
/// before white space and a capital letter, or at the text's end, unless an initial or a usual abbreviation stands before it.
/// </remarks>
public static class TreebankTokenizer
{
    private const string OpeningMarks = "«“‘„";
    private const string Closers = "])}>\"'»”’";

    private static readonly SearchValues<char> Alone = SearchValues.Create("«“‘„»”’;@#$%&?!*[](){}<>");

    private static readonly string[] Clitics = ["'s", "'m", "'d", "'ll", "'re", "'ve", "n't"];

    private static readonly (string Whole, int First)[] Contractions =
    [
        ("cannot", 3),
        ("d'ye", 1),
        ("gimme", 3),
        ("gonna", 3),
        ("gotta", 3),
        ("lemme", 3),
        ("more'n", 4),
        ("wanna", 3),
        ("'tis", 2),
        ("'twas", 2),
    ];

    private static readonly HashSet<string> Abbreviations = new(
        "mr mrs ms dr prof st jr sr vs etc inc ltd corp capt gov jan feb apr aug sept oct nov dec".Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The tokens of a text.</summary>
    public static List<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<string>();
        var separated = Separated(text);
        for (var (start, i) = (0, 0); i <= separated.Length; i++)
        {
            if (i < separated.Length && !Words.IsSpace(separated[i]))
            {
                continue;
            }
            if (i > start)
            {
                Split(separated[start..i], atLineEnd: i < separated.Length && separated[i] != ' ', tokens);
            }
            start = i + 1;
        }
        return tokens;
    }

    // Blanks around whatever is a token by itself; what has apostrophes is taken apart later.
    private static string Separated(string text)
    {
        var separated = new StringBuilder(text.Length * 2);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var run = c is '.' or '`' or '-' or '\'' ? Run(text, i) : 1;
            if (c == '"' || (c == '\'' && run == 2))
            {
                Add(Opens(text, i) ? "``" : "''");
            }
            else if (Alone.Contains(c) || c == '`' || (c == '.' && (run > 1 || EndsSentence(text, i))))
            {
                Add(text.AsSpan(i, run));
            }
            else if (c == '-' && run > 1)
            {
                for (var pairs = 0; pairs < run / 2; pairs++)
                {
                    Add("--");
                }
                separated.Append('-', run % 2);
            }
            else if (c is ':' or ',' && (i + 1 == text.Length || !char.IsDigit(text[i + 1])))
            {
                Add(text.AsSpan(i, 1));
                if (i + 2 < text.Length && text[i + 1] is ':' or ',')
                {
                    // Of two marks in a row NLTK separates the first.
                    separated.Append(text[++i]);
                }
            }
            else
            {
                separated.Append(c, run);
            }
            i += run - 1;
        }
        return separated.ToString();

        void Add(ReadOnlySpan<char> token) => separated.Append(' ').Append(token).Append(' ');
    }

    private static int Run(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && text[end] == text[at])
        {
            end++;
        }
        return end - at;
    }

    private static bool Opens(string text, int at) =>
        at == 0
        || (at == 1 && text[0] == '"')
        || text[at - 1] is ' ' or '(' or '[' or '{' or '<' or '`'
        || OpeningMarks.Contains(text[at - 1]);

    private static bool EndsSentence(string text, int at)
    {
        var next = at + 1;
        while (next < text.Length && Closers.Contains(text[next]))
        {
            next++;
        }
        if (next == text.Length)
        {
            return at > 0;
        }
        if (!Words.IsSpace(text[next]))
        {
            return false;
        }
        while (next < text.Length && (Words.IsSpace(text[next]) || "\"'([{“‘«".Contains(text[next])))
        {
            next++;
        }
        return next == text.Length || (char.IsUpper(text[next]) && !IsAbbreviation(text, at));
    }

    private static bool IsAbbreviation(string text, int stop)
    {
        const int Longest = 4;
        var start = stop;
        while (start > 0 && stop - start <= Longest && (char.IsLetter(text[start - 1]) || text[start - 1] == '.'))
        {
            start--;
        }
        var word = text[start..stop];
        return word.Contains('.', StringComparison.Ordinal)
            || (word.Length == 1 && char.IsUpper(word[0]) && word != "I")
            || Abbreviations.Contains(word);
    }

    // NLTK takes clitics off before a blank, and not before the end of a line.
    private static void Split(string word, bool atLineEnd, List<string> tokens)
    {
        if (atLineEnd)
        {
            SplitStem(word, tokens);
            return;
        }
        foreach (var clitic in Clitics)
        {
            var at = word.Length - clitic.Length;
            if (at > 0 && word[at - 1] != '\'' && EndsIn(word, clitic))
            {
                SplitStem(word[..at], tokens);
                tokens.Add(word[at..]);
                return;
            }
        }
        if (word.Length > 1 && word[^1] == '\'' && word[^2] != '\'')
        {
            SplitStem(word[..^1], tokens);
            tokens.Add("'");
            return;
        }
        SplitStem(word, tokens);
    }

    // Clitics are of small letters or of capitals, not of both; those of one letter are so anyway.
    private static bool EndsIn(string word, string clitic) =>
        word.EndsWith(clitic, StringComparison.Ordinal)
        || word.EndsWith(clitic.ToUpperInvariant(), StringComparison.Ordinal);

    private static void SplitStem(string word, List<string> tokens)
    {
        if (QuotedLetter(word) is >= 0 and var quote)
        {
            if (quote > 0)
            {
                SplitStem(word[..quote], tokens);
            }
            tokens.Add("'");
            SplitStem(word[(quote + 1)..], tokens);
            return;
        }
        foreach (var (whole, first) in Contractions)
        {
            if (word.Equals(whole, StringComparison.OrdinalIgnoreCase))
            {
                tokens.Add(word[..first]);
                tokens.Add(word[first..]);
                return;
            }
        }
        tokens.Add(word);
    }

    /// <summary>Where an apostrophe stands before a single letter that is no clitic: 'C'.</summary>
    private static int QuotedLetter(string word)
    {
        for (var i = 0; i + 1 < word.Length; i++)
        {
            if (
                word[i] == '\''
                && IsLetter(word[i + 1])
                && (i + 2 == word.Length || !IsLetter(word[i + 2]))
                && !"mtsdnMTSDN".Contains(word[i + 1])
            )
            {
                return i;
            }
        }
        return -1;

        static bool IsLetter(char c) => char.IsLetterOrDigit(c) || c == '_';
    }
}
