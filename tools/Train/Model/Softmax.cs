using System.Numerics;
using System.Runtime.Intrinsics;

namespace Assay.Train.Model;

/// <summary>Softmax of one row of attention scores, of which the first <c>length</c> count and the rest, up to whole vectors, become 0.</summary>
internal static class Softmax
{
    /// <summary>Scores become weights.</summary>
    /// <returns>ln Σ exp(scale × score), which <see cref="Backward"/> wants.</returns>
    public static T Forward<T>(Span<T> row, int length, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        row[length..].Fill(T.NegativeInfinity);
        var most = Vector512.Create(T.NegativeInfinity);
        for (var i = 0; i < row.Length; i += Vector512<T>.Count)
        {
            most = Vector512.Max(most, Vector512.Create<T>(row[i..]));
        }
        var max = most[0];
        for (var i = 1; i < Vector512<T>.Count; i++)
        {
            max = T.Max(max, most[i]);
        }
        max *= scale;
        var (factor, shift) = (Vector512.Create(scale), Vector512.Create(-max));
        var sums = Vector512<T>.Zero;
        for (var i = 0; i < row.Length; i += Vector512<T>.Count)
        {
            var weight = Lanes.Exp(Lanes.Fused(Vector512.Create<T>(row[i..]), factor, shift));
            weight.CopyTo(row[i..]);
            sums += weight;
        }
        var sum = Vector512.Sum(sums);
        var inverse = Vector512.Create(T.One / sum);
        for (var i = 0; i < row.Length; i += Vector512<T>.Count)
        {
            (Vector512.Create<T>(row[i..]) * inverse).CopyTo(row[i..]);
        }
        return max + T.Log(sum);
    }

    /// <summary>Scores become weights again, and the gradients of weights those of scores.</summary>
    /// <param name="row">Scores.</param>
    /// <param name="slopes">Gradients of the weights.</param>
    /// <param name="length">How many count.</param>
    /// <param name="scale">The factor before the scores.</param>
    /// <param name="logSum">What <see cref="Forward"/> gave.</param>
    /// <param name="mean">Σ weight × gradient.</param>
    public static void Backward<T>(Span<T> row, Span<T> slopes, int length, T scale, T logSum, T mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        row[length..].Fill(T.NegativeInfinity);
        var (factor, shift, centre) = (Vector512.Create(scale), Vector512.Create(-logSum), Vector512.Create(mean));
        for (var i = 0; i < row.Length; i += Vector512<T>.Count)
        {
            var weight = Lanes.Exp(Lanes.Fused(Vector512.Create<T>(row[i..]), factor, shift));
            weight.CopyTo(row[i..]);
            ((Vector512.Create<T>(slopes[i..]) - centre) * weight * factor).CopyTo(slopes[i..]);
        }
    }
}
