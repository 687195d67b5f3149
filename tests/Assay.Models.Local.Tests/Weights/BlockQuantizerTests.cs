using Assay.Models.Local.Weights;
using CsCheck;

namespace Assay.Models.Local.Tests.Weights;

public sealed class BlockQuantizerTests
{
    // Half a step, and what float32 arithmetic may lose on top.
    private const double HalfStep = 0.5 + 1e-4;

    private static readonly Gen<float[]> Numbers = Gen.Select(
        Gen.Float[-1, 1].Array[1, 100],
        Gen.Double[-20, 20],
        (numbers, exponent) => numbers.Select(number => (float)(number * Math.Pow(10, exponent))).ToArray()
    );

    [Fact]
    public void A_block_of_four_bits_is_packed_two_by_two_with_the_first_number_in_the_low_half()
    {
        var row = new float[32];
        (row[0], row[1], row[2], row[3], row[31]) = (-8, 7, 1, -2, 3);

        var (packed, scales) = Quantized(row, 1, 32, 4);

        Assert.Equal([1f], scales);
        Assert.Equal([0xF0, 0x69, .. Enumerable.Repeat((byte)0x88, 13), 0xB8], packed);
    }

    [Fact]
    public void A_positive_extreme_of_four_bits_makes_the_scale_negative_and_is_exact()
    {
        var row = new float[32];
        (row[0], row[1], row[2]) = (16, -2, -15);

        var (packed, scales) = Quantized(row, 1, 32, 4);

        Assert.Equal([-2f], scales);
        // 16 is step −8; −2 is step 1; −15 is nearest to step 8, which four bits have not.
        Assert.Equal([0x90, 0x8F], packed[..2]);
    }

