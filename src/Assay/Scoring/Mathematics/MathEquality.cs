using System.Text.RegularExpressions;

namespace Assay.Scoring.Mathematics;

/// <summary>
/// Whether two answers mean the same: as texts, as numbers, as formulas. After QwenLM/Qwen2.5-Math, <c>evaluation/grader.py</c>
/// (<c>math_equal</c>), with exact arithmetic of its own in SymPy's place.
/// </summary>
/// <remarks>
/// <para>Stricter than that grader where it takes different answers for equal:</para>
/// <list type="bullet">
/// <item>Its relative tolerance of 10⁻⁴ is for decimals only, and within one unit of the last decimal written: 0.3333 is 1/3, but 9999 is
/// not 10000.</item>
/// <item>Per cent are worth a hundredth only where a percent sign says so: 50% is 50 and 0.5, but 0.5 is not 50.</item>
/// <item>Brackets of intervals count: (0, 1] is not [0, 1].</item>
/// </list>
/// <para>More lenient where order means nothing: answers with commas between and sets.</para>
/// <para>Formulas with variables are equal when they agree at each of eight fixed points where both have a value (and have one at the
/// same points, of which there must be three): exactly where the values are fractions, else to 10⁻⁹. That is no proof, but formulas that
/// differ and agree so do not come up as answers.</para>
/// <para>The work is bounded: a text of more than 1,000 characters is compared as text.</para>
/// </remarks>
public static partial class MathEquality
{
    private const int Steps = 10_000;
    private const int TimeoutMilliseconds = 10_000;

    /// <summary>Whether an answer means the same as the reference.</summary>
    public static bool AreEqual(string answer, string reference)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(reference);
        if (HendrycksAnswer.AreEqual(answer, reference))
        {
            return true;
        }
        var (plainAnswer, plainReference) = (Plain(answer), Plain(reference));
        return string.Equals(plainAnswer, plainReference, StringComparison.OrdinalIgnoreCase)
                && plainReference.Length > 0
            || (IsLabel(plainReference) && LastLabel(answer) is { } label && label == plainReference)
            || AreEquivalent(answer, reference);
    }

    /// <summary>Whether two formulas mean the same; false where either is none.</summary>
    public static bool AreEquivalent(string answer, string reference)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(reference);
        var budget = new MathBudget(Steps);
        return Compare(thousands: true) || (Grouped(answer) || Grouped(reference)) && Compare(thousands: false);

        bool Compare(bool thousands) =>
            LatexParser.Parse(answer, thousands) is { } one
            && LatexParser.Parse(reference, thousands) is { } other
            && new MathComparison(budget).Equal(one, other);
    }

    /// <summary>The text without what changes only its looks.</summary>
    private static string Plain(string text)
    {
        text = Looks().Replace(text.Trim().TrimEnd('.'), "");
        text = text.Replace("dfrac", "frac", StringComparison.Ordinal)
            .Replace("tfrac", "frac", StringComparison.Ordinal);
        return
            text.Length > 2
            && text[0] == '('
            && text[^1] == ')'
            && text.AsSpan(1, text.Length - 2).IndexOfAny("(),") < 0
            ? text[1..^1]
            : text;
    }

    private static bool IsLabel(string text) => text is ['A' or 'B' or 'C' or 'D' or 'E'];

    private static string? LastLabel(string text)
    {
        string? last = null;
        foreach (var match in Label().EnumerateMatches(text))
        {
            last = text.Substring(match.Index, match.Length);
        }
        return last;
    }

    private static bool Grouped(string text) => text.Length <= LatexParser.Longest && Thousands().IsMatch(text);

    [GeneratedRegex(
        @"\\(?:left|right|text(?:bf|it|rm)?|mbox|mathrm|displaystyle|[!,;: $])|[\s${}]",
        RegexOptions.CultureInvariant,
        TimeoutMilliseconds
    )]
    private static partial Regex Looks();

    [GeneratedRegex(@"\b[A-E]\b", RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Label();

    [GeneratedRegex("[0-9],[0-9]{3}(?![0-9])", RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Thousands();
}
