using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;

namespace Assay.Train.Model;

/// <summary>
/// The decoder on one packed sequence, forward and backward, on one thread. In double precision its gradients are checked against
/// finite differences.
/// </summary>
public sealed unsafe class Transformer<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Weights<T> weights;
    private readonly ModelShape shape;
    private readonly ParameterLayout layout;
    private readonly T epsilon;
    private readonly Rotary<T> rotary;
    private readonly Attention<T> attention;
    private readonly OutputLayer<T> output;
    private readonly ImmutableArray<LayerActivations<T>> layers;
    private readonly Buffer<T> last;
    private readonly Buffer<T> lastScales;
    private readonly Buffer<T> states;
    private readonly Buffer<T> dStream;
    private readonly Buffer<T> dWidth;
    private readonly Buffer<T> dWide;
    private readonly Buffer<T> dProduct;
    private readonly Buffer<T> scratch;

    /// <summary>Takes memory for sequences of at most <paramref name="tokens"/> tokens.</summary>
    public Transformer(Weights<T> weights, int tokens)
    {
        this.weights = weights;
        (shape, layout) = (weights.Shape, weights.Layout);
        epsilon = T.CreateChecked(shape.Epsilon);
        rotary = new(shape);
        attention = new(shape, tokens);
        output = new(weights);
        layers = [.. Enumerable.Range(0, shape.Layers).Select(_ => new LayerActivations<T>(shape, tokens))];
        (last, states, dStream, dWidth) = (Wide(1), Wide(1), Wide(1), Wide(1));
        lastScales = new(tokens);
        dWide = new((long)tokens * Math.Max(3 * shape.Width, 2 * shape.Hidden));
        dProduct = new((long)tokens * shape.Hidden);
        scratch = new(shape.Hidden);

        Buffer<T> Wide(int times) => new((long)tokens * shape.Width * times);
    }

    /// <summary>The sequence's loss, Σ weight × −ln p(target); its gradients are added to <paramref name="gradient"/>.</summary>
    public double LossAndGradient(Sequence sequence, Buffer<T> gradient)
    {
        Forward(sequence.Tokens, sequence.Segments);
        var loss = output.LossAndGradient(states.Data, sequence, dWidth.Data, gradient.Data);
        var tokens = sequence.Tokens.Length;
        dStream.Span.Clear();
        NormBackward(last, layout.FinalNorm, lastScales, gradient, tokens);
        for (var i = layers.Length - 1; i >= 0; i--)
        {
            FeedForwardBackward(layers[i], layout.Layers[i], gradient, tokens);
            AttentionBackward(layers[i], layout.Layers[i], gradient, sequence.Segments, tokens);
        }
        for (var i = 0; i < tokens; i++)
        {
            var row = Embedding(gradient.Data, sequence.Tokens[i]);
            TensorPrimitives.Add(row, Row(dStream, i, shape.Width), row);
        }
        return loss;
    }

    /// <summary>The logits behind a document's last token.</summary>
    public void Logits(int[] tokens, Span<T> result)
    {
        Forward(tokens, [new(0, tokens.Length)]);
        output.Logits(states.Data + ((nint)(tokens.Length - 1) * shape.Width), result);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        attention.Dispose();
        output.Dispose();
        foreach (var layer in layers)
        {
            layer.Dispose();
        }
        foreach (var buffer in (Buffer<T>[])[last, lastScales, states, dStream, dWidth, dWide, dProduct, scratch])
        {
            buffer.Dispose();
        }
    }

    private void Forward(int[] sequence, IReadOnlyList<Segment> segments)
    {
        var tokens = sequence.Length;
        for (var i = 0; i < tokens; i++)
        {
            Embedding(weights.Values.Data, sequence[i]).CopyTo(Row(layers[0].Input, i, shape.Width));
        }
        for (var i = 0; i < layers.Length; i++)
        {
            AttentionForward(layers[i], layout.Layers[i], segments, tokens);
            FeedForwardForward(layers[i], layout.Layers[i], i + 1 < layers.Length ? layers[i + 1].Input : last, tokens);
        }
        Norm(last, layout.FinalNorm, states, lastScales, tokens);
    }

    private void AttentionForward(LayerActivations<T> a, LayerOffsets at, IReadOnlyList<Segment> segments, int tokens)
    {
        var d = shape.Width;
        Norm(a.Input, at.AttentionNorm, a.AttentionInput, a.AttentionScales, tokens);
        var qkv = new Strided<T>(a.QueryKeyValue.Data, 3 * d);
        Gemm.Multiply(new(a.AttentionInput.Data, d), weights.Exchanged(at.QueryKeyValue, 3 * d), qkv, tokens, 3 * d, d);
        Turn(a.QueryKeyValue, segments, back: false);
        foreach (var segment in segments)
        {
            attention.Forward(a.QueryKeyValue.Data, a.Mixed.Data, a.LogSums.Data, tokens, segment);
        }
        Copy(a.Input, a.Middle, tokens);
        Gemm.Multiply<T>(
            new(a.Mixed.Data, d),
            weights.Exchanged(at.Output, d),
            new(a.Middle.Data, d),
            tokens,
            d,
            d,
            add: true
        );
    }

    private void FeedForwardForward(LayerActivations<T> a, LayerOffsets at, Buffer<T> next, int tokens)
    {
        var (d, h) = (shape.Width, shape.Hidden);
        Norm(a.Middle, at.FeedForwardNorm, a.FeedForwardInput, a.FeedForwardScales, tokens);
        var gateUp = new Strided<T>(a.GateUp.Data, 2 * h);
        Gemm.Multiply(new(a.FeedForwardInput.Data, d), weights.Exchanged(at.GateUp, 2 * h), gateUp, tokens, 2 * h, d);
        for (var i = 0; i < tokens; i++)
        {
            SwiGlu.Forward<T>(Row(a.GateUp, i, 2 * h), Row(a.Product, i, h));
        }
        Copy(a.Middle, next, tokens);
        Gemm.Multiply(
            new(a.Product.Data, h),
            weights.Exchanged(at.Down, d),
            new Strided<T>(next.Data, d),
            tokens,
            d,
            h,
            add: true
        );
    }

    private void FeedForwardBackward(LayerActivations<T> a, LayerOffsets at, Buffer<T> gradient, int tokens)
    {
        var (d, h) = (shape.Width, shape.Hidden);
        var above = new Strided<T>(dStream.Data, d);
        Gemm.Multiply(above, weights.Matrix(at.Down, h), new(dProduct.Data, h), tokens, h, d);
        AddGradient(above, new(a.Product.Data, h), gradient, at.Down, d, h, tokens);
        for (var i = 0; i < tokens; i++)
        {
            var dGateUp = Row(dWide, i, 2 * h);
            SwiGlu.Backward<T>(Row(a.GateUp, i, 2 * h), Row(dProduct, i, h), dGateUp, scratch.Span[..h]);
        }
        var slopes = new Strided<T>(dWide.Data, 2 * h);
        Gemm.Multiply(slopes, weights.Matrix(at.GateUp, d), new(dWidth.Data, d), tokens, d, 2 * h);
        AddGradient(slopes, new(a.FeedForwardInput.Data, d), gradient, at.GateUp, 2 * h, d, tokens);
        NormBackward(a.Middle, at.FeedForwardNorm, a.FeedForwardScales, gradient, tokens);
    }

    private void AttentionBackward(
        LayerActivations<T> a,
        LayerOffsets at,
        Buffer<T> gradient,
        IReadOnlyList<Segment> segments,
        int tokens
    )
    {
        var d = shape.Width;
        var above = new Strided<T>(dStream.Data, d);
        Gemm.Multiply(above, weights.Matrix(at.Output, d), new(dWidth.Data, d), tokens, d, d);
        AddGradient(above, new(a.Mixed.Data, d), gradient, at.Output, d, d, tokens);
        dWide.Span[..(tokens * 3 * d)].Clear();
        foreach (var segment in segments)
        {
            attention.Backward(
                a.QueryKeyValue.Data,
                a.Mixed.Data,
                a.LogSums.Data,
                dWidth.Data,
                dWide.Data,
                tokens,
                segment
            );
        }
        Turn(dWide, segments, back: true);
        var slopes = new Strided<T>(dWide.Data, 3 * d);
        Gemm.Multiply(slopes, weights.Matrix(at.QueryKeyValue, d), new(dWidth.Data, d), tokens, d, 3 * d);
        AddGradient(slopes, new(a.AttentionInput.Data, d), gradient, at.QueryKeyValue, 3 * d, d, tokens);
        NormBackward(a.Input, at.AttentionNorm, a.AttentionScales, gradient, tokens);
    }

    /// <summary>A matrix's gradient: [out, in] += slopes [tokens, out]ᵀ × inputs [tokens, in].</summary>
    private static void AddGradient(
        Strided<T> slopes,
        Strided<T> inputs,
        Buffer<T> gradient,
        int offset,
        int rows,
        int columns,
        int tokens
    ) =>
        Gemm.Multiply(
            slopes.Transposed,
            inputs,
            new(gradient.Data + offset, columns),
            rows,
            columns,
            tokens,
            add: true
        );

    private void Norm(Buffer<T> from, int offset, Buffer<T> to, Buffer<T> scales, int tokens)
    {
        var weight = weights.Vector(offset);
        for (var i = 0; i < tokens; i++)
        {
            scales.Data[i] = RmsNorm.Forward(Row(from, i, shape.Width), weight, epsilon, Row(to, i, shape.Width));
        }
    }

    /// <summary>Adds what <see cref="dWidth"/> says of the norm's output to the stream's gradient.</summary>
    private void NormBackward(Buffer<T> input, int offset, Buffer<T> scales, Buffer<T> gradient, int tokens)
    {
        var d = shape.Width;
        for (var i = 0; i < tokens; i++)
        {
            RmsNorm.Backward(
                Row(input, i, d),
                weights.Vector(offset),
                scales.Data[i],
                Row(dWidth, i, d),
                Row(dStream, i, d),
                gradient.Span.Slice(offset, d)
            );
        }
    }

    private void Turn(Buffer<T> qkv, IReadOnlyList<Segment> segments, bool back)
    {
        foreach (var segment in segments)
        {
            for (var i = 0; i < segment.Length; i++)
            {
                rotary.Turn(Row(qkv, segment.Start + i, 3 * shape.Width)[..(2 * shape.Width)], i, back);
            }
        }
    }

    private void Copy(Buffer<T> from, Buffer<T> to, int tokens) => from.Span[..(tokens * shape.Width)].CopyTo(to.Span);

    private Span<T> Embedding(T* parameters, int token) =>
        new(parameters + layout.Embedding + ((nint)token * shape.Width), shape.Width);

    private static Span<T> Row(Buffer<T> rows, int i, int width) => rows.Span.Slice(i * width, width);
}
