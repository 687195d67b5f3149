using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.Engine;

/// <summary>
/// Writes a described decoder as an ONNX graph. It takes hidden states (the embedding is looked up outside, straight from the file) and
/// gives the logits of the rows asked for.
/// <para>
/// B sequences of S new tokens each, T positions with those of the cache:
/// <c>hidden</c> [B, S, hidden]; <c>positions</c> [B, S]; <c>lengths</c> [B], each sequence's length less one; <c>total</c>, the longest;
/// <c>rows</c> [R] of the B * S whose logits are wanted; for each rotation <c>cosI</c>, <c>sinI</c> [positions, pairs]; for each window
/// <c>bias…</c> [1 or B, 1, S, T], added to attention scores; for each layer the cache <c>pastI.key</c>, <c>pastI.value</c>
/// [B, heads, capacity, head size], which <c>presentI.…</c> may share. Out: <c>logits</c> [R, vocabulary].
/// </para>
/// </summary>
internal sealed class DecoderGraph
{
    /// <summary>ONNX Runtime's attention takes head sizes that are multiples of this.</summary>
    private const int HeadSizeStep = 16;

    private readonly GraphBuilder graph = new();
    private readonly DecoderDescription model;
    private readonly GraphWeights weights;

    private DecoderGraph(DecoderDescription model, GraphWeights weights)
    {
        this.model = model;
        this.weights = weights;
        Rotaries = [.. model.Layers.Select(layer => layer.Attention.Rotary).OfType<Rotary>().Distinct()];
        Windows = [.. model.Layers.Select(layer => layer.Attention.Window).Distinct()];
    }

    /// <summary>The different rotations; input names end with the place here.</summary>
    public ImmutableArray<Rotary> Rotaries { get; }

    /// <summary>The different windows (null: everything before), each with an input for its bias.</summary>
    public ImmutableArray<int?> Windows { get; }

    /// <summary>The graph as bytes.</summary>
    public byte[] Bytes { get; private set; } = [];

    public static DecoderGraph Write(DecoderDescription model, GraphWeights weights)
    {
        var written = new DecoderGraph(model, weights);
        written.WriteAll();
        return written;
    }

    /// <summary>The name of the input for a window's bias.</summary>
    public static string BiasName(int? window) => window is { } size ? $"bias{size}" : "bias";

    /// <summary>A head size as the cache holds it.</summary>
    public static int PaddedHeadSize(int headSize) => (headSize + HeadSizeStep - 1) / HeadSizeStep * HeadSizeStep;

    private void WriteAll()
    {
        graph.Input("hidden", TensorElementType.Float, "B", "S", model.Hidden);
        graph.Input("lengths", TensorElementType.Int32, "B");
        graph.Input("total", TensorElementType.Int32);
        graph.Input("rows", TensorElementType.Int64, "R");
        foreach (var window in Windows)
        {
            graph.Input(BiasName(window), TensorElementType.Float, "N", 1, "S", "T");
        }
        if (Rotaries.Length > 0)
        {
            graph.Input("positions", TensorElementType.Int64, "B", "S");
        }
        for (var i = 0; i < Rotaries.Length; i++)
        {
            graph.Input($"cos{i}", TensorElementType.Float, "P", Rotaries[i].Frequencies.Length);
            graph.Input($"sin{i}", TensorElementType.Float, "P", Rotaries[i].Frequencies.Length);
        }
        var (stream, added) = ("hidden", (string?)null);
        for (var i = 0; i < model.Layers.Length; i++)
        {
            (stream, added) = Layer(i, model.Layers[i], stream, added);
        }
        WriteHead(added is null ? stream : graph.Node("Add", [stream, added], "last.sum"));
        Bytes = graph.Build("decoder");
    }

    /// <summary>A layer on the stream and what the layer before adds to it; gives the stream and what this one adds.</summary>
    private (string Stream, string Added) Layer(int index, DecoderLayer layer, string stream, string? added)
    {
        var name = $"layer{index}";
        (stream, var normed) = AddAndNorm(stream, added, layer.AttentionNorm, $"{name}.norm1");
        var attended = Attend(index, layer.Attention, normed);
        attended = layer.AfterAttention is { } after ? Norm(after, model.Hidden, attended, $"{name}.norm1b") : attended;
        (stream, normed) = AddAndNorm(stream, attended, layer.FeedForwardNorm, $"{name}.norm2");
        var fed = Feed(layer.FeedForward, normed, name);
        fed = layer.AfterFeedForward is { } last ? Norm(last, model.Hidden, fed, $"{name}.norm2b") : fed;
        return (stream, fed);
    }