    [Fact]
    public void A_block_of_eight_bits_is_one_byte_for_each_number_around_128()
    {
        var row = new float[32];
        (row[0], row[1], row[2]) = (127, -127, 1.4f);

        var (packed, scales) = Quantized(row, 1, 32, 8);

        Assert.Equal([1f], scales);
        Assert.Equal([255, 1, 129, 128], packed[..4]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void The_last_block_of_a_row_is_filled_up_with_zeros(int bits)
    {
        float[] rows = [.. Enumerable.Range(0, 2 * 33).Select(i => i % 33 == 32 ? -4f : 1f)];

        var (packed, scales) = Quantized(rows, 2, 33, bits);

        Assert.Equal((2 * 2 * 4 * bits, 4), (packed.Length, scales.Length));
        Assert.Equal(0f, Restored(packed, scales, 2, 33, bits, padded: true)[34]);
        Assert.Equal(-4f, Restored(packed, scales, 2, 33, bits, padded: true)[32], 1e-5);
    }

    [Fact]
    public void Eight_bits_move_no_number_by_more_than_half_a_step() =>
        Numbers.Sample(row =>
        {
            var (packed, scales) = Quantized(row, 1, row.Length, 8);
            var restored = Restored(packed, scales, 1, row.Length, 8);
            return row.Index().All(x => Math.Abs(x.Item - restored[x.Index]) <= Bound(HalfStep, scales[x.Index / 32]));
        });

    [Fact]
    public void Four_bits_move_no_number_by_more_than_half_a_step_but_where_the_sixteenth_is_lacking() =>
        Numbers.Sample(row =>
        {
            var (packed, scales) = Quantized(row, 1, row.Length, 4);
            var restored = Restored(packed, scales, 1, row.Length, 4);
            return row.Index()
                .All(x =>
                {
                    var scale = (double)scales[x.Index / 32];
                    var beyond = (x.Item / scale) > 7.5;
                    return Math.Abs(x.Item - restored[x.Index]) <= Bound(beyond ? 1 + 1e-4 : HalfStep, scale);
                });
        });

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Threads_change_nothing(int bits)
    {
        var random = new Random(1);
        float[] rows = [.. Enumerable.Range(0, 1000 * 100).Select(_ => random.NextSingle() - 0.5f)];

        var (packed, scales) = Quantized(rows, 1000, 100, bits, degree: 1);
        var (otherPacked, otherScales) = Quantized(rows, 1000, 100, bits, degree: 3);

        Assert.Equal(packed, otherPacked);
        Assert.Equal(scales, otherScales);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Stored_weights_and_numbers_in_memory_give_the_same(int bits)
    {
        Half[] halves = [.. Enumerable.Range(0, 3 * 40).Select(i => (Half)(((i * 37) % 101) - 50))];
        using var memory = MemoryWeight.Of(StoredType.Float16, halves, 3, 40);
        using var packed = new NativeBuffer(BlockQuantizer.PackedBytes(3, 40, bits));
        using var scales = new NativeBuffer(BlockQuantizer.Scales(3, 40) * sizeof(float));

        BlockQuantizer.Quantize(
            memory.Weight,
            bits,
            packed.Address,
            scales.Address,
            2,
            TestContext.Current.CancellationToken
        );

        var (expectedPacked, expectedScales) = Quantized([.. halves.Select(half => (float)half)], 3, 40, bits);
        Assert.Equal(expectedPacked, packed.Span<byte>().ToArray());
        Assert.Equal(expectedScales, scales.Span<float>().ToArray());
    }

    [Theory]
    [InlineData(4, 0f)]
    [InlineData(8, 0f)]
    [InlineData(4, 1e-39f)]
    [InlineData(8, -1e-44f)]
    public void Numbers_too_small_to_divide_by_are_zeros(int bits, float number)
    {
        var (packed, scales) = Quantized([.. Enumerable.Repeat(number, 32)], 1, 32, bits);

        Assert.All(Restored(packed, scales, 1, 32, bits), restored => Assert.Equal(0f, restored));
    }

    [Theory]
    [InlineData(4, float.NaN)]
    [InlineData(8, float.NaN)]
    [InlineData(4, float.PositiveInfinity)]
    [InlineData(8, float.NegativeInfinity)]
    public void Numbers_that_are_not_finite_are_refused_from_any_thread(int bits, float number)
    {
        var numbers = new float[1 << 18];
        numbers[200_017] = number;
        using var memory = MemoryWeight.Of(StoredType.Float32, numbers, 1 << 12, 1 << 6);
        using var packed = new NativeBuffer(BlockQuantizer.PackedBytes(1 << 12, 1 << 6, bits));
        using var scales = new NativeBuffer(BlockQuantizer.Scales(1 << 12, 1 << 6) * sizeof(float));

        var error = Assert.Throws<InputException>(() =>
            BlockQuantizer.Quantize(
                memory.Weight,
                bits,
                packed.Address,
                scales.Address,
                2,
                TestContext.Current.CancellationToken
            )
        );

        Assert.Contains("'w' holds numbers that are not finite", error.Message, StringComparison.Ordinal);
    }

    // Blocks of numbers below 1e-35 may become zeros.
    private static double Bound(double steps, double scale) => Math.Max(steps * Math.Abs(scale), 1e-35);

    private static (byte[] Packed, float[] Scales) Quantized(
        float[] numbers,
        int rows,
        int columns,
        int bits,
        int degree = 1
    )
    {
        using var memory = MemoryWeight.Of(StoredType.Float32, numbers, rows, columns);
        using var packed = new NativeBuffer(BlockQuantizer.PackedBytes(rows, columns, bits));
        using var scales = new NativeBuffer(BlockQuantizer.Scales(rows, columns) * sizeof(float));
        BlockQuantizer.Quantize(
            Weight.InMemory("w", "memory", memory.Weight.Address, rows, columns),
            bits,
            packed.Address,
            scales.Address,
            degree,
            TestContext.Current.CancellationToken
        );
        return (packed.Span<byte>().ToArray(), scales.Span<float>().ToArray());
    }

    // What MatMulNBits does with its input, written plainly.
    private static float[] Restored(byte[] packed, float[] scales, int rows, int columns, int bits, bool padded = false)
    {
        var width = (columns + 31) / 32 * 32;
        var all = new float[rows * width];
        for (var i = 0; i < all.Length; i++)
        {
            var step = bits == 8 ? packed[i] - 128 : ((packed[i / 2] >> (i % 2 * 4)) & 15) - 8;
            all[i] = step * scales[i / 32];
        }
        return padded ? all : [.. all.Chunk(width).SelectMany(row => row[..columns])];
    }
}
