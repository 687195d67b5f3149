using System.Runtime.InteropServices;
using Assay.Models.Local.Onnx;
using Assay.Models.Local.Tests.Reference.Files;
using Microsoft.ML.OnnxRuntime.Tensors;
using Matrix = Assay.Models.Local.Tests.Reference.Mathematics.Matrix;

namespace Assay.Models.Local.Tests.OnnxFolders;

/// <summary>What exported graphs of a Llama have in common: plain ONNX operators, float32 weights in the file.</summary>
internal sealed class GraphParts
{
    private readonly StoredWeights weights;
    private readonly ModelConfig config;

    /// <param name="source">A folder in the hubs' layout.</param>
    public GraphParts(string source)
    {
        config = ModelConfig.Load(source);
        weights = StoredWeights.Load(source);
    }

    public GraphBuilder Graph { get; } = new();

    /// <summary>A file for the embeddings, apart from the graph; null for none.</summary>
    public string? EmbeddingFile { get; init; }

    /// <summary>Whether inputs of whole numbers are int32.</summary>
    public bool Narrow { get; init; }

    public int Hidden => config.Int("hidden_size");

    public int Heads => config.Int("num_attention_heads");

    public int Groups => config.Int("num_key_value_heads");

    public int HeadSize => Hidden / Heads;

    public int Layers => config.Int("num_hidden_layers");

    public int Vocabulary => config.Int("vocab_size");

    public int Context => config.Int("max_position_embeddings");

    /// <summary>The embeddings as bytes, for their file.</summary>
    public byte[] EmbeddingBytes => Bytes(weights.Matrix("model.embed_tokens.weight").Values);

    /// <summary>Declares the inputs of tokens and of what is seen.</summary>
    public void TextInputs()
    {
        Integers("input_ids", "S");
        Integers("attention_mask", "T");
    }

    /// <summary>Declares an input of whole numbers, which the graph reads by its <see cref="Wide"/> name.</summary>
    public void Integers(string name, string length)
    {
        Graph.Input(name, Narrow ? TensorElementType.Int32 : TensorElementType.Int64, "B", length);
        if (Narrow)
        {
            Graph.Node("Cast", [name], Wide(name), ("to", (long)TensorElementType.Int64));
        }
    }

    /// <summary>The name of an input as int64.</summary>
    public string Wide(string name) => Narrow ? name + ".wide" : name;

    public string Embed()
    {
        var name = "model.embed_tokens.weight";
        if (EmbeddingFile is { } file)
        {
            Graph.Weight(name, TensorElementType.Float, file, Vocabulary, Hidden);
        }
        else
        {
            Table(name, weights.Matrix(name));
        }
        return Graph.Node("Gather", [name, Wide("input_ids")], "embedded");
    }

    public string Norm(string from, string name)
    {
        var to = name + ".norm";
        var square = Graph.Node("Mul", [from, from], to + ".square");
        var mean = Graph.Node("ReduceMean", [square, Graph.Constant(to + ".axis", -1)], to + ".mean");
        var epsilon = Graph.Scalar(to + ".epsilon", (float)config.Number("rms_norm_eps"));
        var root = Graph.Node("Sqrt", [Graph.Node("Add", [mean, epsilon], to + ".raised")], to + ".root");
        var weight = weights.Vector(name + ".weight");
        Graph.Weight(name + ".weight", TensorElementType.Float, Bytes(weight), weight.Length);
        return Graph.Node("Mul", [Graph.Node("Div", [from, root], to + ".unit"), name + ".weight"], to);
    }

    public string Product(string from, string name)
    {
        var weight = Table(name + ".weight", weights.Matrix(name + ".weight").Transposed());
        return Graph.Node("MatMul", [from, weight], name + ".product");
    }

    public string Reshape(string from, string to, params long[] shape) =>
        Graph.Node("Reshape", [from, Graph.Constant(to + ".shape", shape)], to);

    public string Sum(string one, string other, string to) => Graph.Node("Add", [one, other], to);

    public string Feed(string from, string layer)
    {
        var gate = Product(from, layer + ".mlp.gate_proj");
        var active = Graph.Node("Mul", [gate, Graph.Node("Sigmoid", [gate], layer + ".sigmoid")], layer + ".active");
        var gated = Graph.Node("Mul", [active, Product(from, layer + ".mlp.up_proj")], layer + ".gated");
        return Product(gated, layer + ".mlp.down_proj");
    }

    /// <summary>All layers, given what attends.</summary>
    public string Decode(Func<int, string, string> attend)
    {
        var hidden = Embed();
        for (var i = 0; i < Layers; i++)
        {
            var layer = $"model.layers.{i}";
            hidden = Sum(hidden, attend(i, Norm(hidden, layer + ".input_layernorm")), layer + ".attended");
            hidden = Sum(hidden, Feed(Norm(hidden, layer + ".post_attention_layernorm"), layer), layer + ".fed");
        }
        return Norm(hidden, "model.norm");
    }

    /// <summary>Cosines or sines of all positions, [context, pairs], once or twice side by side.</summary>
    public string Turns(string name, Func<double, double> function, int times)
    {
        var pairs = HeadSize / 2;
        var values = new double[Context * pairs * times];
        for (var i = 0; i < values.Length; i++)
        {
            var pair = i % pairs;
            values[i] = function(i / (pairs * times) * Math.Pow(config.Number("rope_theta"), -2.0 * pair / HeadSize));
        }
        return Table(name, new Matrix(Context, pairs * times, values));
    }

    private string Table(string name, Matrix matrix) =>
        Graph.Weight(name, TensorElementType.Float, Bytes(matrix.Values), matrix.Rows, matrix.Columns);

    private static byte[] Bytes(double[] values) =>
        MemoryMarshal.AsBytes<float>(Array.ConvertAll(values, value => (float)value)).ToArray();
}
