using System.Numerics;

namespace Assay.Train.Model;

/// <summary>All parameters in one flat array, and the matrices once more with rows and columns exchanged, for products forward.</summary>
public sealed unsafe class Weights<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Buffer<T> transposed;

    /// <summary>Takes memory for a shape's parameters, all zero.</summary>
    public Weights(ModelShape shape)
    {
        Shape = shape;
        Layout = new(shape);
        Values = new(Layout.Count);
        transposed = new(Layout.Count);
    }

    /// <summary>The model's size.</summary>
    public ModelShape Shape { get; }

    /// <summary>Where each tensor lies.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The parameters.</summary>
    public Buffer<T> Values { get; }

    /// <summary>
    /// Draws the parameters: norms one; matrices normal with deviation 0.04, those that write to the residual stream less by the square
    /// root of their number (Radford et al. 2019). A few heads begin as <see cref="CopyingStart"/> sets them.
    /// </summary>
    public void Initialise(int seed)
    {
        var random = new Random(seed);
        foreach (var tensor in Layout.Tensors)
        {
            var writes =
                tensor.Name.EndsWith("o_proj.weight", StringComparison.Ordinal)
                || tensor.Name.EndsWith("down_proj.weight", StringComparison.Ordinal);
            var deviation = writes ? 0.04 / Math.Sqrt(2.0 * Shape.Layers) : 0.04;
            foreach (ref var value in Values.Span.Slice(tensor.Offset, tensor.Length))
            {
                value = tensor.IsMatrix ? T.CreateChecked(deviation * Normal(random)) : T.One;
            }
        }
        CopyingStart.Set(this);
        Transpose();
    }

    /// <summary>Brings the exchanged matrices up to date.</summary>
    public void Transpose()
    {
        var (d, h) = (Shape.Width, Shape.Hidden);
        Exchange(Layout.Embedding, Shape.Vocabulary, d);
        foreach (var layer in Layout.Layers)
        {
            Exchange(layer.QueryKeyValue, 3 * d, d);
            Exchange(layer.Output, d, d);
            Exchange(layer.GateUp, 2 * h, d);
            Exchange(layer.Down, d, h);
        }
    }

    /// <summary>The matrix [out, in] that begins at an offset.</summary>
    internal Strided<T> Matrix(int offset, int columns) => new(Values.Data + offset, columns);

    /// <summary>The same with rows and columns exchanged, [in, out].</summary>
    internal Strided<T> Exchanged(int offset, int rows) => new(transposed.Data + offset, rows);

    /// <summary>A vector.</summary>
    internal ReadOnlySpan<T> Vector(int offset) => new(Values.Data + offset, Shape.Width);

    /// <inheritdoc/>
    public void Dispose()
    {
        Values.Dispose();
        transposed.Dispose();
    }

    private void Exchange(int offset, int rows, int columns)
    {
        const int Side = 16;
        var from = Values.Data + offset;
        var to = transposed.Data + offset;
        for (var top = 0; top < rows; top += Side)
        {
            for (var left = 0; left < columns; left += Side)
            {
                for (var i = top; i < Math.Min(top + Side, rows); i++)
                {
                    for (var j = left; j < Math.Min(left + Side, columns); j++)
                    {
                        to[((nint)j * rows) + i] = from[((nint)i * columns) + j];
                    }
                }
            }
        }
    }

    /// <summary>Box and Muller 1958.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
