using System.Text;

namespace Assay.Scoring.Mathematics;

/// <summary>
/// The answers of MATH as its authors read and compare them: hendrycks/math, <c>modeling/dataset/util.py</c> (the last box) and
/// <c>modeling/math_equivalence.py</c> (normaliser and equality), step by step.
/// </summary>
/// <remarks>
/// EleutherAI/lm-evaluation-harness (<c>tasks/hendrycks_math/utils.py</c>) has the same steps but for two: a percent sign without a
/// backslash stays, and a quotient of anything but whole numbers ends normalisation.
/// </remarks>
public static class HendrycksAnswer
{
    private const string Box = @"\boxed";
    private const string BareBox = @"\boxed ";
    private const string Frame = @"\fbox";

    /// <summary>
    /// What stands in the last <c>\boxed{…}</c>, else the last <c>\fbox{…}</c>, braces balanced; with <c>\boxed X</c> anywhere, what
    /// follows the last of these up to a dollar. Null when there is none or it never closes.
    /// </summary>
    public static string? LastBoxed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.LastIndexOf(BareBox, StringComparison.Ordinal) is >= 0 and var bare)
        {
            var from = bare + BareBox.Length;
            var dollar = text.IndexOf('$', from);
            return dollar < 0 ? text[from..] : text[from..dollar];
        }
        var at = text.LastIndexOf(Box, StringComparison.Ordinal);
        at = at >= 0 ? at : text.LastIndexOf(Frame, StringComparison.Ordinal);
        var open = at < 0 ? -1 : text.IndexOf('{', at);
        var close = open < 0 ? -1 : Close(text, open);
        return close < 0 ? null : text[(open + 1)..close];
    }

    /// <summary>
    /// Whether two answers are the same by the authors' rules: equal in normal form; as they stand where one has none.
    /// </summary>
    /// <param name="one">An answer.</param>
    /// <param name="other">Another.</param>
    /// <param name="harness">Whether the harness's two differing steps apply.</param>
    public static bool AreEqual(string one, string other, bool harness = false) =>
        Normal(one, harness) is { } a && Normal(other, harness) is { } b
            ? a == b
            : string.Equals(one, other, StringComparison.Ordinal);

    /// <summary>The normal form; null where the authors' code fails on the text.</summary>
    public static string? Normal(string text, bool harness = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Replace("\n", "", StringComparison.Ordinal)
            .Replace(@"\!", "", StringComparison.Ordinal)
            .Replace(@"\\", @"\", StringComparison.Ordinal)
            .Replace("tfrac", "frac", StringComparison.Ordinal)
            .Replace("dfrac", "frac", StringComparison.Ordinal)
            .Replace(@"\left", "", StringComparison.Ordinal)
            .Replace(@"\right", "", StringComparison.Ordinal)
            .Replace(@"^{\circ}", "", StringComparison.Ordinal)
            .Replace(@"^\circ", "", StringComparison.Ordinal)
            .Replace(@"\$", "", StringComparison.Ordinal);
        var units = text.Split(@"\text{ ");
        if (units.Length > 2)
        {
            return null;
        }
        text = units[0].Replace(@"\%", "", StringComparison.Ordinal);
        text = harness ? text : text.Replace("%", "", StringComparison.Ordinal);
        text = text.Replace(" .", " 0.", StringComparison.Ordinal).Replace("{.", "{0.", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return text;
        }
        text = text[0] == '.' ? "0" + text : text;
        text = text.Split('=') is [{ Length: <= 2 }, var right] ? right : text;
        if (WithBracedRoots(text) is not { } rooted)
        {
            return null;
        }
        text = rooted.Replace(" ", "", StringComparison.Ordinal);
        if (WithBracedFractions(text) is not { } fractional)
        {
            return null;
        }
        text = fractional == "0.5" ? @"\frac{1}{2}" : fractional;
        return Quotient(text, harness);
    }

    private static int Close(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth +=
                text[i] == '{' ? 1
                : text[i] == '}' ? -1
                : 0;
            if (depth == 0)
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary><c>\sqrt3</c> to <c>\sqrt{3}</c>; null where a root has nothing behind it.</summary>
    private static string? WithBracedRoots(string text)
    {
        const string Root = @"\sqrt";
        var parts = text.Split(Root);
        var fixedUp = new StringBuilder(parts[0], text.Length + 2 * parts.Length);
        foreach (var part in parts.AsSpan(1))
        {
            if (part.Length == 0)
            {
                return null;
            }
            var first = FirstLength(part, 0);
            _ =
                part[0] == '{'
                    ? fixedUp.Append(Root).Append(part)
                    : fixedUp.Append(Root).Append('{').Append(part, 0, first).Append('}').Append(part.AsSpan(first));
        }
        return fixedUp.ToString();
    }

    /// <summary>
    /// <c>\frac12</c> and <c>\frac1{72}</c> to <c>\frac{1}{2}</c> and <c>\frac{1}{72}</c>; the text as it is where one has a single
    /// sign behind it, null where it has none.
    /// </summary>
    private static string? WithBracedFractions(string text)
    {
        const string Fraction = @"\frac";
        var parts = text.Split(Fraction);
        var fixedUp = new StringBuilder(parts[0], text.Length + 4 * parts.Length);
        foreach (var part in parts.AsSpan(1))
        {
            if (part.Length == 0)
            {
                return null;
            }
            fixedUp.Append(Fraction);
            if (part[0] == '{')
            {
                fixedUp.Append(part);
                continue;
            }
            var top = FirstLength(part, 0);
            if (part.Length == top)
            {
                return text;
            }
            fixedUp.Append('{').Append(part, 0, top).Append('}');
            if (part[top] == '{')
            {
                fixedUp.Append(part.AsSpan(top));
                continue;
            }
            var bottom = FirstLength(part, top);
            fixedUp.Append('{').Append(part, top, bottom).Append('}').Append(part.AsSpan(top + bottom));
        }
        return fixedUp.ToString();
    }

    /// <summary><c>a/b</c> of whole numbers to a fraction.</summary>
    private static string? Quotient(string text, bool harness)
    {
        if (text.Split('/') is not [var top, var bottom])
        {
            return text;
        }
        return IsWhole(top) && IsWhole(bottom) ? $@"\frac{{{top}}}{{{bottom}}}"
            : harness && !(ReadsAsWhole(top) && ReadsAsWhole(bottom)) ? null
            : text;
    }

    /// <summary>Whether Python writes the number as it stands here, and so takes it back.</summary>
    private static bool IsWhole(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length > 0
            && !digits.ContainsAnyExceptInRange('0', '9')
            && (digits[0] != '0' || text.Length == 1);
    }

    /// <summary>Whether Python's <c>int</c> reads it: signs, blanks around, leading zeros too.</summary>
    private static bool ReadsAsWhole(string text)
    {
        var digits = text.AsSpan().Trim();
        digits = digits.StartsWith("-") || digits.StartsWith("+") ? digits[1..] : digits;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    // A sign beyond the basic plane is one sign to the authors' code and must not be torn apart here.
    private static int FirstLength(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
}
