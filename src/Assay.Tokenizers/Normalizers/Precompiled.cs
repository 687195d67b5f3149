using System.Globalization;
using System.Text;

namespace Assay.Tokenizers.Normalizers;

/// <summary>
/// SentencePiece's rules as the Rust tokenizers apply them, which differs from SentencePiece for a few sequences: a short
/// grapheme is replaced whole by the rule for its beginning, so that CR LF becomes one blank; otherwise each character is
/// replaced by itself.
/// </summary>
internal sealed class Precompiled(CharsMap rules) : INormalizer
{
    // In bytes of UTF-8.
    private const int LongestWhole = 5;

    public string Normalize(string text, bool atStart)
    {
        var to = new StringBuilder(text.Length);
        Span<byte> utf8 = stackalloc byte[LongestWhole + 1];
        for (var rest = text.AsSpan(); !rest.IsEmpty; )
        {
            var grapheme = rest[..StringInfo.GetNextTextElementLength(rest)];
            rest = rest[grapheme.Length..];
            var isShort = Encoding.UTF8.TryGetBytes(grapheme, utf8, out var count) && count <= LongestWhole;
            if (isShort && rules.TryMatch(utf8[..count], longest: false, out _, out var whole))
            {
                Append(to, whole);
                continue;
            }
            foreach (var rune in grapheme.EnumerateRunes())
            {
                count = rune.EncodeToUtf8(utf8);
                if (rules.TryMatch(utf8[..count], longest: false, out _, out var single))
                {
                    Append(to, single);
                }
                else
                {
                    to.Append(rune);
                }
            }
        }
        return to.ToString();
    }

    private static void Append(StringBuilder to, ReadOnlySpan<byte> utf8) => to.Append(Encoding.UTF8.GetString(utf8));
}
