using Assay.Models.Local.Weights;
using CsCheck;

namespace Assay.Models.Local.Tests.Weights;

public sealed class WeightConversionTests
{
    [Fact]
    public void Every_float16_becomes_the_same_float32()
    {
        ushort[] all = [.. Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits)];

        var actual = Converted(StoredType.Float16, all, degree: 2);

        AssertSame(all.Select(bits => (float)BitConverter.UInt16BitsToHalf(bits)), actual);
    }

    [Fact]
    public void Every_bfloat16_is_the_upper_half_of_the_float32()
    {
        ushort[] all = [.. Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits)];

        var actual = Converted(StoredType.BFloat16, all, degree: 2);

        Assert.Equal(all.Select(bits => (uint)bits << 16), actual.Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void Float32_keeps_its_bits()
    {
        Gen.UInt.Array[0, 100]
            .Sample(bits =>
                Converted(StoredType.Float32, bits, degree: 1)
                    .Select(BitConverter.SingleToUInt32Bits)
                    .SequenceEqual(bits)
            );
    }

    [Fact]
    public void Lengths_that_fill_no_vector_are_converted_to_the_end()
    {
        for (var length = 0; length < 70; length++)
        {
            ushort[] bits = [.. Enumerable.Range(0, length).Select(i => (ushort)(0x3F80 + i))];

            Assert.Equal(
                bits.Select(x => (uint)x << 16),
                Converted(StoredType.BFloat16, bits, 1).Select(BitConverter.SingleToUInt32Bits)
            );
        }
    }

    [Fact]
    public void Threads_change_nothing()
    {
        ushort[] bits = [.. Enumerable.Range(0, 300_001).Select(i => (ushort)(i * 7919))];

        AssertSame(Converted(StoredType.Float16, bits, degree: 1), Converted(StoredType.Float16, bits, degree: 3));
    }

    [Theory]
    [InlineData(nameof(StoredType.Float32))]
    [InlineData(nameof(StoredType.Float16))]
    [InlineData(nameof(StoredType.BFloat16))]
    public void One_row_of_any_type_can_be_looked_up(string type)
    {
        using var memory = Matrix(Enum.Parse<StoredType>(type));
        var row = new float[2];

        WeightConversion.CopyRow(memory.Weight, 1, row);

        Assert.Equal([3f, 4f], row);
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightConversion.CopyRow(memory.Weight, 3, row));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightConversion.CopyRow(memory.Weight, -1, row));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightConversion.CopyRow(memory.Weight, 0, new float[3]));
    }

    [Fact]
    public void A_transposed_matrix_has_its_columns_as_rows()
    {
        float[] numbers = [.. Enumerable.Range(0, 70 * 33).Select(i => (float)i)];
        using var memory = MemoryWeight.Of(StoredType.Float32, numbers, 70, 33);
        using var target = new NativeBuffer(numbers.Length * sizeof(float));

        Transposition.ToFloat32(memory.Weight, target.Address, 2, TestContext.Current.CancellationToken);

        var expected = Enumerable
            .Range(0, 33)
            .SelectMany(column => Enumerable.Range(0, 70).Select(row => (row * 33f) + column));
        Assert.Equal(expected, target.Span<float>().ToArray());
    }

    [Fact]
    public void Rounding_to_float16_is_what_Half_does()
    {
        Gen.UInt.Array[1, 600]
            .Sample(bits =>
            {
                float[] numbers = [.. bits.Select(BitConverter.UInt32BitsToSingle)];
                var expected = numbers.Select(number => (float)(Half)number).ToArray();

                WeightConversion.Round(numbers, Precision.Float16);

                AssertSame(expected, numbers);
            });
    }

    [Theory]
    [InlineData(0x3F800000, 0x3F800000)] // 1
    [InlineData(0x3F808000, 0x3F800000)] // a tie goes to the even neighbour, down
    [InlineData(0x3F818000, 0x3F820000)] // and up
    [InlineData(0x3F808001, 0x3F810000)]
    [InlineData(0xBF807FFF, 0xBF800000)]
    [InlineData(0x7F7FFFFF, 0x7F800000)] // beyond the largest
    [InlineData(0xFF800000, 0xFF800000)] // infinity stays
    [InlineData(0x00018000, 0x00020000)] // a subnormal tie
    [InlineData(0x80000000, 0x80000000)] // minus zero
    public void Rounding_to_bfloat16_is_to_the_nearest_and_ties_to_even(uint from, uint to)
    {
        // As many as to meet both the vectors and what is left of them.
        var numbers = Enumerable.Repeat(BitConverter.UInt32BitsToSingle(from), 37).ToArray();

        WeightConversion.Round(numbers, Precision.BFloat16);

        Assert.All(numbers, number => Assert.Equal(to, BitConverter.SingleToUInt32Bits(number)));
    }

    [Fact]
    public void Rounding_to_bfloat16_moves_no_number_by_more_than_half_a_step()
    {
        Gen.Float[-1e30f, 1e30f]
            .Array[1, 100]
            .Sample(numbers =>
            {
                float[] rounded = [.. numbers];

                WeightConversion.Round(rounded, Precision.BFloat16);

                return numbers
                    .Zip(rounded)
                    .All(pair =>
                        Math.Abs((double)pair.First - pair.Second)
                            <= Math.Max(Math.Abs((double)pair.First) / 256, 1e-40)
                        && (BitConverter.SingleToUInt32Bits(pair.Second) & 0xFFFF) == 0
                    );
            });
    }

    [Fact]
    public void No_rounding_makes_a_number_of_what_is_none()
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var numbers = Enumerable.Repeat(BitConverter.UInt32BitsToSingle(0x7FFFFFFF), 37).ToArray();

            WeightConversion.Round(numbers, precision);

            Assert.All(numbers, number => Assert.Equal(float.NaN, number));
        }
    }

    [Fact]
    public void Conversion_stops_when_it_is_cancelled()
    {
        using var memory = Matrix(StoredType.Float32);

        Assert.ThrowsAny<OperationCanceledException>(() =>
            WeightConversion.ToFloat32(memory.Weight, new float[6], new CancellationToken(canceled: true))
        );
    }

    private static MemoryWeight Matrix(StoredType type)
    {
        float[] numbers = [1, 2, 3, 4, 5, 6];
        return type switch
        {
            StoredType.Float32 => MemoryWeight.Of(type, numbers, 3, 2),
            StoredType.Float16 => MemoryWeight.Of(type, numbers.Select(x => (Half)x).ToArray(), 3, 2),
            _ => MemoryWeight.Of(
                type,
                numbers.Select(x => (ushort)(BitConverter.SingleToUInt32Bits(x) >> 16)).ToArray(),
                3,
                2
            ),
        };
    }

    private static float[] Converted<T>(StoredType type, T[] numbers, int degree)
        where T : unmanaged
    {
        using var memory = MemoryWeight.Of(type, numbers);
        using var target = new NativeBuffer(numbers.Length * sizeof(float));
        WeightConversion.ToFloat32(memory.Weight, target.Address, degree, TestContext.Current.CancellationToken);
        return target.Span<float>().ToArray();
    }

    // Which NaN it is does not matter; that it is one does.
    private static void AssertSame(IEnumerable<float> expected, IEnumerable<float> actual) =>
        Assert.Equal(expected.Select(Bits), actual.Select(Bits));

    private static uint Bits(float number) =>
        float.IsNaN(number) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(number);
}
