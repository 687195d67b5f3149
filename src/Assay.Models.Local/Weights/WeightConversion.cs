using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Models.Local.Weights;

/// <summary>Stored numbers to float32, which holds each of them exactly, and float32 rounded to shorter types.</summary>
internal static unsafe class WeightConversion
{
    // Large enough that handing it to a thread costs nothing, small enough for the second-level cache.
    private const int RangeElements = 1 << 16;
    private const int RoundElements = 512;

    /// <summary>Writes all numbers of a weight to memory that has room for them.</summary>
    /// <param name="weight">Any stored type.</param>
    /// <param name="destination">Address of the first of <see cref="Weight.Elements"/> float32 numbers.</param>
    /// <param name="degree">Threads, at least 1.</param>
    /// <param name="cancellationToken">Stops between two parts; what is written by then stays.</param>
    public static void ToFloat32(Weight weight, nint destination, int degree, CancellationToken cancellationToken) =>
        ParallelRanges.Run(
            weight.Elements,
            RangeElements,
            degree,
            (start, count) => Copy(weight, start, new Span<float>((float*)destination + start, (int)count)),
            cancellationToken
        );

    /// <summary>Writes all numbers of a weight of at most 2³¹ − 1 elements on the caller's thread.</summary>
    public static void ToFloat32(Weight weight, Span<float> destination, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, weight.Elements, nameof(destination));
        for (var start = 0; start < weight.Elements; start += RangeElements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(RangeElements, weight.Elements - start);
            Copy(weight, start, destination.Slice(start, count));
        }
    }

    /// <summary>Writes one row of a matrix, as an embedding look-up does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row, or the destination has another length.</exception>
    public static void CopyRow(Weight weight, long row, Span<float> destination)
    {
        var columns = weight.Columns;
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, weight.Rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, columns, nameof(destination));
        Copy(weight, row * columns, destination);
    }

    /// <summary>Writes consecutive numbers of a weight, from the one at <paramref name="start"/> on.</summary>
    public static void Copy(Weight weight, long start, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, weight.Elements - destination.Length);
        var source = (byte*)weight.Address + (start * weight.Type.Bytes());
        switch (weight.Type)
        {
            case StoredType.Float32:
                new ReadOnlySpan<byte>(source, destination.Length * sizeof(float)).CopyTo(
                    MemoryMarshal.AsBytes(destination)
                );
                break;
            case StoredType.Float16:
                TensorPrimitives.ConvertToSingle(new ReadOnlySpan<Half>(source, destination.Length), destination);
                break;
            default:
                WidenBFloat16(new ReadOnlySpan<ushort>(source, destination.Length), destination);
                break;
        }
    }

    /// <summary>
    /// Rounds to the nearest number of the precision, ties to even; numbers beyond its range become infinite. Float32,
    /// and block-wise precisions, whose rounding <see cref="BlockQuantizer"/> does, leave the numbers as they are.
    /// </summary>
    public static void Round(Span<float> numbers, Precision precision)
    {
        switch (precision)
        {
            case Precision.Float16:
                RoundToFloat16(numbers);
                break;
            case Precision.BFloat16:
                RoundToBFloat16(numbers);
                break;
        }
    }

    private static void WidenBFloat16(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref Unsafe.As<float, uint>(ref MemoryMarshal.GetReference(destination));
        var i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref from, (nuint)i), out var low, out var high);
            Vector.ShiftLeft(low, 16).StoreUnsafe(ref to, (nuint)i);
            Vector.ShiftLeft(high, 16).StoreUnsafe(ref to, (nuint)(i + Vector<uint>.Count));
        }
        for (; i < source.Length; i++)
        {
            destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
        }
    }

    private static void RoundToFloat16(Span<float> numbers)
    {
        Span<Half> halves = stackalloc Half[RoundElements];
        for (var start = 0; start < numbers.Length; start += RoundElements)
        {
            var part = numbers.Slice(start, Math.Min(RoundElements, numbers.Length - start));
            TensorPrimitives.ConvertToHalf(part, halves);
            TensorPrimitives.ConvertToSingle(halves[..part.Length], part);
        }
    }

    private static void RoundToBFloat16(Span<float> numbers)
    {
        var bits = MemoryMarshal.Cast<float, uint>(numbers);
        ref var first = ref MemoryMarshal.GetReference(bits);
        var i = 0;
        for (; i <= bits.Length - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            var value = Vector.LoadUnsafe(ref first, (nuint)i);
            var odd = Vector.ShiftRightLogical(value, 16) & Vector<uint>.One;
            var rounded = (value + new Vector<uint>(0x7FFF) + odd) & new Vector<uint>(0xFFFF0000);
            // Adding could turn a NaN into an infinity.
            var isNumber = Vector.LessThanOrEqual(value & new Vector<uint>(0x7FFFFFFF), new Vector<uint>(0x7F800000));
            Vector
                .ConditionalSelect(isNumber, rounded, value & new Vector<uint>(0xFFFF0000) | new Vector<uint>(0x400000))
                .StoreUnsafe(ref first, (nuint)i);
        }
        for (; i < bits.Length; i++)
        {
            var value = bits[i];
            bits[i] =
                (value & 0x7FFFFFFF) <= 0x7F800000
                    ? (value + 0x7FFF + ((value >> 16) & 1)) & 0xFFFF0000
                    : (value & 0xFFFF0000) | 0x400000;
        }
    }
}
