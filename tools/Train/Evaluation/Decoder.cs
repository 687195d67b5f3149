using System.Numerics.Tensors;
using Assay.Train.Model;

namespace Assay.Train.Evaluation;

/// <summary>The model one token after another with a cache of keys and values: plain loops, apart from the training code.</summary>
public sealed class Decoder
{
    private readonly ModelShape shape;
    private readonly ParameterLayout layout;
    private readonly Weights<float> weights;
    private readonly float[][] keys;
    private readonly float[][] values;
    private readonly float[] stream;
    private readonly float[] normalised;
    private readonly float[] qkv;
    private readonly float[] mixed;
    private readonly float[] gateUp;
    private readonly float[] product;
    private readonly float[] scores;
    private readonly float[] logits;
    private readonly Rotary<float> rotary;

    /// <summary>A decoder with an empty cache.</summary>
    public Decoder(Weights<float> weights)
    {
        this.weights = weights;
        (shape, layout) = (weights.Shape, weights.Layout);
        keys = [.. Enumerable.Range(0, shape.Layers).Select(_ => new float[shape.Context * shape.Width])];
        values = [.. Enumerable.Range(0, shape.Layers).Select(_ => new float[shape.Context * shape.Width])];
        stream = new float[shape.Width];
        normalised = new float[shape.Width];
        qkv = new float[3 * shape.Width];
        mixed = new float[shape.Width];
        gateUp = new float[2 * shape.Hidden];
        product = new float[shape.Hidden];
        scores = new float[shape.Context];
        logits = new float[shape.Vocabulary];
        rotary = new(shape);
    }

    /// <summary>Tokens read so far; setting it to less forgets the last ones.</summary>
    public int Position { get; set; }

    /// <summary>Reads a token.</summary>
    public void Read(int token)
    {
        Parameters(layout.Embedding + (token * shape.Width), shape.Width).CopyTo(stream);
        for (var i = 0; i < shape.Layers; i++)
        {
            Attend(layout.Layers[i], keys[i], values[i]);
            FeedForward(layout.Layers[i]);
        }
        Position++;
    }

    /// <summary>Reads a token and gives the logits of the next; they change with the next call.</summary>
    public ReadOnlySpan<float> Next(int token)
    {
        Read(token);
        Normalise(layout.FinalNorm);
        Multiply(layout.Embedding, normalised, logits);
        return logits;
    }

    private void Attend(LayerOffsets at, float[] keyCache, float[] valueCache)
    {
        var (d, width) = (shape.Width, shape.HeadWidth);
        Normalise(at.AttentionNorm);
        Multiply(at.QueryKeyValue, normalised, qkv);
        rotary.Turn(qkv.AsSpan(0, 2 * d), Position);
        qkv.AsSpan(d, d).CopyTo(keyCache.AsSpan(Position * d));
        qkv.AsSpan(2 * d).CopyTo(valueCache.AsSpan(Position * d));
        var seen = scores.AsSpan(0, Position + 1);
        for (var head = 0; head < d; head += width)
        {
            for (var i = 0; i < seen.Length; i++)
            {
                var key = keyCache.AsSpan((i * d) + head, width);
                seen[i] = TensorPrimitives.Dot(qkv.AsSpan(head, width), key) / MathF.Sqrt(width);
            }
            // TensorPrimitives.SoftMax does not take the maximum off first, and overflows.
            TensorPrimitives.Subtract(seen, TensorPrimitives.Max<float>(seen), seen);
            TensorPrimitives.SoftMax(seen, seen);
            var result = mixed.AsSpan(head, width);
            result.Clear();
            for (var i = 0; i < seen.Length; i++)
            {
                TensorPrimitives.MultiplyAdd(valueCache.AsSpan((i * d) + head, width), seen[i], result, result);
            }
        }
        Multiply(at.Output, mixed, normalised);
        TensorPrimitives.Add(stream, normalised, stream);
    }

    private void FeedForward(LayerOffsets at)
    {
        Normalise(at.FeedForwardNorm);
        Multiply(at.GateUp, normalised, gateUp);
        SwiGlu.Forward<float>(gateUp, product);
        Multiply(at.Down, product, normalised);
        TensorPrimitives.Add(stream, normalised, stream);
    }

    private void Normalise(int offset) =>
        RmsNorm.Forward(stream, Parameters(offset, shape.Width), (float)shape.Epsilon, normalised);

    private void Multiply(int offset, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = TensorPrimitives.Dot(Parameters(offset + (i * x.Length), x.Length), x);
        }
    }

    private ReadOnlySpan<float> Parameters(int offset, int length) => weights.Values.Span.Slice(offset, length);
}
