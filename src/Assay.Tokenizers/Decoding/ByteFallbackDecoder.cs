using System.Buffers;
using System.Text;

namespace Assay.Tokenizers.Decoding;

/// <summary>
/// Puts the tokens of single bytes together to characters. A byte that belongs to none becomes U+FFFD, as in SentencePiece;
/// the Rust tokenizers put that for each byte of a run that has one such byte, which cannot be known while the run goes on.
/// </summary>
internal sealed class ByteFallbackDecoder : IDecoder
{
    public DecodeStep Start(DecodeStep next, bool continues) => new Step(next);

    private sealed class Step(DecodeStep next) : DecodeStep
    {
        private readonly byte[] held = new byte[4];
        private int count;

        public override void Take(string token, bool literal)
        {
            if (!ByteToken.TryParse(token, out var value))
            {
                Release(ended: true);
                next.Take(token, literal);
                return;
            }
            held[count++] = value;
            Release(ended: false);
        }

        public override void End()
        {
            Release(ended: true);
            next.End();
        }

        private void Release(bool ended)
        {
            while (count > 0)
            {
                var status = Rune.DecodeFromUtf8(held.AsSpan(0, count), out var rune, out var taken);
                if (status == OperationStatus.NeedMoreData && !ended)
                {
                    return;
                }
                taken = status == OperationStatus.Done ? taken : 1;
                held.AsSpan(taken, count - taken).CopyTo(held);
                count -= taken;
                next.Take(rune.ToString(), literal: false);
            }
        }
    }
}
