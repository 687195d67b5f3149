using System.Numerics;
using System.Numerics.Tensors;

namespace Assay.Train.Model;

/// <summary>Logits by the tied embedding, and the weighted cross-entropy of the targets; a few tokens at a time.</summary>
internal sealed unsafe class OutputLayer<T>(Weights<T> weights) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Rows = 64;

    private readonly ModelShape shape = weights.Shape;
    private readonly Buffer<T> logits = new((long)Rows * weights.Shape.Vocabulary);

    /// <summary>Σ weight × −ln p(target), and its gradients.</summary>
    /// <param name="states">[tokens, width]: the normalised stream.</param>
    /// <param name="sequence">Targets and weights.</param>
    /// <param name="dStates">Receives the gradient of the states.</param>
    /// <param name="gradient">The embedding's gradient is added to here.</param>
    public double LossAndGradient(T* states, Sequence sequence, T* dStates, T* gradient)
    {
        var (d, v) = (shape.Width, shape.Vocabulary);
        var embedding = weights.Layout.Embedding;
        var loss = 0.0;
        for (var begin = 0; begin < sequence.Tokens.Length; begin += Rows)
        {
            var rows = Math.Min(Rows, sequence.Tokens.Length - begin);
            var state = new Strided<T>(states + ((nint)begin * d), d);
            var logit = new Strided<T>(logits.Data, v);
            Gemm.Multiply(state, weights.Exchanged(embedding, v), logit, rows, v, d);
            for (var i = 0; i < rows; i++)
            {
                var (target, weight) = (sequence.Targets[begin + i], sequence.Weights[begin + i]);
                loss += Entropy(new(logits.Data + ((nint)i * v), v), target, weight);
            }
            Gemm.Multiply(logit, weights.Matrix(embedding, d), new(dStates + ((nint)begin * d), d), rows, d, v);
            Gemm.Multiply(logit.Transposed, state, new(gradient + embedding, d), v, d, rows, add: true);
        }
        return loss;
    }

    /// <summary>The logits after one state.</summary>
    public void Logits(T* state, Span<T> result)
    {
        Gemm.Multiply(
            new(state, shape.Width),
            weights.Exchanged(weights.Layout.Embedding, shape.Vocabulary),
            new Strided<T>(logits.Data, shape.Vocabulary),
            1,
            shape.Vocabulary,
            shape.Width
        );
        logits.Span[..shape.Vocabulary].CopyTo(result);
    }

    /// <inheritdoc/>
    public void Dispose() => logits.Dispose();

    /// <summary>One row's loss; its logits become their gradient.</summary>
    private static double Entropy(Span<T> row, int target, float weight)
    {
        if (weight == 0)
        {
            row.Clear();
            return 0;
        }
        TensorPrimitives.Subtract(row, TensorPrimitives.Max<T>(row), row);
        var chosen = row[target];
        TensorPrimitives.Exp<T>(row, row);
        var sum = TensorPrimitives.Sum<T>(row);
        var factor = T.CreateChecked(weight);
        TensorPrimitives.Multiply(row, factor / sum, row);
        row[target] -= factor;
        return weight * (Math.Log(double.CreateChecked(sum)) - double.CreateChecked(chosen));
    }
}