    private (string Stream, string Normed) AddAndNorm(string stream, string? added, Norm norm, string to)
    {
        if (added is null)
        {
            return (stream, Norm(norm, model.Hidden, stream, to));
        }
        var sum = $"{to}.sum";
        if (norm.Bias is not null)
        {
            return (graph.Node("Add", [stream, added], sum), Norm(norm, model.Hidden, sum, to));
        }
        graph.Node(
            "SkipSimplifiedLayerNormalization",
            GraphBuilder.Runtime,
            [stream, added, weights.Norm(graph, norm, model.Hidden)],
            [to, "", "", sum],
            ("epsilon", (float)norm.Epsilon)
        );
        return (sum, to);
    }

    private string Attend(int index, Attention attention, string hidden)
    {
        var name = $"layer{index}";
        var (heads, groups, size) = (attention.Heads, attention.KeyValueHeads, attention.HeadSize);
        var padded = PaddedHeadSize(size);
        var joint = Product(
            [(attention.Query, heads * size), (attention.Key, groups * size), (attention.Value, groups * size)],
            model.Hidden,
            hidden,
            $"{name}.joint"
        );
        string[] parts = [$"{name}.query", $"{name}.key", $"{name}.value"];
        var sizes = graph.Constant($"{name}.sizes", heads * size, groups * size, groups * size);
        graph.Node("Split", "", [joint, sizes], parts, ("axis", -1L));
        var query = Prepared(parts[0], attention.QueryNorm, heads);
        var key = Prepared(parts[1], attention.KeyNorm, groups);
        var value = Padded(parts[2], groups, size, parts[2]);
        foreach (var part in new[] { "key", "value" })
        {
            graph.Input($"past{index}.{part}", TensorElementType.Float, "B", groups, "C", padded);
            graph.Output($"present{index}.{part}", TensorElementType.Float, "B", groups, "C", padded);
        }
        List<NodeAttribute> settings =
        [
            ("num_heads", (long)heads),
            ("kv_num_heads", (long)groups),
            ("scale", (float)attention.Scale),
        ];
        if (attention.SoftCap is { } cap)
        {
            settings.Add(("softcap", (float)cap));
        }
        var attended = graph.Node(
            "GroupQueryAttention",
            GraphBuilder.Runtime,
            [
                query,
                key,
                value,
                $"past{index}.key",
                $"past{index}.value",
                "lengths",
                "total",
                "",
                "",
                "",
                BiasName(attention.Window),
            ],
            [$"{name}.attended", $"present{index}.key", $"present{index}.value"],
            [.. settings]
        );
        return Product(
            attention.Output,
            model.Hidden,
            heads * size,
            Cut(attended, heads, size, $"{name}.attended"),
            $"{name}.output"
        );

        string Prepared(string to, Norm? norm, int count)
        {
            var made = to;
            if (norm is not null)
            {
                made = Reshaped(made, $"{to}.heads", 0, 0, count, size);
                made = Reshaped(Norm(norm, size, made, $"{to}.normed"), $"{to}.flat", 0, 0, count * size);
            }
            if (attention.Rotary is { } rotary)
            {
                var place = Rotaries.IndexOf(rotary);
                made = graph.RuntimeNode(
                    "RotaryEmbedding",
                    [made, "positions", $"cos{place}", $"sin{place}"],
                    $"{to}.turned",
                    ("num_heads", (long)count),
                    ("rotary_embedding_dim", rotary.Dimensions == size ? 0L : rotary.Dimensions),
                    ("interleaved", rotary.AdjacentPairs ? 1L : 0L)
                );
            }
            return Padded(made, count, size, to);
        }
    }

    // Zeros behind each head change no product of queries and keys, and give zeros where values are.
    private string Padded(string from, int heads, int size, string to)
    {
        var padded = PaddedHeadSize(size);
        if (padded == size)
        {
            return from;
        }
        var split = Reshaped(from, $"{to}.split", 0, 0, heads, size);
        var pads = graph.Constant($"{to}.pads", 0, 0, 0, 0, 0, 0, 0, padded - size);
        return Reshaped(graph.Node("Pad", [split, pads], $"{to}.zeros"), $"{to}.padded", 0, 0, heads * padded);
    }

