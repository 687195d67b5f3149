namespace Assay.Tokenizers.Decoding;

/// <summary>Takes up to some of one character off the ends: of each token, or of the text where tokens are put together.</summary>
internal sealed class StripDecoder(char content, int start, int stop) : IDecoder
{
    public DecodeStep Start(DecodeStep next, bool continues) =>
        new PerToken(next, continues, (token, _) => Cut(token, start, stop));

    public DecodeStep StartFused(DecodeStep next, bool continues)
    {
        var left = continues ? 0 : start;
        return stop == 0
            ? new Leading(next, content, left)
            : new WholeText(new PerToken(next, continues, (text, _) => Cut(text, left, stop)));
    }

    private string Cut(string text, int left, int right)
    {
        var from = 0;
        while (from < left && from < text.Length && text[from] == content)
        {
            from++;
        }
        var to = text.Length;
        while (text.Length - to < right && to > from && text[to - 1] == content)
        {
            to--;
        }
        return text[from..to];
    }

    private sealed class Leading(DecodeStep next, char content, int most) : DecodeStep
    {
        private int left = most;

        public override void Take(string token, bool literal)
        {
            var from = 0;
            while (left > 0 && from < token.Length)
            {
                var strips = token[from] == content;
                from += strips ? 1 : 0;
                left = strips ? left - 1 : 0;
            }
            next.Take(token[from..], literal);
        }

        public override void End() => next.End();
    }
}
