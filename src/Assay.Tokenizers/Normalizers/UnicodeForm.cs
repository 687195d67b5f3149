using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Tokenizers.Normalizers;

/// <summary>The four normalisation forms of Unicode (UAX 15).</summary>
internal enum Form
{
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

/// <summary>
/// Unicode normalisation by own tables: the framework's does nothing in the invariant mode, which the whole program runs in.
/// </summary>
internal sealed class UnicodeForm(Form form) : INormalizer
{
    private const int HangulS = 0xAC00;
    private const int HangulL = 0x1100;
    private const int HangulV = 0x1161;
    private const int HangulT = 0x11A7;
    private const int SyllablesOfL = 588;
    private const int SyllablesOfV = 28;

    private readonly bool composes = form is Form.Nfc or Form.Nfkc;
    private readonly bool compatible = form is Form.Nfkc or Form.Nfkd;

    public string Normalize(string text, bool atStart)
    {
        // Below it, nothing has a decomposition (or, composed, can take part in one).
        var plain = form == Form.Nfc ? '\u02FF' : '\u009F';
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', plain) < 0)
        {
            return text;
        }
        var codes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, codes);
        }
        Order(codes);
        if (composes)
        {
            Compose(codes);
        }
        var to = new StringBuilder(text.Length);
        foreach (var code in codes)
        {
            to.Append(new Rune(code));
        }
        return to.ToString();
    }

    private void Decompose(int code, List<int> to)
    {
        if (code is >= HangulS and < HangulS + 11172)
        {
            var syllable = code - HangulS;
            to.Add(HangulL + (syllable / SyllablesOfL));
            to.Add(HangulV + (syllable % SyllablesOfL / SyllablesOfV));
            if (syllable % SyllablesOfV is var final and > 0)
            {
                to.Add(HangulT + final);
            }
        }
        else if (code >= 0xA0 && Decompositions.Of(code, compatible) is { } parts)
        {
            foreach (var part in parts)
            {
                Decompose(part, to);
            }
        }
        else
        {
            to.Add(code);
        }
    }

    // Marks between two base characters stand in the order of their classes, equal ones as they came.
    private static void Order(List<int> codes)
    {
        for (var start = 0; start < codes.Count; start++)
        {
            if (Decompositions.Class(codes[start]) == 0)
            {
                continue;
            }
            var end = start + 1;
            while (end < codes.Count && Decompositions.Class(codes[end]) != 0)
            {
                end++;
            }
            if (end - start > 1)
            {
                var marks = CollectionsMarshal.AsSpan(codes)[start..end];
                marks.ToArray().OrderBy(Decompositions.Class).ToArray().CopyTo(marks);
            }
            start = end;
        }
    }

    private static void Compose(List<int> codes)
    {
        var (starter, written, lastClass) = (-1, 0, -1);
        for (var i = 0; i < codes.Count; i++)
        {
            var code = codes[i];
            var own = Decompositions.Class(code);
            // A mark is blocked by one of its own class or above between it and the base.
            if (starter >= 0 && lastClass < own && Pair(codes[starter], code) is { } composed)
            {
                codes[starter] = composed;
                continue;
            }
            if (own == 0)
            {
                (starter, lastClass) = (written, -1);
            }
            else
            {
                lastClass = own;
            }
            codes[written++] = code;
        }
        codes.RemoveRange(written, codes.Count - written);
    }

    private static int? Pair(int first, int second)
    {
        if (first is >= HangulL and < HangulL + 19 && second is >= HangulV and < HangulV + 21)
        {
            return HangulS + ((first - HangulL) * SyllablesOfL) + ((second - HangulV) * SyllablesOfV);
        }
        if (
            first is >= HangulS and < HangulS + 11172
            && (first - HangulS) % SyllablesOfV == 0
            && second is > HangulT and < HangulT + SyllablesOfV
        )
        {
            return first + (second - HangulT);
        }
        return second < 0x300 ? null : Decompositions.Composed(first, second);
    }
}
