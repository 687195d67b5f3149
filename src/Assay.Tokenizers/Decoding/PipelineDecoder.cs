using Assay.Tokenizers.Vocabularies;

namespace Assay.Tokenizers.Decoding;

internal sealed class PipelineDecoder(Vocabulary vocabulary, DecodingText text, bool skipSpecial) : TokenDecoder
{
    private bool ended;

    public override string Append(int id)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        if (vocabulary.Text(id) is { } token && !(skipSpecial && vocabulary.IsSpecial(id)))
        {
            text.First.Take(token, vocabulary.IsAdded(id));
        }
        return text.Taken();
    }

    public override string Flush()
    {
        if (!ended)
        {
            ended = true;
            text.First.End();
        }
        return text.Taken();
    }
}
