using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Scoring.Extraction;

/// <summary>
/// Numbers in free text: an optional sign, digits with or without thousands commas, an optional fraction; or <c>.5</c>.
/// The early platform's rule (modelscope/evalscope v0.2.5, <c>gsm8k_adapter.py</c>) with these repairs: a sign after a digit, letter
/// or closing bracket is an operator, a dollar may stand between sign and digits, and −, –, full-width digits, LaTeX's <c>{,}</c> and
/// narrow blanks between thousands are read.
/// </summary>
public static partial class Numbers
{
    /// <summary>Two numbers at most this far apart are equal (the early platform's tolerance).</summary>
    public const double Tolerance = 1e-4;

    private const int TimeoutMilliseconds = 10_000;

    /// <summary>The rules of <see cref="Find"/>, in order.</summary>
    public static ImmutableArray<ExtractionRule> Rules { get; } =
    [
        new(@"fraction in the last \boxed{}", "a box that holds a fraction and nothing else but a unit"),
        new(@"last \boxed{}", "the last number in the last box that has one"),
        new("answer is N", "the text's last number, in a sentence that calls it the answer"),
        new("N", "a number that is the whole text"),
        new("last number", "the text's last number", "modelscope/evalscope v0.2.5, gsm8k_adapter.py", Loose: true),
    ];

    /// <summary>The last number of the text, without commas and plus; null when there is none.</summary>
    public static string? Last(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = Plain(text);
        var (start, length) = LastPlace(plain);
        return length > 0 ? Normal(plain.AsSpan(start, length)) : null;
    }

    /// <summary>
    /// The number that a worked solution settles on: the last one in the last box that has one; else the text's last number. A box
    /// that holds a fraction and nothing else but a unit is that quotient. A last number that the text does not call its answer, and
    /// that is not all of it, is a loose find.
    /// </summary>
    public static Extracted? Find(string text)
    {
        foreach (var content in Boxed.FromLast(text))
        {
            if (Quotient(content) is { } quotient)
            {
                return new(quotient, "fraction in the last \\boxed{}");
            }
            if (Last(content) is { } boxed)
            {
                return new(boxed, "last \\boxed{}");
            }
        }
        var plain = Plain(text);
        var (start, length) = LastPlace(plain);
        return length == 0 ? null
            : IsStated(plain, start) ? new(Normal(plain.AsSpan(start, length)), "answer is N")
            : plain.Trim().Length == length ? new(Normal(plain.AsSpan(start, length)), "N")
            : new(Normal(plain.AsSpan(start, length)), "last number") { Loose = true };
    }

    private static (int Start, int Length) LastPlace(string plain)
    {
        var (start, length) = (0, 0);
        foreach (var match in Number().EnumerateMatches(plain))
        {
            (start, length) = (match.Index, match.Length);
        }
        return (start, length);
    }

    /// <summary>Whether the words before a number, in its sentence, call it the answer.</summary>
    private static bool IsStated(string plain, int at)
    {
        const int Reach = 120;
        var before = plain.AsSpan(Math.Max(0, at - Reach), Math.Min(at, Reach));
        var sentence = before[(before.LastIndexOfAny('\n', '。', '!') + 1)..];
        return Stated().IsMatch(sentence);
    }

    /// <summary>Whether both are numbers and at most <see cref="Tolerance"/> apart.</summary>
    public static bool AreEqual(string a, string b) =>
        TryRead(a, out var x) && TryRead(b, out var y) && Math.Abs(x - y) <= Tolerance;

    private static bool TryRead(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static string Plain(string text) =>
        FullWidth
            .Fold(text)
            .Replace('−', '-')
            .Replace('–', '-')
            .Replace('\u00A0', ',')
            .Replace('\u202F', ',')
            .Replace("{,}", ",", StringComparison.Ordinal)
            .Replace(@"\,", ",", StringComparison.Ordinal)
            .Replace(@"\!", "", StringComparison.Ordinal);

    private static string Normal(ReadOnlySpan<char> number)
    {
        Span<char> kept = number.Length <= 256 ? stackalloc char[number.Length] : new char[number.Length];
        var length = 0;
        foreach (var c in number)
        {
            if (c is not (',' or '$' or '+' or '\\'))
            {
                kept[length++] = c;
            }
        }
        return kept[..length].ToString();
    }

    private static string? Quotient(string content)
    {
        if (Fraction().Match(Plain(content)) is not { Success: true } match)
        {
            return null;
        }
        var value =
            double.Parse(match.Groups["top"].ValueSpan, CultureInfo.InvariantCulture)
            / double.Parse(match.Groups["bottom"].ValueSpan, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? (match.Groups["minus"].Length > 0 ? -value : value).ToString(CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(
        @"(?:(?:(?<![\w)\]}])[-+])?(?:\\?\$)?(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|(?:(?<![\w)\]}])[-+])?\.[0-9]+)",
        RegexOptions.CultureInvariant,
        TimeoutMilliseconds
    )]
    private static partial Regex Number();

    /// <summary>"answer is", "answer:", "####", 答案是, with anything but the end of a sentence behind.</summary>
    [GeneratedRegex(
        @"(?:\banswers?\b[*_""']{0,3}\s{0,3}(?:is|was|=|:|(?:should|would|must|will)\sbe\b)|####|答案(?:应该|应)?(?:是|为|：|:)|答：|答:)(?:[^.]|\.(?!\s))*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        TimeoutMilliseconds
    )]
    private static partial Regex Stated();

    /// <summary>LaTeX's <c>\frac{a}{b}</c> and <c>\frac12</c>, or <c>a/b</c>.</summary>
    [GeneratedRegex(
        @"^[\s$]*(?<minus>-?)(?:\\[dt]?frac(?:\{(?<top>[0-9]+)\}\{(?<bottom>[0-9]+)\}|(?<top>[0-9])(?<bottom>[0-9]))|(?<top>[0-9]+)\s?/\s?(?<bottom>[0-9]+))[\s$]*(?:\\(?:text|mathrm)\{[^{}]*\}[\s$]*)?$",
        RegexOptions.CultureInvariant,
        TimeoutMilliseconds
    )]
    private static partial Regex Fraction();
}
