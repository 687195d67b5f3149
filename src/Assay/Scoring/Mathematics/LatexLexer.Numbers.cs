using System.Text;

namespace Assay.Scoring.Mathematics;

// Numbers, with what stands between their thousands.
internal sealed partial class LatexLexer
{
    private void Number(bool spaced)
    {
        var number = new StringBuilder();
        var points = 0;
        while (at < text.Length)
        {
            if (IsDigit(at))
            {
                number.Append(text[at++]);
            }
            else if (text[at] == '.' && points == 0 && (IsDigit(at + 1) || number.Length > 0))
            {
                points++;
                number.Append(text[at++]);
            }
            else if (points == 0 && Separator() is > 0 and var length)
            {
                at += length;
            }
            else
            {
                break;
            }
        }
        if (Exponent() is > 0 and var digits)
        {
            number.Append(text, at, digits);
            at += digits;
        }
        Add(LatexKind.Number, number.ToString(), spaced);
    }

    /// <summary>The length of a decimal exponent at this place: e-5, E+10.</summary>
    private int Exponent()
    {
        if (at >= text.Length || text[at] is not ('e' or 'E'))
        {
            return 0;
        }
        var from = at + (at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1);
        var end = from;
        while (IsDigit(end))
        {
            end++;
        }
        return end > from ? end - at : 0;
    }

    /// <summary>
    /// Signs at this place that stand between the thousands of a number, and nothing else: <c>{,}</c>, <c>,\!</c> anywhere; a bare comma
    /// before three digits outside brackets.
    /// </summary>
    private int Separator()
    {
        foreach (var mark in (ReadOnlySpan<string>)["{,}", @",\!", @"\!", @"\,"])
        {
            if (string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0)
            {
                var digits = at + mark.Length;
                digits += text.AsSpan(digits).Length - text.AsSpan(digits).TrimStart(' ').Length;
                return Group(digits) ? digits - at : 0;
            }
        }
        return thousands && brackets <= 0 && text[at] == ',' && Group(at + 1) ? 1 : 0;
    }

    private bool Group(int from) => IsDigit(from) && IsDigit(from + 1) && IsDigit(from + 2) && !IsDigit(from + 3);
}
