using System.Numerics;
using System.Runtime.Intrinsics;

namespace Assay.Train.Model;

/// <summary>
/// Root-mean-square normalisation (Zhang and Sennrich 2019): <c>y = w x / sqrt(mean(x²) + ε)</c>. Rows are whole vectors; with so
/// short ones, a call for each operation would take longer than the operation.
/// </summary>
internal static class RmsNorm
{
    /// <summary>One row forward.</summary>
    /// <returns>The factor <c>1 / sqrt(mean(x²) + ε)</c>, which <see cref="Backward"/> wants.</returns>
    public static T Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> weight, T epsilon, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var squares = Vector512<T>.Zero;
        for (var i = 0; i < x.Length; i += Vector512<T>.Count)
        {
            var part = Vector512.Create(x[i..]);
            squares = Lanes.Fused(part, part, squares);
        }
        var scale = T.One / T.Sqrt((Vector512.Sum(squares) / T.CreateChecked(x.Length)) + epsilon);
        for (var i = 0; i < x.Length; i += Vector512<T>.Count)
        {
            (Vector512.Create(x[i..]) * scale * Vector512.Create(weight[i..])).CopyTo(y[i..]);
        }
        return scale;
    }

    /// <summary>One row backward: adds to the gradients of the input and of the weights.</summary>
    public static void Backward<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> weight,
        T scale,
        ReadOnlySpan<T> dy,
        Span<T> dx,
        Span<T> dWeight
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var dot = Vector512<T>.Zero;
        for (var i = 0; i < x.Length; i += Vector512<T>.Count)
        {
            dot = Lanes.Fused(Vector512.Create(dy[i..]) * Vector512.Create(weight[i..]), Vector512.Create(x[i..]), dot);
        }
        var along = Vector512.Create(-Vector512.Sum(dot) * scale * scale * scale / T.CreateChecked(x.Length));
        var factor = Vector512.Create(scale);
        for (var i = 0; i < x.Length; i += Vector512<T>.Count)
        {
            var input = Vector512.Create(x[i..]);
            var above = Vector512.Create(dy[i..]) * factor;
            var slope = Lanes.Fused(above, Vector512.Create(weight[i..]), Vector512.Create<T>(dx[i..]));
            Lanes.Fused(input, along, slope).CopyTo(dx[i..]);
            Lanes.Fused(above, input, Vector512.Create<T>(dWeight[i..])).CopyTo(dWeight[i..]);
        }
    }
}
