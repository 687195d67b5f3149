using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Assay.Train.Model.Lanes;

namespace Assay.Train.Model;

/// <summary>A matrix in memory: element (i, j) is at <c>Data[i * Row + j * Column]</c>.</summary>
public readonly unsafe struct Strided<T>(T* data, int row, int column = 1)
    where T : unmanaged
{
    /// <summary>The first element.</summary>
    public T* Data => data;

    /// <summary>Elements from one row to the next.</summary>
    public int Row => row;

    /// <summary>Elements from one column to the next.</summary>
    public int Column => column;

    /// <summary>The same elements with rows and columns exchanged.</summary>
    public Strided<T> Transposed => new(Data, Column, Row);
}

/// <summary>
/// Matrix products on one thread: tiles of eight rows by two vectors are summed in registers, over blocks of the inner dimension
/// that stay in the cache. Each element is summed in one fixed order.
/// </summary>
public static unsafe class Gemm
{
    private const int TileRows = 8;
    private const int InnerBlock = 256;

    /// <summary>Columns of the result come in multiples of this: two vectors.</summary>
    public static int ColumnMultiple<T>()
        where T : unmanaged => 2 * Vector512<T>.Count;

    /// <summary><c>c = a b</c>, or <c>c += a b</c>.</summary>
    /// <param name="a">[m, k], any strides.</param>
    /// <param name="b">[k, n], rows of consecutive elements.</param>
    /// <param name="c">[m, n], rows of consecutive elements.</param>
    /// <param name="m">Rows of the result.</param>
    /// <param name="n">Columns of the result, a multiple of <see cref="ColumnMultiple{T}"/>.</param>
    /// <param name="k">The inner dimension.</param>
    /// <param name="add">Whether to add to what is there.</param>
    public static void Multiply<T>(Strided<T> a, Strided<T> b, Strided<T> c, int m, int n, int k, bool add = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (n % ColumnMultiple<T>() != 0)
        {
            throw new ArgumentException($"{n} columns are no multiple of {ColumnMultiple<T>()}", nameof(n));
        }
        for (var inner = 0; inner < k; inner += InnerBlock)
        {
            var depth = Math.Min(InnerBlock, k - inner);
            var more = add || inner > 0;
            for (var j = 0; j < n; j += ColumnMultiple<T>())
            {
                var right = b.Data + ((nint)inner * b.Row) + j;
                var i = 0;
                for (; i + TileRows <= m; i += TileRows)
                {
                    Tile(
                        Left(a, i, inner),
                        a.Row,
                        a.Column,
                        right,
                        b.Row,
                        c.Data + ((nint)i * c.Row) + j,
                        c.Row,
                        depth,
                        more
                    );
                }
                for (; i < m; i++)
                {
                    OneRow(Left(a, i, inner), a.Column, right, b.Row, c.Data + ((nint)i * c.Row) + j, depth, more);
                }
            }
        }
    }

    private static T* Left<T>(Strided<T> a, int i, int inner)
        where T : unmanaged => a.Data + ((nint)i * a.Row) + ((nint)inner * a.Column);

    [SkipLocalsInit]
    private static void Tile<T>(T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, int depth, bool more)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector512<T> c00 = default,
            c01 = default,
            c10 = default,
            c11 = default;
        Vector512<T> c20 = default,
            c21 = default,
            c30 = default,
            c31 = default;
        Vector512<T> c40 = default,
            c41 = default,
            c50 = default,
            c51 = default;
        Vector512<T> c60 = default,
            c61 = default,
            c70 = default,
            c71 = default;
        var a3 = a + (3 * aRow);
        var a6 = a + (6 * aRow);
        for (var p = 0; p < depth; p++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            (c00, c01) = (Fused(x, b0, c00), Fused(x, b1, c01));
            x = Vector512.Create(a[aRow]);
            (c10, c11) = (Fused(x, b0, c10), Fused(x, b1, c11));
            x = Vector512.Create(a[2 * aRow]);
            (c20, c21) = (Fused(x, b0, c20), Fused(x, b1, c21));
            x = Vector512.Create(*a3);
            (c30, c31) = (Fused(x, b0, c30), Fused(x, b1, c31));
            x = Vector512.Create(a3[aRow]);
            (c40, c41) = (Fused(x, b0, c40), Fused(x, b1, c41));
            x = Vector512.Create(a3[2 * aRow]);
            (c50, c51) = (Fused(x, b0, c50), Fused(x, b1, c51));
            x = Vector512.Create(*a6);
            (c60, c61) = (Fused(x, b0, c60), Fused(x, b1, c61));
            x = Vector512.Create(a6[aRow]);
            (c70, c71) = (Fused(x, b0, c70), Fused(x, b1, c71));
            a += aColumn;
            a3 += aColumn;
            a6 += aColumn;
            b += bRow;
        }
        Write(c, c00, c01, more);
        Write(c + cRow, c10, c11, more);
        Write(c + (2 * cRow), c20, c21, more);
        Write(c + (3 * cRow), c30, c31, more);
        Write(c + (4 * cRow), c40, c41, more);
        Write(c + (5 * cRow), c50, c51, more);
        Write(c + (6 * cRow), c60, c61, more);
        Write(c + (7 * cRow), c70, c71, more);
    }

    private static void OneRow<T>(T* a, nint aColumn, T* b, nint bRow, T* c, int depth, bool more)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector512<T> c0 = default,
            c1 = default;
        for (var p = 0; p < depth; p++)
        {
            var x = Vector512.Create(*a);
            c0 = Fused(x, Vector512.Load(b), c0);
            c1 = Fused(x, Vector512.Load(b + Vector512<T>.Count), c1);
            a += aColumn;
            b += bRow;
        }
        Write(c, c0, c1, more);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T>(T* c, Vector512<T> low, Vector512<T> high, bool more)
        where T : unmanaged
    {
        if (more)
        {
            low += Vector512.Load(c);
            high += Vector512.Load(c + Vector512<T>.Count);
        }
        low.Store(c);
        high.Store(c + Vector512<T>.Count);
    }
}
