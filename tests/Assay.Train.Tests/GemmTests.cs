using Assay.Train.Model;

namespace Assay.Train.Tests;

public sealed class GemmTests
{
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(8, 3, false)]
    [InlineData(13, 300, false)]
    [InlineData(17, 257, true)]
    public unsafe void A_product_is_the_sum_over_the_inner_dimension(int m, int k, bool add)
    {
        var n = 2 * Gemm.ColumnMultiple<double>();
        using var a = Random(m * k, 1);
        using var b = Random(k * n, 2);
        using var c = Random(m * n, 3);
        var expected = Plain(a.Span, b.Span, add ? c.Span.ToArray() : new double[m * n], m, n, k);

        Gemm.Multiply<double>(new(a.Data, k), new(b.Data, n), new(c.Data, n), m, n, k, add);

        Assert.All(expected.Zip(c.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public unsafe void A_transposed_matrix_is_read_by_its_strides()
    {
        var (m, k, n) = (9, 5, Gemm.ColumnMultiple<double>());
        using var a = Random(k * m, 1);
        using var b = Random(k * n, 2);
        using var c = new Buffer<double>(m * n);
        var transposed = Enumerable.Range(0, m * k).Select(i => a.Span[(i % k * m) + (i / k)]).ToArray();
        var expected = Plain(transposed, b.Span, new double[m * n], m, n, k);

        Gemm.Multiply(new Strided<double>(a.Data, m).Transposed, new(b.Data, n), new(c.Data, n), m, n, k);

        Assert.All(expected.Zip(c.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void A_width_that_is_no_multiple_of_a_tile_is_refused() =>
        Assert.Throws<ArgumentException>(() => Gemm.Multiply<double>(default, default, default, 1, 1, 1));

    private static Buffer<double> Random(int length, int seed)
    {
        var buffer = new Buffer<double>(length);
        var random = new Random(seed);
        foreach (ref var value in buffer.Span)
        {
            value = random.NextDouble() - 0.5;
        }
        return buffer;
    }

    private static double[] Plain(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[] c, int m, int n, int k)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var p = 0; p < k; p++)
                {
                    c[(i * n) + j] += a[(i * k) + p] * b[(p * n) + j];
                }
            }
        }
        return c;
    }
}
