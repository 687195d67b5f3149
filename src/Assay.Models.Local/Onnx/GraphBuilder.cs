using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.Onnx;

/// <summary>
/// Builds an ONNX model in memory, node by node (onnx/onnx, <c>onnx.proto</c>; field numbers are those of that file). Dimensions are
/// numbers, or names for those that a run decides.
/// </summary>
internal sealed class GraphBuilder
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string Runtime = "com.microsoft";

    private const int IrVersion = 10;
    private const int OperatorSet = 20;
    private const int External = 1;

    private readonly ProtoWriter nodes = new();
    private readonly ProtoWriter initializers = new();
    private readonly ProtoWriter inputs = new();
    private readonly ProtoWriter outputs = new();

    public string Input(string name, TensorElementType type, params object[] dimensions)
    {
        inputs.Message(11, value => WriteValue(value, name, type, dimensions));
        return name;
    }

    public void Output(string name, TensorElementType type, params object[] dimensions) =>
        outputs.Message(12, value => WriteValue(value, name, type, dimensions));

    /// <summary>
    /// A weight whose data the session is given apart (<c>SessionOptions.AddInitializer</c>). It is declared as data in
    /// <paramref name="file"/>, which must exist and is not read.
    /// </summary>
    public string Weight(string name, TensorElementType type, string file, params long[] shape)
    {
        initializers.Message(
            5,
            tensor =>
            {
                WriteTensor(tensor, name, type, shape);
                tensor.Message(
                    13,
                    entry =>
                    {
                        entry.Text(1, "location");
                        entry.Text(2, file);
                    }
                );
                tensor.Int(14, External);
            }
        );
        return name;
    }

    /// <summary>A weight whose data lies in the graph itself.</summary>
    public string Weight(string name, TensorElementType type, ReadOnlyMemory<byte> data, params long[] shape)
    {
        initializers.Message(
            5,
            tensor =>
            {
                WriteTensor(tensor, name, type, shape);
                tensor.Bytes(9, data.Span);
            }
        );
        return name;
    }

    public string Constant(string name, params long[] values)
    {
        initializers.Message(
            5,
            tensor =>
            {
                WriteTensor(tensor, name, TensorElementType.Int64, [values.Length]);
                tensor.Bytes(9, MemoryMarshal.AsBytes<long>(values));
            }
        );
        return name;
    }

    public string Scalar(string name, float value)
    {
        initializers.Message(
            5,
            tensor =>
            {
                WriteTensor(tensor, name, TensorElementType.Float, []);
                tensor.Bytes(9, MemoryMarshal.AsBytes<float>([value]));
            }
        );
        return name;
    }

    /// <summary>A node with one output, named <paramref name="output"/>.</summary>
    public string Node(string operation, string[] from, string output, params NodeAttribute[] attributes) =>
        Node(operation, "", from, [output], attributes);

    /// <summary>One of ONNX Runtime's own nodes, with one output.</summary>
    public string RuntimeNode(string operation, string[] from, string output, params NodeAttribute[] attributes) =>
        Node(operation, Runtime, from, [output], attributes);

    /// <summary>A node; gives the name of its first output.</summary>
    public string Node(string operation, string domain, string[] from, string[] to, params NodeAttribute[] attributes)
    {
        nodes.Message(
            1,
            node =>
            {
                foreach (var name in from)
                {
                    node.Text(1, name);
                }
                foreach (var name in to)
                {
                    node.Text(2, name);
                }
                node.Text(3, to[0]);
                node.Text(4, operation);
                foreach (var attribute in attributes)
                {
                    node.Message(5, attribute.Write);
                }
                node.Text(7, domain);
            }
        );
        return to[0];
    }

    /// <summary>The model as bytes.</summary>
    public byte[] Build(string name)
    {
        var model = new ProtoWriter();
        model.Int(1, IrVersion);
        model.Text(2, "Assay");
        model.Message(
            7,
            graph =>
            {
                graph.Append(nodes);
                graph.Text(2, name);
                graph.Append(initializers);
                graph.Append(inputs);
                graph.Append(outputs);
            }
        );
        foreach (var (domain, version) in new[] { ("", OperatorSet), (Runtime, 1) })
        {
            model.Message(
                8,
                set =>
                {
                    set.Text(1, domain);
                    set.Int(2, version);
                }
            );
        }
        return model.Written.ToArray();
    }

    private static void WriteTensor(ProtoWriter tensor, string name, TensorElementType type, long[] shape)
    {
        foreach (var dimension in shape)
        {
            tensor.Int(1, dimension);
        }
        tensor.Int(2, (int)type);
        tensor.Text(8, name);
    }

    private static void WriteValue(ProtoWriter value, string name, TensorElementType type, object[] dimensions)
    {
        value.Text(1, name);
        value.Message(
            2,
            kind =>
                kind.Message(
                    1,
                    tensor =>
                    {
                        tensor.Int(1, (int)type);
                        tensor.Message(2, shape => WriteShape(shape, dimensions));
                    }
                )
        );
    }

    private static void WriteShape(ProtoWriter shape, object[] dimensions)
    {
        foreach (var dimension in dimensions)
        {
            shape.Message(
                1,
                written =>
                {
                    if (dimension is string symbol)
                    {
                        written.Text(2, symbol);
                    }
                    else
                    {
                        written.Int(1, Convert.ToInt64(dimension, null));
                    }
                }
            );
        }
    }
}
