using System.Collections.Immutable;

namespace Assay.Models.Local.Weights;

/// <summary>A tensor in a mapped file, row-major. Valid until its store is disposed.</summary>
/// <param name="Name">The tensor's name in the folder.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Shape">Length of each axis; empty for a single number.</param>
/// <param name="Address">The first number in memory; files need not align it.</param>
/// <param name="Elements">The product of <paramref name="Shape"/>.</param>
/// <param name="File">Path of the file.</param>
/// <param name="FileOffset">Byte of the file at which the first number starts.</param>
internal readonly record struct Weight(
    string Name,
    StoredType Type,
    ImmutableArray<long> Shape,
    nint Address,
    long Elements,
    string File,
    long FileOffset
)
{
    /// <summary>A float32 matrix in memory that the caller keeps.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="file">Where its numbers come from, for messages.</param>
    /// <param name="address">The first number.</param>
    /// <param name="rows">Length of the first axis.</param>
    /// <param name="columns">Length of the second axis.</param>
    public static Weight InMemory(string name, string file, nint address, long rows, long columns) =>
        new(name, StoredType.Float32, [rows, columns], address, rows * columns, file, FileOffset: 0);

    /// <summary>Length of a matrix's first axis.</summary>
    public long Rows => Axis(0);

    /// <summary>Length of a matrix's second axis.</summary>
    public long Columns => Axis(1);

    /// <summary>Size in the file.</summary>
    public long Bytes => Elements * Type.Bytes();

    /// <summary>Whether each number lies at a multiple of its size in memory.</summary>
    public bool IsAligned => Address % Type.Bytes() == 0;

    /// <summary>Consecutive entries of the first axis; nothing is copied.</summary>
    public Weight RowRange(long first, long count)
    {
        if (Shape.IsEmpty || first < 0 || count < 0 || first > Shape[0] - count)
        {
            throw new ArgumentOutOfRangeException(nameof(first), $"{Name} has no rows {first} to {first + count}");
        }
        var row = Shape[0] == 0 ? 0 : Elements / Shape[0];
        var skipped = first * row * Type.Bytes();
        return this with
        {
            Shape = Shape.SetItem(0, count),
            Address = Address + (nint)skipped,
            Elements = count * row,
            FileOffset = FileOffset + skipped,
        };
    }

    /// <summary>Fails unless the shape is the one that the model's settings ask for.</summary>
    /// <exception cref="InputException">The shape is another.</exception>
    public Weight Expect(params ReadOnlySpan<long> shape) =>
        Shape.AsSpan().SequenceEqual(shape)
            ? this
            : throw new InputException(
                $"the tensor '{Excerpt.Of(Name)}' has the shape {Text(Shape.AsSpan())} where config.json asks for {Text(shape)}",
                File,
                "weights and config.json must come from the same model; fetch the folder again"
            );

    private long Axis(int index) =>
        Shape.Length == 2
            ? Shape[index]
            : throw new InputException(
                $"the tensor '{Excerpt.Of(Name)}' has the shape {Text(Shape.AsSpan())} where a matrix is needed",
                File,
                "fetch the folder again"
            );

    private static string Text(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
