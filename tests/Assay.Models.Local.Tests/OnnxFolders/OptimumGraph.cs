using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models.Local.Tests.OnnxFolders;

/// <summary>A Llama as Optimum exports it: positions and mask as inputs, a cache that grows by concatenation.</summary>
internal sealed record OptimumGraph
{
    private const float Hidden = -1e30f;

    /// <summary>Whether the cache and the logits are float16; inside it is float32.</summary>
    public bool Half { get; init; }

    /// <summary>
    /// Whether it has a switch for the cache. With it on, new tokens see each other, as in a branch that was traced with one token.
    /// </summary>
    public bool Merged { get; init; }

    /// <summary>Whether it gives the logits of the last token alone.</summary>
    public bool LastOnly { get; init; }

    /// <summary>Whether it has a cache at all.</summary>
    public bool Cached { get; init; } = true;

    /// <summary>Whether the cache that it gives has the new tokens alone.</summary>
    public bool Forgets { get; init; }

    /// <summary>A further input that nobody knows.</summary>
    public string? Unknown { get; init; }

    /// <summary>What the outputs of the cache begin with.</summary>
    public string Present { get; init; } = "present";

    private TensorElementType Type => Half ? TensorElementType.Float16 : TensorElementType.Float;

    /// <summary>The graph as bytes.</summary>
    public byte[] Build(GraphParts parts)
    {
        var graph = parts.Graph;
        parts.TextInputs();
        parts.Integers("position_ids", "S");
        if (Unknown is { } unknown)
        {
            graph.Input(unknown, TensorElementType.Int64, "B");
        }
        if (Merged)
        {
            graph.Input("use_cache_branch", TensorElementType.Bool, 1);
        }
        var first = graph.Constant("one", 1);
        Turn(parts, "cos", Math.Cos);
        Turn(parts, "sin", Math.Sin);
        WriteBias(parts);

        var last = parts.Decode((layer, from) => Attend(parts, layer, from));
        if (LastOnly)
        {
            last = graph.Node(
                "Slice",
                [last, graph.Constant("end", -1), graph.Constant("open", long.MaxValue), first],
                "last"
            );
        }
        Output(parts, parts.Product(last, "lm_head"), "logits", "B", LastOnly ? 1 : "S", parts.Vocabulary);
        return graph.Build("optimum");
    }

    private static void Turn(GraphParts parts, string name, Func<double, double> function)
    {
        var rows = parts.Graph.Node(
            "Gather",
            [parts.Turns(name + ".all", function, times: 2), parts.Wide("position_ids")],
            name + ".rows"
        );
        parts.Graph.Node("Unsqueeze", [rows, "one"], name);
    }

    // A key's position counts the mask's ones before it; a token sees those up to its own.
    private void WriteBias(GraphParts parts)
    {
        var graph = parts.Graph;
        var counted = graph.Node("CumSum", [parts.Wide("attention_mask"), "one"], "counted");
        var keys = graph.Node("Unsqueeze", [graph.Node("Sub", [counted, "one"], "keys"), "one"], "keys.row");
        var tokens = graph.Node("Unsqueeze", [parts.Wide("position_ids"), graph.Constant("two", 2)], "tokens.column");
        var seen = graph.Node("LessOrEqual", [keys, tokens], "seen");
        if (Merged)
        {
            seen = graph.Node("Or", [seen, "use_cache_branch"], "seen.merged");
        }
        var bias = graph.Node("Where", [seen, graph.Scalar("zero", 0), graph.Scalar("hidden", Hidden)], "bias.flat");
        graph.Node("Unsqueeze", [bias, graph.Constant("heads", 1, 2)], "bias");
    }

    private string Attend(GraphParts parts, int layer, string from)
    {
        var graph = parts.Graph;
        var name = $"model.layers.{layer}.self_attn";
        var (groups, size) = (parts.Groups, parts.HeadSize);
        var query = Turned(parts, Heads(parts, from, $"{name}.q_proj", parts.Heads));
        var keys = Cache(parts, layer, "key", Turned(parts, Heads(parts, from, $"{name}.k_proj", groups)));
        var values = Cache(parts, layer, "value", Heads(parts, from, $"{name}.v_proj", groups));

        query = parts.Reshape(query, $"{name}.grouped", 0, groups, parts.Heads / groups, -1, size);
        var scores = graph.Node("Einsum", [query, keys], $"{name}.scores", ("equation", "bgrsd,bgtd->bgrst"));
        var scale = graph.Scalar($"{name}.scale", (float)(1 / Math.Sqrt(size)));
        var biased = parts.Sum(graph.Node("Mul", [scores, scale], $"{name}.scaled"), "bias", $"{name}.biased");
        var shares = graph.Node("Softmax", [biased], $"{name}.shares", ("axis", -1L));
        var mixed = graph.Node("Einsum", [shares, values], $"{name}.mixed", ("equation", "bgrst,bgtd->bsgrd"));
        return parts.Product(parts.Reshape(mixed, $"{name}.joined", 0, 0, parts.Heads * size), $"{name}.o_proj");
    }

    private static string Heads(GraphParts parts, string from, string name, int heads)
    {
        var split = parts.Reshape(parts.Product(from, name), $"{name}.split", 0, 0, heads, parts.HeadSize);
        return parts.Graph.Node("Einsum", [split], $"{name}.heads", ("equation", "bshd->bhsd"));
    }

    private static string Turned(GraphParts parts, string from)
    {
        var graph = parts.Graph;
        var axis = graph.Constant($"{from}.axis", 3);
        var middle = graph.Constant($"{from}.middle", parts.HeadSize / 2);
        var first = graph.Node("Slice", [from, graph.Constant($"{from}.start", 0), middle, axis], $"{from}.first");
        var second = graph.Node(
            "Slice",
            [from, middle, graph.Constant($"{from}.end", parts.HeadSize), axis],
            $"{from}.second"
        );
        var negated = graph.Node("Neg", [second], $"{from}.negated");
        var crossed = graph.Node("Concat", [negated, first], $"{from}.crossed", ("axis", 3L));
        var kept = graph.Node("Mul", [from, "cos"], $"{from}.kept");
        return parts.Sum(kept, graph.Node("Mul", [crossed, "sin"], $"{from}.across"), $"{from}.turned");
    }

    private string Cache(GraphParts parts, int layer, string half, string added)
    {
        if (!Cached)
        {
            return added;
        }
        var past = parts.Graph.Input($"past_key_values.{layer}.{half}", Type, "B", parts.Groups, "P", parts.HeadSize);
        if (Half)
        {
            past = parts.Graph.Node("Cast", [past], $"{past}.single", ("to", (long)TensorElementType.Float));
        }
        var all = parts.Graph.Node("Concat", [past, added], $"{layer}.{half}.all", ("axis", 2L));
        Output(parts, Forgets ? added : all, $"{Present}.{layer}.{half}", "B", parts.Groups, "T", parts.HeadSize);
        return all;
    }

    private void Output(GraphParts parts, string from, string name, params object[] shape)
    {
        parts.Graph.Node("Cast", [from], name, ("to", (long)Type));
        parts.Graph.Output(name, Type, shape);
    }
}
