using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Models.Local.Weights;

/// <summary>Quantises one row, block by block; see <see cref="BlockQuantizer"/> for the rules.</summary>
internal static class QuantizedRow
{
    private const int Size = BlockQuantizer.BlockSize;
    private const int SignBit = int.MinValue;
    private const int Infinity = 0x7F800000;
    private const float SmallestScale = 1.17549435e-38f;

    /// <summary>Writes the row's packed blocks and scales; false when a number is not finite.</summary>
    public static bool Write(ReadOnlySpan<float> row, int bits, Span<byte> packed, Span<float> scales)
    {
        Span<float> last = stackalloc float[Size];
        var bytes = Size * bits / 8;
        for (var block = 0; block < scales.Length; block++)
        {
            scoped var numbers = row[(block * Size)..];
            if (numbers.Length < Size)
            {
                last.Clear();
                numbers.CopyTo(last);
                numbers = last;
            }
            var loaded = Block.Load(numbers);
            var largest = loaded.LargestMagnitude();
            if (largest >= Infinity)
            {
                return false;
            }
            var target = packed.Slice(block * bytes, bytes);
            scales[block] = bits == 4 ? Write4(loaded, largest, target) : Write8(loaded, largest, target);
        }
        return true;
    }

    private static float Write8(Block block, int largest, Span<byte> packed)
    {
        var scale = Usable(BitConverter.Int32BitsToSingle(largest) / 127);
        block.Steps(Inverse(scale), zero: 128, last: 255).CopyTo(packed);
        return scale;
    }

    private static float Write4(Block block, int largest, Span<byte> packed)
    {
        var magnitude = BitConverter.Int32BitsToSingle(largest);
        var scale = Usable((block.Holds(largest | SignBit) ? magnitude : -magnitude) / 8);
        var steps = block.Steps(Inverse(scale), zero: 8, last: 15).AsUInt16();
        // Even places are the low bytes of the pairs, and become the low halves of the packed bytes.
        var pairs = (steps & Vector256.Create((ushort)0x0F)) | (steps >> 4);
        Vector128.Narrow(pairs.GetLower(), pairs.GetUpper()).CopyTo(packed);
        return scale;
    }

    // A block whose scale is too small to hold all its digits is a block of zeros.
    private static float Usable(float scale) => Math.Abs(scale) < SmallestScale ? 0 : scale;

    private static float Inverse(float scale) => scale == 0 ? 0 : 1 / scale;

    private readonly ref struct Block(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        public static Block Load(ReadOnlySpan<float> numbers)
        {
            ref var first = ref MemoryMarshal.GetReference(numbers[..Size]);
            return new(
                Vector256.LoadUnsafe(ref first, 0),
                Vector256.LoadUnsafe(ref first, 8),
                Vector256.LoadUnsafe(ref first, 16),
                Vector256.LoadUnsafe(ref first, 24)
            );
        }

        // The bits without signs are ordered as the magnitudes are; infinity and NaN come last.
        public int LargestMagnitude()
        {
            var mask = Vector256.Create(~SignBit);
            var low = Vector256.Max(a.AsInt32() & mask, b.AsInt32() & mask);
            var high = Vector256.Max(c.AsInt32() & mask, d.AsInt32() & mask);
            var eight = Vector256.Max(low, high);
            var four = Vector128.Max(eight.GetLower(), eight.GetUpper());
            var two = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
            return Math.Max(two[0], two[1]);
        }

        public bool Holds(int bits)
        {
            var wanted = Vector256.Create(bits);
            var found = Vector256.Equals(a.AsInt32(), wanted) | Vector256.Equals(b.AsInt32(), wanted);
            found |= Vector256.Equals(c.AsInt32(), wanted) | Vector256.Equals(d.AsInt32(), wanted);
            return found != Vector256<int>.Zero;
        }

        // The nearest step of each number, ties upwards, with the zero point added.
        public Vector256<byte> Steps(float inverse, int zero, int last)
        {
            var low = Vector256.Narrow(Step(a, inverse, zero, last), Step(b, inverse, zero, last));
            var high = Vector256.Narrow(Step(c, inverse, zero, last), Step(d, inverse, zero, last));
            return Vector256.Narrow(low.AsUInt16(), high.AsUInt16());
        }

        // Every sum is positive, so that cutting off its digits rounds down.
        private static Vector256<int> Step(Vector256<float> numbers, float inverse, int zero, int last) =>
            Vector256.Min(
                Vector256.ConvertToInt32Native((numbers * inverse) + Vector256.Create(zero + 0.5f)),
                Vector256.Create(last)
            );
    }
}
