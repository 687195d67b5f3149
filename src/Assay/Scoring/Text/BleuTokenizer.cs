using System.Text;

namespace Assay.Scoring.Text;

/// <summary>
/// The tokenizers of sacreBLEU (mjpost/sacrebleu <c>sacrebleu/tokenizers</c>). Each separates some characters by blanks and splits at white
/// space, in time linear in the text.
/// </summary>
public sealed class BleuTokenizer
{
    private readonly Func<string, List<Rune>> separate;

    private BleuTokenizer(string name, Func<string, List<Rune>> separate)
    {
        Name = name;
        this.separate = separate;
    }

    /// <summary>sacreBLEU's name for it.</summary>
    public string Name { get; }

    /// <summary><c>13a</c>: NIST's mteval-v13a, for languages with Latin punctuation.</summary>
    public static BleuTokenizer Mteval13a { get; } =
        new("13a", text => Western([.. $" {Plain(text)} ".EnumerateRunes()]));

    /// <summary><c>intl</c>: NIST's mteval-v14 with Unicode's punctuation and symbols.</summary>
    public static BleuTokenizer International { get; } = new("intl", Unicode);

    /// <summary><c>zh</c>: each Chinese character a token, the rest as <c>13a</c>.</summary>
    public static BleuTokenizer Chinese { get; } =
        new("zh", text => Western(Surround([.. Words.Strip(text).EnumerateRunes()], IsChinese)));

    /// <summary><c>char</c>: each character a token.</summary>
    public static BleuTokenizer Character { get; } =
        new("char", text => Surround([.. text.EnumerateRunes()], _ => true));

    /// <summary><c>none</c>: what stands between white space.</summary>
    public static BleuTokenizer None { get; } = new("none", text => [.. text.EnumerateRunes()]);

    /// <summary>The tokens of a text.</summary>
    public List<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var separated = new StringBuilder(text.Length);
        foreach (var rune in separate(text))
        {
            separated.Append(rune);
        }
        return Words.Split(separated.ToString());
    }

    // SGML's leavings, and words hyphenated at the end of a line.
    private static string Plain(string text) =>
        text.Replace("<skipped>", "", StringComparison.Ordinal)
            .Replace("-\n", "", StringComparison.Ordinal)
            .Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal);

    // A point or comma between digits stays, and so does a dash not behind a digit; the apostrophe is a letter.
    private static List<Rune> Western(List<Rune> text)
    {
        text = Surround(text, IsMark);
        text = Part(text, rune => !IsDigit(rune), IsPointOrComma, before: false);
        text = Part(text, IsPointOrComma, rune => !IsDigit(rune), before: true);
        return Part(text, IsDigit, rune => rune.Value == '-', before: false);
    }

    private static List<Rune> Unicode(string text)
    {
        var runes = Part([.. text.EnumerateRunes()], rune => !Rune.IsNumber(rune), Rune.IsPunctuation, before: false);
        runes = Part(runes, Rune.IsPunctuation, rune => !Rune.IsNumber(rune), before: true);
        return Surround(runes, Rune.IsSymbol);
    }

    /// <summary>Puts blanks around characters.</summary>
    private static List<Rune> Surround(List<Rune> text, Func<Rune, bool> which)
    {
        var separated = new List<Rune>(text.Count * 2);
        foreach (var rune in text)
        {
            if (which(rune))
            {
                separated.Add(Blank);
                separated.Add(rune);
                separated.Add(Blank);
            }
            else
            {
                separated.Add(rune);
            }
        }
        return separated;
    }

    /// <summary>Puts a blank between two characters, and one before the first or behind the second; pairs do not overlap.</summary>
    private static List<Rune> Part(List<Rune> text, Func<Rune, bool> first, Func<Rune, bool> second, bool before)
    {
        var parted = new List<Rune>(text.Count * 2);
        for (var i = 0; i < text.Count; i++)
        {
            if (i + 1 == text.Count || !first(text[i]) || !second(text[i + 1]))
            {
                parted.Add(text[i]);
                continue;
            }
            if (before)
            {
                parted.Add(Blank);
            }
            parted.Add(text[i]);
            parted.Add(Blank);
            parted.Add(text[++i]);
            if (!before)
            {
                parted.Add(Blank);
            }
        }
        return parted;
    }

    private static readonly Rune Blank = new(' ');

    private static bool IsDigit(Rune rune) => rune.Value is >= '0' and <= '9';

    private static bool IsPointOrComma(Rune rune) => rune.Value is '.' or ',';

    private static bool IsMark(Rune rune) =>
        rune.Value
            is >= '{'
                and <= '~'
                or >= '['
                and <= '`'
                or >= ' '
                and <= '&'
                or >= '('
                and <= '+'
                or >= ':'
                and <= '@'
                or '/';

    // sacreBLEU writes two ranges of the supplementary plane with four hex digits, so that U+2001 to U+2A6D count as Chinese, and
    // the characters that were meant do not. Published scores are computed so.
    private static bool IsChinese(Rune rune) =>
        rune.Value
            is >= 0x2001
                and <= 0x2A6D
                or >= 0x2E80
                and <= 0x2FDF
                or >= 0x2FF0
                and <= 0x303F
                or >= 0x3100
                and <= 0x312F
                or >= 0x31A0
                and <= 0x31BF
                or >= 0x31C0
                and <= 0x31EF
                or >= 0x3200
                and <= 0x4DB5
                or >= 0x4E00
                and <= 0x9FBB
                or >= 0xF900
                and <= 0xFA2D
                or >= 0xFA30
                and <= 0xFA6A
                or >= 0xFA70
                and <= 0xFAD9
                or >= 0xFE10
                and <= 0xFE1F
                or >= 0xFE30
                and <= 0xFE4F
                or >= 0xFF00
                and <= 0xFFEF;
}
