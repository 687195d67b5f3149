using System.Text;

namespace Assay.Tokenizers;

/// <summary>Texts that UTF-8 can write.</summary>
internal static class WellFormed
{
    /// <summary>The text with U+FFFD for each half of a surrogate pair that stands alone.</summary>
    public static string Text(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is var at and >= 0)
        {
            if (Rune.DecodeFromUtf16(rest[at..], out _, out var taken) != System.Buffers.OperationStatus.Done)
            {
                return Mended(text);
            }
            rest = rest[(at + taken)..];
        }
        return text;
    }

    private static string Mended(string text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            mended.Append(rune);
        }
        return mended.ToString();
    }
}
