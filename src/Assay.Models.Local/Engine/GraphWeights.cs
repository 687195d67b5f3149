using System.Collections.Immutable;
using System.Numerics.Tensors;
using Assay.Models.Local.Description;
using Assay.Models.Local.Onnx;
using Assay.Models.Local.Weights;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.Engine;

/// <summary>
/// Turns a folder's weights into those of the graph. Float32 matrices stay where they are in the mapped file; other ones are converted,
/// or quantised in blocks, into memory of their own.
/// </summary>
internal sealed class GraphWeights(WeightStore store, Precision precision, string placeholder, SessionOptions session)
    : IDisposable
{
    private const int Block = BlockQuantizer.BlockSize;

    private readonly List<NativeBuffer> buffers = [];
    private readonly List<OrtValue> values = [];
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal);

    /// <summary>A matrix product's weight, [outputs, inputs].</summary>
    /// <exception cref="InputException">The weight is missing or has another shape.</exception>
    public GraphMatrix Matrix(GraphBuilder graph, Linear linear, int outputs, int inputs)
    {
        var weight = store.Get(linear.Weight);
        if (linear.Transposed)
        {
            weight.Expect(inputs, linear.Rows.IsEmpty ? outputs : weight.Columns);
        }
        else
        {
            weight.Expect(linear.Rows.IsEmpty ? outputs : weight.Rows, inputs);
        }
        var name = linear.Rows.IsEmpty ? linear.Weight : $"{linear.Weight}[{linear.Rows[0].First}]";
        return Add(graph, name, new MatrixSource(weight, linear.Rows, linear.Transposed, outputs, inputs));
    }

    /// <summary>The weight of the logits, [tokens, hidden].</summary>
    public GraphMatrix Head(GraphBuilder graph, Head head, int vocabulary, int hidden)
    {
        var weight = store.Get(head.Table).Expect(vocabulary, hidden);
        var source = new MatrixSource(weight, [], false, vocabulary, hidden) { UnitRows = head.UnitRows };
        return Add(graph, head.Table, source);
    }

    /// <summary>A norm's weight; one is added where it counts from one.</summary>
    public string Norm(GraphBuilder graph, Norm norm, int size)
    {
        if (Known(norm.Weight))
        {
            return norm.Weight;
        }
        var buffer = Floats(store.Get(norm.Weight).Expect(size), size);
        if (norm.PlusOne)
        {
            var span = buffer.Span<float>();
            TensorPrimitives.Add(span, 1, span);
        }
        return Declare(graph, norm.Weight, TensorElementType.Float, buffer, size);
    }

    /// <summary>A vector, or ranges of one.</summary>
    public string Vector(GraphBuilder graph, string weight, int size, ImmutableArray<RowRange> rows)
    {
        var name = rows.IsEmpty ? weight : $"{weight}[{rows[0].First}]";
        if (Known(name))
        {
            return name;
        }
        var stored = store.Get(weight);
        if (rows.IsEmpty)
        {
            stored.Expect(size);
            return Declare(graph, name, TensorElementType.Float, Floats(stored, size), size);
        }
        var buffer = New(size * sizeof(float));
        var to = 0;
        foreach (var range in rows)
        {
            WeightConversion.ToFloat32(
                Part(stored, range),
                buffer.Span<float>(to, range.Count),
                CancellationToken.None
            );
            to += range.Count;
        }
        return Declare(graph, name, TensorElementType.Float, buffer, size);
    }

    public void Dispose()
    {
        values.ForEach(value => value.Dispose());
        buffers.ForEach(buffer => buffer.Dispose());
    }

    private static Weight Part(Weight weight, RowRange range) =>
        weight.Shape.IsEmpty || range.First + range.Count > weight.Shape[0]
            ? throw new InputException(
                $"the tensor '{weight.Name}' has too few rows for the heads of config.json",
                weight.File,
                "weights and config.json must come from the same model; fetch the folder again"
            )
            : weight.RowRange(range.First, range.Count);

    private GraphMatrix Add(GraphBuilder graph, string name, MatrixSource source)
    {
        var bits = precision switch
        {
            Precision.Int8 => 8,
            Precision.Int4 => 4,
            _ => 0,
        };
        var matrix = new GraphMatrix(name, source.Outputs, source.Inputs, bits);
        if (Known(name))
        {
            return matrix;
        }
        if (bits == 0)
        {
            AddFloats(graph, name, source);
        }
        else
        {
            AddBlocks(graph, matrix, source);
        }
        return matrix;
    }

    private void AddFloats(GraphBuilder graph, string name, MatrixSource source)
    {
        if (source.InPlace && precision == Precision.Float32)
        {
            var weight = source.Rows.IsEmpty ? source.Weight : Part(source.Weight, source.Rows[0]);
            Declare(
                graph,
                name,
                TensorElementType.Float,
                weight.Address,
                weight.Bytes,
                [source.Outputs, source.Inputs]
            );
            return;
        }
        var buffer = New((long)source.Outputs * source.Inputs * sizeof(float));
        source.CopyTo(buffer.Address, precision);
        Declare(graph, name, TensorElementType.Float, buffer, source.Outputs, source.Inputs);
    }

    private void AddBlocks(GraphBuilder graph, GraphMatrix matrix, MatrixSource source)
    {
        var blocks = matrix.Blocks;
        var packed = New((long)source.Outputs * blocks * Block * matrix.Bits / 8);
        var scales = New((long)source.Outputs * blocks * sizeof(float));
        using var floats = source.Plain ? null : new NativeBuffer((long)source.Outputs * source.Inputs * sizeof(float));
        Weight weight;
        if (floats is null)
        {
            weight = source.Rows.IsEmpty ? source.Weight : Part(source.Weight, source.Rows[0]);
        }
        else
        {
            source.CopyTo(floats.Address, Precision.Float32);
            var name = source.Weight.Name;
            weight = Weight.InMemory(name, source.Weight.File, floats.Address, source.Outputs, source.Inputs);
        }
        BlockQuantizer.Quantize(
            weight,
            matrix.Bits,
            packed.Address,
            scales.Address,
            Environment.ProcessorCount,
            CancellationToken.None
        );
        Declare(graph, matrix.Packed, TensorElementType.UInt8, packed, source.Outputs, blocks, Block * matrix.Bits / 8);
        Declare(graph, matrix.Scales, TensorElementType.Float, scales, (long)source.Outputs * blocks);
    }

    private bool Known(string name) => !written.TryAdd(name, name);

    private NativeBuffer Floats(Weight weight, int size)
    {
        var buffer = New((long)size * sizeof(float));
        WeightConversion.ToFloat32(weight, buffer.Span<float>(), CancellationToken.None);
        return buffer;
    }

    private NativeBuffer New(long bytes)
    {
        var buffer = new NativeBuffer(bytes);
        buffers.Add(buffer);
        return buffer;
    }

    private string Declare(
        GraphBuilder graph,
        string name,
        TensorElementType type,
        NativeBuffer buffer,
        params long[] shape
    ) => Declare(graph, name, type, buffer.Address, buffer.Bytes, shape);

    private string Declare(
        GraphBuilder graph,
        string name,
        TensorElementType type,
        nint address,
        long bytes,
        long[] shape
    )
    {
        var value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, address, bytes);
        values.Add(value);
        session.AddInitializer(name, value);
        return graph.Weight(name, type, placeholder, shape);
    }
}
