using Assay.Tokenizers.Patterns;
using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Decoding;

/// <summary>A step that changes each token by itself, with at most a difference for the text's first.</summary>
/// <param name="next">The step that takes what this one gives.</param>
/// <param name="continues">Whether other text went before.</param>
/// <param name="change">The token and whether it is the first, to what becomes of it.</param>
internal sealed class PerToken(DecodeStep next, bool continues, Func<string, bool, string> change) : DecodeStep
{
    private bool first = !continues;

    public override void Take(string token, bool literal)
    {
        next.Take(change(token, first), literal);
        first = false;
    }

    public override void End() => next.End();
}

/// <summary>Puts another text for all that a pattern matches.</summary>
internal sealed class ReplaceDecoder(TextPattern pattern, string content) : IDecoder
{
    public DecodeStep Start(DecodeStep next, bool continues) =>
        new PerToken(
            next,
            continues,
            (token, _) =>
            {
                var replaced = pattern.Replace(token, content);
                Growth.Check(Vocabulary.LongestText, replaced.Length);
                return replaced;
            }
        );
}

/// <summary>Undoes <see cref="PreTokenizers.Metaspace"/>; the first token's mark was put there and goes.</summary>
internal sealed class MetaspaceDecoder(char mark, bool dropsFirst) : IDecoder
{
    public DecodeStep Start(DecodeStep next, bool continues) =>
        new PerToken(
            next,
            continues,
            (token, first) =>
                first && dropsFirst
                    ? token.Replace(mark.ToString(), "", StringComparison.Ordinal)
                    : token.Replace(mark, ' ')
        );
}

/// <summary>Puts blanks between words: before each token that does not carry the prefix.</summary>
/// <param name="prefix">What marks a token as no word's first.</param>
/// <param name="cleanup">Whether blanks before punctuation and English contractions are taken out.</param>
internal sealed class WordPieceDecoder(string prefix, bool cleanup) : IDecoder
{
    private static readonly (string From, string To)[] cleanups =
    [
        (" .", "."),
        (" ?", "?"),
        (" !", "!"),
        (" ,", ","),
        (" ' ", "'"),
        (" n't", "n't"),
        (" 'm", "'m"),
        (" do not", " don't"),
        (" 's", "'s"),
        (" 've", "'ve"),
        (" 're", "'re"),
    ];

    public DecodeStep Start(DecodeStep next, bool continues) => new PerToken(next, continues, Change);

    private string Change(string token, bool first)
    {
        if (!first)
        {
            var continuing = prefix.Length > 0 && token.StartsWith(prefix, StringComparison.Ordinal);
            token = continuing ? token[prefix.Length..] : " " + token;
        }
        foreach (var (from, to) in cleanup ? cleanups : [])
        {
            token = token.Replace(from, to, StringComparison.Ordinal);
        }
        return token;
    }
}

/// <summary>Blanks between all tokens.</summary>
internal sealed class BlankDecoder : IDecoder
{
    public DecodeStep Start(DecodeStep next, bool continues) =>
        new PerToken(next, continues, (token, first) => first ? token : " " + token);
}

/// <summary>Puts a blank for the suffix that ends a word, except at the end of the text.</summary>
internal sealed class SuffixDecoder(string suffix) : IDecoder
{
    public DecodeStep Start(DecodeStep next, bool continues) => new Step(next, suffix);

    private sealed class Step(DecodeStep next, string suffix) : DecodeStep
    {
        private (string Token, bool Literal)? held;

        public override void Take(string token, bool literal)
        {
            Release(" ");
            held = (token, literal);
        }

        public override void End()
        {
            Release("");
            next.End();
        }

        // Only what comes after a token tells whether it is the last.
        private void Release(string blank)
        {
            if (held is var (token, literal))
            {
                next.Take(suffix.Length == 0 ? token : token.Replace(suffix, blank, StringComparison.Ordinal), literal);
            }
        }
    }
}
