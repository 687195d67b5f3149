using System.Buffers;

namespace Assay.Models.Local.Weights;

/// <summary>
/// Quantises matrices for ONNX Runtime's operator <c>com.microsoft.MatMulNBits</c>: 32 consecutive numbers of a row share a
/// float32 scale and no zero point is stored (the operator's default, 8 or 128, is in the stored value).
/// <list type="bullet">
/// <item>8 bits: scale = largest magnitude / 127; a number is off by at most scale / 2.</item>
/// <item>
/// 4 bits: scale = (number of the largest magnitude) / −8, so that this number is exact (the rule of ggml's q4_0); a number
/// is off by at most |scale| / 2, except near the largest magnitude on the other side, which the 16th step would need: there
/// by at most |scale|.
/// </item>
/// </list>
/// Blocks whose scale would be below the smallest normal float32 become zeros.
/// </summary>
internal static unsafe class BlockQuantizer
{
    /// <summary>Numbers that share a scale.</summary>
    public const int BlockSize = 32;

    // Numbers handed to a thread at a time.
    private const int RangeElements = 1 << 16;

    /// <summary>Blocks of a row of <paramref name="columns"/> numbers; the last is filled up with zeros.</summary>
    public static long Blocks(long columns) => (columns + BlockSize - 1) / BlockSize;

    /// <summary>Bytes of the packed matrix, [rows, blocks, 4 × bits].</summary>
    public static long PackedBytes(long rows, long columns, int bits) => rows * Blocks(columns) * BlockBytes(bits);

    /// <summary>Number of float32 scales, [rows × blocks].</summary>
    public static long Scales(long rows, long columns) => rows * Blocks(columns);

    /// <summary>Quantises a matrix [out, in]; numbers in memory go through <see cref="Weight.InMemory"/>.</summary>
    /// <param name="weight">A matrix of any stored type.</param>
    /// <param name="bits">4 or 8.</param>
    /// <param name="packed">Address of <see cref="PackedBytes"/> bytes.</param>
    /// <param name="scales">Address of <see cref="Scales"/> float32 numbers.</param>
    /// <param name="degree">Threads, at least 1.</param>
    /// <param name="cancellationToken">Stops between two parts.</param>
    /// <exception cref="InputException">The matrix holds a number that is not finite.</exception>
    public static void Quantize(
        Weight weight,
        int bits,
        nint packed,
        nint scales,
        int degree,
        CancellationToken cancellationToken
    )
    {
        var columns = checked((int)weight.Columns);
        var blocks = (int)Blocks(columns);
        var rowBytes = blocks * BlockBytes(bits);
        ParallelRanges.Run(
            weight.Rows,
            Math.Max(1, RangeElements / Math.Max(1, columns)),
            degree,
            (first, count) =>
            {
                var buffer = ArrayPool<float>.Shared.Rent(columns);
                for (var row = first; row < first + count; row++)
                {
                    var numbers = Row(weight, row, columns, buffer);
                    var bytes = new Span<byte>((byte*)packed + (row * rowBytes), rowBytes);
                    var rowScales = new Span<float>((float*)scales + (row * blocks), blocks);
                    if (!QuantizedRow.Write(numbers, bits, bytes, rowScales))
                    {
                        throw NotFinite(weight);
                    }
                }
                ArrayPool<float>.Shared.Return(buffer);
            },
            cancellationToken
        );
    }

    private static ReadOnlySpan<float> Row(Weight weight, long row, int columns, float[] buffer)
    {
        if (weight.Type == StoredType.Float32)
        {
            return new((float*)weight.Address + (row * columns), columns);
        }
        var numbers = buffer.AsSpan(0, columns);
        WeightConversion.Copy(weight, row * columns, numbers);
        return numbers;
    }

    private static InputException NotFinite(Weight weight) =>
        new(
            $"the tensor '{Excerpt.Of(weight.Name)}' holds numbers that are not finite",
            weight.File,
            "fetch the model again; a damaged file is likelier than such a model"
        );

    private static int BlockBytes(int bits) =>
        bits is 4 or 8
            ? BlockSize * bits / 8
            : throw new ArgumentOutOfRangeException(nameof(bits), bits, "blocks have 4 or 8 bits");
}
