namespace Assay.Models.Local.Weights;

/// <summary>Turns matrices that are stored [in, out], as GPT-2's are, into [out, in].</summary>
internal static unsafe class Transposition
{
    // A tile of this size stays in the first-level cache.
    private const int TileRows = 32;
    private const int TileColumns = 128;

    /// <summary>Writes the transpose of a stored matrix as float32.</summary>
    /// <param name="weight">A matrix of any stored type.</param>
    /// <param name="destination">Address of <see cref="Weight.Elements"/> float32 numbers, [columns, rows].</param>
    /// <param name="degree">Threads, at least 1.</param>
    /// <param name="cancellationToken">Stops between two parts.</param>
    public static void ToFloat32(Weight weight, nint destination, int degree, CancellationToken cancellationToken)
    {
        var rows = weight.Rows;
        var columns = weight.Columns;
        ParallelRanges.Run(
            rows,
            TileRows,
            degree,
            (first, count) =>
            {
                for (var column = 0L; column < columns; column += TileColumns)
                {
                    var width = (int)Math.Min(TileColumns, columns - column);
                    WriteTile(weight, first, (int)count, column, width, (float*)destination + (column * rows) + first);
                }
            },
            cancellationToken
        );
    }

    private static void WriteTile(Weight weight, long row, int rows, long column, int columns, float* target)
    {
        Span<float> tile = stackalloc float[TileRows * TileColumns];
        for (var i = 0; i < rows; i++)
        {
            WeightConversion.Copy(weight, ((row + i) * weight.Columns) + column, tile.Slice(i * columns, columns));
        }
        for (var j = 0; j < columns; j++)
        {
            var written = new Span<float>(target + (j * weight.Rows), rows);
            for (var i = 0; i < written.Length; i++)
            {
                written[i] = tile[(i * columns) + j];
            }
        }
    }
}
