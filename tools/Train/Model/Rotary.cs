using System.Numerics;

namespace Assay.Train.Model;

/// <summary>
/// Rotary positions (Su et al. 2021) in Hugging Face's order: element i of a head's first half turns together with element i of its
/// second half, by position × base^(−2i / head width).
/// </summary>
internal sealed class Rotary<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int half;
    private readonly T[] cosines;
    private readonly T[] sines;

    public Rotary(ModelShape shape)
    {
        half = shape.HeadWidth / 2;
        cosines = new T[shape.Context * half];
        sines = new T[shape.Context * half];
        for (var i = 0; i < cosines.Length; i++)
        {
            var angle = i / half * Math.Pow(shape.RotaryBase, -(double)(i % half) / half);
            cosines[i] = T.CreateChecked(Math.Cos(angle));
            sines[i] = T.CreateChecked(Math.Sin(angle));
        }
    }

    /// <summary>Turns every head of a row by its position, or back.</summary>
    public void Turn(Span<T> heads, int position, bool back = false)
    {
        var cosine = cosines.AsSpan(position * half, half);
        var sine = sines.AsSpan(position * half, half);
        for (var head = 0; head < heads.Length; head += 2 * half)
        {
            var first = heads.Slice(head, half);
            var second = heads.Slice(head + half, half);
            for (var i = 0; i < half; i++)
            {
                var (x, y, s) = (first[i], second[i], back ? -sine[i] : sine[i]);
                first[i] = (x * cosine[i]) - (y * s);
                second[i] = (y * cosine[i]) + (x * s);
            }
        }
    }
}
