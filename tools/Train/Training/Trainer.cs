using System.Collections.Immutable;
using System.Numerics.Tensors;
using Assay.Train.Model;

namespace Assay.Train.Training;

/// <summary>
/// One optimiser step after another. Every sequence of a batch has gradients of its own, which are added in a fixed order, so the
/// result does not depend on the number of threads.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const float MaxNorm = 1;

    private readonly Weights<float> weights;
    private readonly AdamW optimiser;
    private readonly ImmutableArray<Transformer<float>> models;
    private readonly ImmutableArray<Buffer<float>> gradients;
    private readonly ParallelOptions threads;

    /// <summary>Takes memory for batches.</summary>
    /// <param name="weights">What is trained.</param>
    /// <param name="sequences">Sequences in a batch.</param>
    /// <param name="tokens">Most tokens in a sequence.</param>
    /// <param name="threads">Most threads.</param>
    public Trainer(Weights<float> weights, int sequences, int tokens, int threads)
    {
        this.weights = weights;
        optimiser = new(weights.Layout.Count);
        models = [.. Enumerable.Range(0, sequences).Select(_ => new Transformer<float>(weights, tokens))];
        gradients = [.. Enumerable.Range(0, sequences).Select(_ => new Buffer<float>(weights.Layout.Count))];
        this.threads = new() { MaxDegreeOfParallelism = threads };
    }

    /// <summary>Learns from a batch.</summary>
    /// <returns>The mean loss by weight, in nats per token.</returns>
    public double Step(IReadOnlyList<Sequence> batch, float rate)
    {
        var losses = new double[batch.Count];
        Parallel.For(
            0,
            batch.Count,
            threads,
            i =>
            {
                gradients[i].Span.Clear();
                losses[i] = models[i].LossAndGradient(batch[i], gradients[i]);
            }
        );
        var weight = batch.Sum(sequence => sequence.Weights.Sum(w => (double)w));
        var squares = new double[weights.Layout.Tensors.Length];
        Parallel.For(
            0,
            squares.Length,
            threads,
            i => squares[i] = Gather(weights.Layout.Tensors[i], (float)(1 / weight))
        );
        var norm = Math.Sqrt(squares.Sum());
        if (norm > MaxNorm)
        {
            TensorPrimitives.Multiply(gradients[0].Span, (float)(MaxNorm / norm), gradients[0].Span);
        }
        optimiser.Step(weights, gradients[0], rate, threads);
        weights.Transpose();
        return losses.Sum() / weight;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        optimiser.Dispose();
        foreach (var model in models)
        {
            model.Dispose();
        }
        foreach (var gradient in gradients)
        {
            gradient.Dispose();
        }
    }

    /// <summary>Adds the sequences' gradients of a tensor into the first, as a mean by weight; gives the sum of squares.</summary>
    private double Gather(ParameterTensor tensor, float factor)
    {
        var sum = Part(gradients[0]);
        foreach (var gradient in gradients.AsSpan()[1..])
        {
            TensorPrimitives.Add(sum, Part(gradient), sum);
        }
        TensorPrimitives.Multiply(sum, factor, sum);
        return TensorPrimitives.SumOfSquares<float>(sum);

        Span<float> Part(Buffer<float> all) => all.Span.Slice(tensor.Offset, tensor.Length);
    }
}
