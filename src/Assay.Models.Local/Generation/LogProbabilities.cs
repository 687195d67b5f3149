using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Assay.Models.Local.Generation;

/// <summary>What a model gives a token, given those before.</summary>
/// <param name="Id">The token.</param>
/// <param name="LogProb">Its natural log-probability.</param>
/// <param name="Greedy">Whether greedy decoding chooses it: no token is more probable, and none of a lower id as probable.</param>
/// <param name="Top">The most probable tokens, the best first; empty when they were not asked for.</param>
public readonly record struct TokenScore(
    int Id,
    double LogProb,
    bool Greedy,
    ImmutableArray<KeyValuePair<int, double>> Top
);

/// <summary>Log-probabilities of a row of logits: <c>logit - log(sum(exp(logits)))</c>.</summary>
internal static class LogProbabilities
{
    private const int Chunk = 4096;

    /// <summary>Scores tokens by one row.</summary>
    public static TokenScore Score(ReadOnlySpan<float> logits, double total, int token, int top) =>
        new(token, logits[token] - total, TensorPrimitives.IndexOfMax(logits) == token, Best(logits, total, top));

    /// <summary>Refuses what damaged weights, or a precision that they were not made for, give.</summary>
    /// <exception cref="ArithmeticException">The highest logit of a row is no finite number.</exception>
    public static void RequireNumber(float highest)
    {
        if (!float.IsFinite(highest))
        {
            throw new ArithmeticException(
                $"its logits are no numbers ({highest}): the weights are damaged, or another precision is needed"
            );
        }
    }

    /// <summary><c>log(sum(exp(logits)))</c>, summed in double precision.</summary>
    /// <exception cref="ArithmeticException">A logit is no number.</exception>
    public static double Total(ReadOnlySpan<float> logits)
    {
        var max = TensorPrimitives.Max(logits);
        RequireNumber(max);
        Span<float> chunk = stackalloc float[Chunk];
        var sum = 0.0;
        for (var from = 0; from < logits.Length; from += Chunk)
        {
            var part = logits.Slice(from, Math.Min(Chunk, logits.Length - from));
            var exponentials = chunk[..part.Length];
            TensorPrimitives.Subtract(part, max, exponentials);
            TensorPrimitives.Exp(exponentials, exponentials);
            sum += TensorPrimitives.Sum<float>(exponentials);
        }
        return max + Math.Log(sum);
    }

    private static ImmutableArray<KeyValuePair<int, double>> Best(ReadOnlySpan<float> logits, double total, int count)
    {
        if (count <= 0)
        {
            return [];
        }
        var best = new PriorityQueue<int, (float, int)>();
        for (var id = 0; id < logits.Length; id++)
        {
            // The worst of the best stands first; of equal ones the later id is the worse.
            best.Enqueue(id, (logits[id], -id));
            if (best.Count > count)
            {
                best.Dequeue();
            }
        }
        var found = new KeyValuePair<int, double>[best.Count];
        for (var i = found.Length - 1; i >= 0; i--)
        {
            var id = best.Dequeue();
            found[i] = new(id, logits[id] - total);
        }
        return [.. found];
    }
}
