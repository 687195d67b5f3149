using System.Numerics;
using Assay.Train.Evaluation;
using Assay.Train.Model;

namespace Assay.Train.Tests;

public sealed class TransformerTests
{
    [Fact]
    public void Gradients_are_what_finite_differences_say()
    {
        using var weights = Draw<double>(16);
        using var model = new Transformer<double>(weights, 64);
        using var gradient = new Buffer<double>(weights.Layout.Count);
        using var unused = new Buffer<double>(weights.Layout.Count);
        var sequence = SmallModel.Sequence();
        model.LossAndGradient(sequence, gradient);
        const double Step = 1e-5;

        foreach (var tensor in weights.Layout.Tensors)
        {
            var part = gradient.Span.Slice(tensor.Offset, tensor.Length);
            var steepest = 0;
            for (var i = 0; i < part.Length; i++)
            {
                steepest = Math.Abs(part[i]) > Math.Abs(part[steepest]) ? i : steepest;
            }
            foreach (var i in new[] { steepest, 0, tensor.Length / 2, tensor.Length - 1 })
            {
                var numeric = (LossWith(tensor.Offset + i, Step) - LossWith(tensor.Offset + i, -Step)) / (2 * Step);
                Assert.Equal(numeric, part[i], 1e-6 * Math.Max(1, Math.Abs(numeric)));
            }
        }

        double LossWith(int index, double change)
        {
            var kept = weights.Values.Span[index];
            weights.Values.Span[index] = kept + change;
            weights.Transpose();
            var loss = model.LossAndGradient(sequence, unused);
            weights.Values.Span[index] = kept;
            weights.Transpose();
            return loss;
        }
    }

    [Fact]
    public void Packed_documents_do_not_see_each_other()
    {
        using var weights = Draw<double>(16);
        using var model = new Transformer<double>(weights, 64);
        using var gradient = new Buffer<double>(weights.Layout.Count);
        var packed = SmallModel.Sequence();
        var first = Alone(packed, packed.Segments[0]);
        var second = Alone(packed, packed.Segments[1]);

        var together = model.LossAndGradient(packed, gradient);

        var apart = model.LossAndGradient(first, gradient) + model.LossAndGradient(second, gradient);
        Assert.Equal(apart, together, 1e-9);

        static Sequence Alone(Sequence packed, Segment segment) =>
            new(
                packed.Tokens[segment.Start..(segment.Start + segment.Length)],
                packed.Targets[segment.Start..(segment.Start + segment.Length)],
                packed.Weights[segment.Start..(segment.Start + segment.Length)],
                [segment with { Start = 0 }]
            );
    }

    [Fact]
    public void A_decoder_with_a_cache_gives_the_same_logits()
    {
        using var weights = Draw<float>(32);
        using var model = new Transformer<float>(weights, 64);
        var tokens = SmallModel.Sequence().Tokens;
        var expected = new float[weights.Shape.Vocabulary];
        model.Logits(tokens, expected);
        var decoder = new Decoder(weights);

        foreach (var token in tokens[..^1])
        {
            decoder.Read(token);
        }
        var logits = decoder.Next(tokens[^1]).ToArray();

        Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    private static Weights<T> Draw<T>(int headWidth)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var weights = new Weights<T>(SmallModel.Shape(headWidth));
        weights.Initialise(7);
        var random = new Random(8);
        // Norms that are not one, and matrices large enough for attention to be uneven.
        foreach (ref var value in weights.Values.Span)
        {
            value = (value * T.CreateChecked(3)) + T.CreateChecked(0.1 * random.NextDouble());
        }
        weights.Transpose();
        return weights;
    }
}
