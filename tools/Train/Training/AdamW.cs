using System.Numerics.Tensors;
using Assay.Train.Model;

namespace Assay.Train.Training;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019). Norms do not decay.</summary>
public sealed class AdamW : IDisposable
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.98f;
    private const float Epsilon = 1e-8f;
    private const float Decay = 0.05f;

    private readonly Buffer<float> means;
    private readonly Buffer<float> squares;
    private readonly Buffer<float> scratch;
    private int steps;

    /// <summary>Starts with no memory of gradients.</summary>
    public AdamW(int parameters)
    {
        means = new(parameters);
        squares = new(parameters);
        scratch = new(parameters);
    }

    /// <summary>One step. Tensors are independent of each other and taken in parallel.</summary>
    public void Step(Weights<float> weights, Buffer<float> gradient, float rate, ParallelOptions threads)
    {
        steps++;
        var correction1 = 1 / (1 - MathF.Pow(Beta1, steps));
        var correction2 = 1 / (1 - MathF.Pow(Beta2, steps));
        Parallel.ForEach(
            weights.Layout.Tensors,
            threads,
            tensor =>
            {
                var value = Part(weights.Values, tensor);
                var slope = Part(gradient, tensor);
                var mean = Part(means, tensor);
                var square = Part(squares, tensor);
                var work = Part(scratch, tensor);
                TensorPrimitives.Lerp(slope, mean, Beta1, mean);
                TensorPrimitives.Multiply(slope, slope, work);
                TensorPrimitives.Lerp(work, square, Beta2, square);
                TensorPrimitives.Multiply(square, correction2, work);
                TensorPrimitives.Sqrt<float>(work, work);
                TensorPrimitives.Add(work, Epsilon, work);
                TensorPrimitives.Divide<float>(mean, work, work);
                if (tensor.IsMatrix)
                {
                    TensorPrimitives.Multiply(value, 1 - (rate * Decay), value);
                }
                TensorPrimitives.MultiplyAdd(work, -rate * correction1, value, value);
            }
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        means.Dispose();
        squares.Dispose();
        scratch.Dispose();
    }

    private static Span<float> Part(Buffer<float> all, ParameterTensor tensor) =>
        all.Span.Slice(tensor.Offset, tensor.Length);
}
