using System.Numerics;
using System.Numerics.Tensors;

namespace Assay.Train.Model;

/// <summary>A document's place in a packed sequence: attention and positions begin anew with each.</summary>
public readonly record struct Segment(int Start, int Length);

/// <summary>
/// Causal attention within a document. Scores are made for a block of queries at a time and made again backward, so memory grows with
/// the document's length only (after Dao et al. 2022).
/// </summary>
internal sealed unsafe class Attention<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Block = 32;

    private readonly int width;
    private readonly int heads;
    private readonly int headWidth;
    private readonly T scale;
    private readonly Buffer<T> scores;
    private readonly Buffer<T> gradients;
    private readonly Buffer<T> keys;
    private readonly Buffer<T> values;

    public Attention(ModelShape shape, int tokens)
    {
        (width, heads, headWidth) = (shape.Width, shape.Heads, shape.HeadWidth);
        scale = T.One / T.Sqrt(T.CreateChecked(headWidth));
        var padded = Padded(tokens);
        scores = new((long)Block * padded);
        gradients = new((long)Block * padded);
        keys = new((long)headWidth * padded);
        values = new((long)headWidth * padded);
    }

    /// <summary>Mixes values by softmax(query · key / √head width).</summary>
    /// <param name="qkv">[tokens, 3 width], turned.</param>
    /// <param name="mixed">[tokens, width].</param>
    /// <param name="logSums">[heads, tokens]: the logarithm of each softmax's denominator.</param>
    /// <param name="tokens">Tokens in the sequence.</param>
    /// <param name="segment">The document.</param>
    public void Forward(T* qkv, T* mixed, T* logSums, int tokens, Segment segment)
    {
        for (var head = 0; head < heads; head++)
        {
            var query = Queries(qkv, segment, head);
            var key = query + width;
            var value = key + width;
            var padded = Padded(segment.Length);
            Transpose(key, segment.Length, padded, keys.Data);
            var sums = logSums + ((nint)head * tokens) + segment.Start;
            var result = mixed + ((nint)segment.Start * width) + (head * headWidth);
            for (var begin = 0; begin < segment.Length; begin += Block)
            {
                var end = Math.Min(begin + Block, segment.Length);
                var span = Padded(end);
                Score(query, begin, end, keys.Data, padded, scores.Data, span);
                for (var i = begin; i < end; i++)
                {
                    sums[i] = Softmax.Forward(new(scores.Data + ((nint)(i - begin) * span), span), i + 1, scale);
                }
                Gemm.Multiply<T>(
                    new(scores.Data, span),
                    new(value, 3 * width),
                    new(result + ((nint)begin * width), width),
                    end - begin,
                    headWidth,
                    end
                );
            }
        }
    }

    /// <summary>Adds the gradients of queries, keys and values to <paramref name="dQkv"/>, which is zero at first.</summary>
    public void Backward(T* qkv, T* mixed, T* logSums, T* dMixed, T* dQkv, int tokens, Segment segment)
    {
        for (var head = 0; head < heads; head++)
        {
            var query = Queries(qkv, segment, head);
            var key = query + width;
            var value = key + width;
            var dQuery = Queries(dQkv, segment, head);
            var dKey = dQuery + width;
            var dValue = dKey + width;
            var padded = Padded(segment.Length);
            Transpose(key, segment.Length, padded, keys.Data);
            Transpose(value, segment.Length, padded, values.Data);
            var sums = logSums + ((nint)head * tokens) + segment.Start;
            var offset = ((nint)segment.Start * width) + (head * headWidth);
            for (var begin = 0; begin < segment.Length; begin += Block)
            {
                var end = Math.Min(begin + Block, segment.Length);
                var (rows, span) = (end - begin, Padded(end));
                var above = new Strided<T>(dMixed + offset + ((nint)begin * width), width);
                Score(query, begin, end, keys.Data, padded, scores.Data, span);
                Gemm.Multiply(above, new(values.Data, padded), new(gradients.Data, span), rows, span, headWidth);
                for (var i = begin; i < end; i++)
                {
                    var row = offset + ((nint)i * width);
                    Softmax.Backward(
                        new(scores.Data + ((nint)(i - begin) * span), span),
                        new(gradients.Data + ((nint)(i - begin) * span), span),
                        i + 1,
                        scale,
                        sums[i],
                        TensorPrimitives.Dot<T>(new(mixed + row, headWidth), new(dMixed + row, headWidth))
                    );
                }
                var (weighting, slope) = (new Strided<T>(scores.Data, span), new Strided<T>(gradients.Data, span));
                var stride = 3 * width;
                var queries = new Strided<T>(query + ((nint)begin * stride), stride);
                Gemm.Multiply(
                    slope,
                    new(key, stride),
                    new(dQuery + ((nint)begin * stride), stride),
                    rows,
                    headWidth,
                    end
                );
                Gemm.Multiply(slope.Transposed, queries, new(dKey, stride), end, headWidth, rows, add: true);
                Gemm.Multiply(weighting.Transposed, above, new(dValue, stride), end, headWidth, rows, add: true);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        scores.Dispose();
        gradients.Dispose();
        keys.Dispose();
        values.Dispose();
    }

    private void Score(T* query, int begin, int end, T* transposedKeys, int padded, T* into, int span) =>
        Gemm.Multiply<T>(
            new(query + ((nint)begin * 3 * width), 3 * width),
            new(transposedKeys, padded),
            new(into, span),
            end - begin,
            span,
            headWidth
        );

    /// <summary>A head's first query; its keys lie a width behind, and its values two.</summary>
    private T* Queries(T* rows, Segment segment, int head) =>
        rows + ((nint)segment.Start * 3 * width) + (head * headWidth);

    private void Transpose(T* rows, int length, int padded, T* into)
    {
        for (var i = 0; i < headWidth; i++)
        {
            var column = into + ((nint)i * padded);
            for (var j = 0; j < length; j++)
            {
                column[j] = rows[((nint)j * 3 * width) + i];
            }
            new Span<T>(column + length, padded - length).Clear();
        }
    }

    private static int Padded(int length) => (length + Block - 1) / Block * Block;
}
