namespace Assay.Tokenizers.Decoding;

/// <summary>Puts the tokens together: the steps after it see one text.</summary>
internal sealed class FuseDecoder : IDecoder
{
    public DecodeStep Start(DecodeStep next, bool continues) => next;

    public DecodeStep StartFused(DecodeStep next, bool continues) => next;
}
