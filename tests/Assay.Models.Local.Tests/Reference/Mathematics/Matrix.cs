namespace Assay.Models.Local.Tests.Reference.Mathematics;

/// <summary>A dense matrix, row-major.</summary>
internal sealed record Matrix(int Rows, int Columns, double[] Values)
{
    public double this[int row, int column] => Values[(row * Columns) + column];

    public double[] Row(int row) => Values[(row * Columns)..((row + 1) * Columns)];

    /// <summary>Rows from <paramref name="first"/> on.</summary>
    public Matrix TakeRows(int first, int count) =>
        new(count, Columns, Values[(first * Columns)..((first + count) * Columns)]);

    public Matrix Transposed()
    {
        var turned = new double[Values.Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                turned[(column * Rows) + row] = this[row, column];
            }
        }
        return new Matrix(Columns, Rows, turned);
    }

    /// <summary>The product with a column.</summary>
    public double[] Times(double[] column)
    {
        if (column.Length != Columns)
        {
            throw new ArgumentException($"{column.Length} numbers for {Columns} columns", nameof(column));
        }
        var product = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            product[row] = Vectors.Dot(Values.AsSpan(row * Columns, Columns), column);
        }
        return product;
    }
}