    private string Cut(string from, int heads, int size, string to)
    {
        var padded = PaddedHeadSize(size);
        if (padded == size)
        {
            return from;
        }
        var split = Reshaped(from, $"{to}.split", 0, 0, heads, padded);
        string[] slice =
        [
            split,
            graph.Constant($"{to}.start", 0),
            graph.Constant($"{to}.end", size),
            graph.Constant($"{to}.axis", 3),
        ];
        return Reshaped(graph.Node("Slice", slice, $"{to}.cut"), $"{to}.joined", 0, 0, heads * size);
    }

    private string Feed(FeedForward feed, string hidden, string name)
    {
        var inner = feed.Inner;
        var up = Product(feed.Up, inner, model.Hidden, hidden, $"{name}.up");
        if (feed.Gate is null)
        {
            var active = Activated(feed.Activation, up, $"{name}.active");
            return Product(feed.Down, model.Hidden, inner, active, $"{name}.down");
        }
        var gate = Product(feed.Gate, inner, model.Hidden, hidden, $"{name}.gate");
        var gated = graph.Node("Mul", [Activated(feed.Activation, gate, $"{name}.active"), up], $"{name}.gated");
        return Product(feed.Down, model.Hidden, inner, gated, $"{name}.down");
    }

    private string Activated(Activation activation, string from, string to) =>
        activation switch
        {
            Activation.Silu => graph.RuntimeNode("QuickGelu", [from], to, ("alpha", 1f)),
            Activation.Gelu => graph.Node("Gelu", [from], to, ("approximate", "none")),
            Activation.GeluTanh => graph.Node("Gelu", [from], to, ("approximate", "tanh")),
            _ => graph.Node("Relu", [from], to),
        };

    private string Norm(Norm norm, int size, string from, string to)
    {
        var weight = weights.Norm(graph, norm, size);
        NodeAttribute[] settings = [("axis", -1L), ("epsilon", (float)norm.Epsilon)];
        return norm.Bias is { } bias
            ? graph.Node("LayerNormalization", [from, weight, weights.Vector(graph, bias, size)], to, settings)
            : graph.Node("SimplifiedLayerNormalization", [from, weight], to, settings);
    }

    private string Product(Linear linear, int outputs, int inputs, string from, string to) =>
        Product([(linear, outputs)], inputs, from, to);

    /// <summary>One product with several weights, whose outputs stand side by side.</summary>
    private string Product((Linear Linear, int Outputs)[] parts, int inputs, string from, string to)
    {
        var weight = weights.Matrix(graph, parts, inputs);
        if (parts.All(part => part.Linear.Bias is null))
        {
            return weight.Multiply(graph, from, to);
        }
        var product = weight.Multiply(graph, from, $"{to}.product");
        return graph.Node("Add", [product, weights.Bias(graph, parts)], to);
    }

    private string Reshaped(string from, string to, params long[] shape) =>
        graph.Node("Reshape", [from, graph.Constant($"{to}.shape", shape)], to);

    private void WriteHead(string hidden)
    {
        var flat = Reshaped(hidden, "flat", -1, model.Hidden);
        var chosen = graph.Node("Gather", [flat, "rows"], "chosen", ("axis", 0L));
        var normed = Norm(model.FinalNorm, model.Hidden, chosen, "final");
        var logits = weights.Head(graph, model.Head, model.Vocabulary, model.Hidden).Multiply(graph, normed, "head");
        if (model.Head.Bias is { } bias)
        {
            logits = graph.Node("Add", [logits, weights.Vector(graph, bias, model.Vocabulary)], "head.biased");
        }
        if (model.Head.SoftCap is { } cap)
        {
            var scaled = graph.Node("Div", [logits, graph.Scalar("cap", (float)cap)], "head.scaled");
            logits = graph.Node("Mul", [graph.Node("Tanh", [scaled], "head.tanh"), "cap"], "head.capped");
        }
        graph.Node("Identity", [logits], "logits");
        graph.Output("logits", TensorElementType.Float, "R", model.Vocabulary);
    }
}
