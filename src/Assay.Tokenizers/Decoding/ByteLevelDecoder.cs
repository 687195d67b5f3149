using System.Text;

namespace Assay.Tokenizers.Decoding;

/// <summary>From the byte alphabet to text. Bytes that make no character become U+FFFD.</summary>
internal sealed class ByteLevelDecoder : IDecoder
{
    public DecodeStep Start(DecodeStep next, bool continues) => new Step(next);

    private sealed class Step(DecodeStep next) : DecodeStep
    {
        private readonly Decoder utf8 = Encoding.UTF8.GetDecoder();

        public override void Take(string token, bool literal) =>
            Give((literal ? null : ByteAlphabet.Bytes(token)) ?? Encoding.UTF8.GetBytes(token), flush: false);

        public override void End()
        {
            Give([], flush: true);
            next.End();
        }

        private void Give(byte[] bytes, bool flush)
        {
            var text = new char[utf8.GetCharCount(bytes, flush)];
            utf8.GetChars(bytes, text, flush);
            if (text.Length > 0)
            {
                next.Take(new string(text), literal: false);
            }
        }
    }
}
