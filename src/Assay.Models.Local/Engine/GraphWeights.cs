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
    private readonly List<NativeBuffer> matrices = [];
    private readonly List<OrtValue> values = [];
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal);

    /// <summary>The weight of a matrix product, [outputs, inputs]: one, or several below each other.</summary>
    /// <exception cref="InputException">A weight is missing or has another shape.</exception>
    public GraphMatrix Matrix(GraphBuilder graph, (Linear Linear, int Outputs)[] parts, int inputs)
    {
        var sources = parts.Select(part => Source(part.Linear, part.Outputs, inputs)).ToArray();
        return Add(graph, string.Join('+', parts.Select(part => Name(part.Linear.Weight, part.Linear))), sources);
    }

    /// <summary>The weight of the logits, [tokens, hidden].</summary>
    public GraphMatrix Head(GraphBuilder graph, Head head, int vocabulary, int hidden)
    {
        var weight = store.Get(head.Table).Expect(vocabulary, hidden);
        var source = new MatrixSource(weight, [], false, vocabulary, hidden) { UnitRows = head.UnitRows };
        return Add(graph, head.Table, [source]);
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

    /// <summary>The biases of a product's parts, zeros for one that has none.</summary>
    public string Bias(GraphBuilder graph, (Linear Linear, int Outputs)[] parts)
    {
        var name = string.Join('+', parts.Select(part => Name(part.Linear.Bias ?? "none", part.Linear)));
        if (Known(name))
        {
            return name;
        }
        var size = parts.Sum(part => part.Outputs);
        var buffer = New(size * sizeof(float));
        var at = 0;
        foreach (var (linear, outputs) in parts)
        {
            var to = buffer.Span<float>(at, outputs);
            at += outputs;
            if (linear.Bias is not { } bias)
            {
                to.Clear();
                continue;
            }
            var stored = store.Get(bias);
            if (linear.Rows.IsEmpty)
            {
                WeightConversion.ToFloat32(stored.Expect(outputs), to, CancellationToken.None);
                continue;
            }
            foreach (var range in linear.Rows)
            {
                WeightConversion.ToFloat32(Part(stored, range), to[..range.Count], CancellationToken.None);
                to = to[range.Count..];
            }
        }
        return Declare(graph, name, TensorElementType.Float, buffer, size);
    }

    /// <summary>A vector.</summary>
    public string Vector(GraphBuilder graph, string weight, int size) =>
        Known(weight)
            ? weight
            : Declare(graph, weight, TensorElementType.Float, Floats(store.Get(weight).Expect(size), size), size);

    /// <summary>
    /// Gives back the memory of matrices of which the session has made packed copies. Call it when the session is there; what the session
    /// was lent stays readable, and is not read again.
    /// </summary>
    public void GiveBackPacked()
    {
        if (PackedCopies.AreMade(Bits))
        {
            matrices.ForEach(buffer => buffer.GiveBack());
        }
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

    private int Bits =>
        precision switch
        {
            Precision.Int8 => 8,
            Precision.Int4 => 4,
            _ => 0,
        };

    private static string Name(string weight, Linear linear) =>
        linear.Rows.IsEmpty ? weight : $"{weight}[{linear.Rows[0].First}]";

    private MatrixSource Source(Linear linear, int outputs, int inputs)
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
        return new MatrixSource(weight, linear.Rows, linear.Transposed, outputs, inputs);
    }

    private GraphMatrix Add(GraphBuilder graph, string name, MatrixSource[] sources)
    {
        var matrix = new GraphMatrix(name, sources.Sum(source => source.Outputs), sources[0].Inputs, Bits);
        if (Known(name))
        {
            return matrix;
        }
        if (Bits == 0)
        {
            AddFloats(graph, matrix, sources);
        }
        else
        {
            AddBlocks(graph, matrix, sources);
        }
        return matrix;
    }

    private void AddFloats(GraphBuilder graph, GraphMatrix matrix, MatrixSource[] sources)
    {
        long[] shape = [matrix.Outputs, matrix.Inputs];
        if (sources is [{ InPlace: true } only] && precision == Precision.Float32)
        {
            var weight = Stretch(only);
            Declare(graph, matrix.Name, TensorElementType.Float, weight.Address, weight.Bytes, shape);
            return;
        }
        var buffer = NewMatrix((long)matrix.Outputs * matrix.Inputs * sizeof(float));
        var to = buffer.Address;
        foreach (var source in sources)
        {
            source.CopyTo(to, precision);
            to += (nint)source.Outputs * source.Inputs * sizeof(float);
        }
        Declare(graph, matrix.Name, TensorElementType.Float, buffer, shape);
    }

    private void AddBlocks(GraphBuilder graph, GraphMatrix matrix, MatrixSource[] sources)
    {
        var rowBytes = (long)matrix.Blocks * Block * matrix.Bits / 8;
        var packed = NewMatrix(matrix.Outputs * rowBytes);
        var scales = New((long)matrix.Outputs * matrix.Blocks * sizeof(float));
        var (blocksTo, scalesTo) = (packed.Address, scales.Address);
        foreach (var source in sources)
        {
            Quantize(source, matrix.Bits, blocksTo, scalesTo);
            blocksTo += (nint)(source.Outputs * rowBytes);
            scalesTo += (nint)source.Outputs * matrix.Blocks * sizeof(float);
        }
        Declare(
            graph,
            matrix.Packed,
            TensorElementType.UInt8,
            packed,
            matrix.Outputs,
            matrix.Blocks,
            Block * matrix.Bits / 8
        );
        Declare(graph, matrix.Scales, TensorElementType.Float, scales, (long)matrix.Outputs * matrix.Blocks);
    }

    private static void Quantize(MatrixSource source, int bits, nint blocks, nint scales)
    {
        using var floats = source.Plain ? null : new NativeBuffer((long)source.Outputs * source.Inputs * sizeof(float));
        Weight weight;
        if (floats is null)
        {
            weight = Stretch(source);
        }
        else
        {
            source.CopyTo(floats.Address, Precision.Float32);
            var name = source.Weight.Name;
            weight = Weight.InMemory(name, source.Weight.File, floats.Address, source.Outputs, source.Inputs);
        }
        BlockQuantizer.Quantize(weight, bits, blocks, scales, Environment.ProcessorCount, CancellationToken.None);
    }

    /// <summary>The stretch of the file that a plain source is.</summary>
    private static Weight Stretch(MatrixSource source) =>
        source.Rows.IsEmpty ? source.Weight : Part(source.Weight, source.Rows[0]);

    private bool Known(string name) => !written.TryAdd(name, name);

    private NativeBuffer Floats(Weight weight, int size)
    {
        var buffer = New((long)size * sizeof(float));
        WeightConversion.ToFloat32(weight, buffer.Span<float>(), CancellationToken.None);
        return buffer;
    }

    private NativeBuffer NewMatrix(long bytes)
    {
        var buffer = New(bytes);
        matrices.Add(buffer);
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
