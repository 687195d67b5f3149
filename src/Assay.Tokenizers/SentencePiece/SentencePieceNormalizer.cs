using System.Text;
using Assay.Tokenizers.Normalizers;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.SentencePiece;

/// <summary>llama2.c's: a blank before every text.</summary>
internal sealed class DummyPrefix : INormalizer
{
    public string Normalize(string text, bool atStart) => " " + text;
}

/// <summary>What a tokenizer.model says of normalisation.</summary>
/// <param name="Rules">Replacements; null for none.</param>
/// <param name="AddDummyPrefix">Whether a blank is put before the text.</param>
/// <param name="OnlyAtStart">Whether that is so only where the whole text begins, not after each special token.</param>
/// <param name="RemoveExtraBlanks">Whether runs of blanks become one, and those at the ends none.</param>
/// <param name="EscapeBlanks">Whether blanks are written as U+2581.</param>
/// <param name="BlankAsSuffix">Whether the blank of a word stands behind it.</param>
internal sealed record NormalizerOptions(
    CharsMap? Rules,
    bool AddDummyPrefix,
    bool OnlyAtStart,
    bool RemoveExtraBlanks,
    bool EscapeBlanks,
    bool BlankAsSuffix
);

/// <summary>
/// SentencePiece's normaliser: rules from the left, longest first; user-defined pieces stay as they are; blanks as the
/// options say.
/// </summary>
internal sealed class SentencePieceNormalizer(NormalizerOptions options, PrefixIndex? userDefined) : INormalizer
{
    private readonly string blank = options.EscapeBlanks ? "\u2581" : " ";

    public string Normalize(string text, bool atStart)
    {
        var to = new StringBuilder(text.Length + 1);
        var prefix = options.AddDummyPrefix && (atStart || !options.OnlyAtStart);
        var begun = !options.RemoveExtraBlanks;
        var afterBlank = options.RemoveExtraBlanks;
        if (begun && text.Length > 0)
        {
            Begin(to, prefix);
        }
        foreach (var piece in new Replacements(text, options.Rules, userDefined))
        {
            var kept = afterBlank ? piece.TrimStart(' ') : piece;
            if (!begun)
            {
                // A piece of nothing but blanks is skipped as long as nothing else came.
                if (kept.IsEmpty)
                {
                    continue;
                }
                begun = true;
                Begin(to, prefix);
            }
            foreach (var c in kept)
            {
                _ = c == ' ' ? to.Append(blank) : to.Append(c);
            }
            if (options.RemoveExtraBlanks && !kept.IsEmpty)
            {
                afterBlank = kept[^1] == ' ';
            }
        }
        End(to, prefix);
        return to.ToString();
    }

    private void Begin(StringBuilder to, bool prefix)
    {
        if (prefix && !options.BlankAsSuffix)
        {
            to.Append(blank);
        }
    }

    private void End(StringBuilder to, bool prefix)
    {
        if (options.RemoveExtraBlanks)
        {
            while (to.Length > 0 && to[^1] == blank[0])
            {
                to.Length--;
            }
        }
        if (prefix && options.BlankAsSuffix && to.Length > 0)
        {
            to.Append(blank);
        }
    }
}
