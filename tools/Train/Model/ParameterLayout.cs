using System.Collections.Immutable;

namespace Assay.Train.Model;

/// <summary>One named tensor within the flat array of all parameters.</summary>
/// <param name="Name">Its name in Hugging Face's LlamaForCausalLM.</param>
/// <param name="Offset">Index of its first element.</param>
/// <param name="Rows">Output features; 1 for a vector.</param>
/// <param name="Columns">Input features, or the length of a vector.</param>
public sealed record ParameterTensor(string Name, int Offset, int Rows, int Columns)
{
    /// <summary>Elements.</summary>
    public int Length => Rows * Columns;

    /// <summary>Whether it is a matrix: those decay, vectors do not.</summary>
    public bool IsMatrix => Rows > 1;
}

/// <summary>Where one layer's tensors begin. Query, key and value lie one after another, and so do gate and up.</summary>
public readonly record struct LayerOffsets(
    int AttentionNorm,
    int QueryKeyValue,
    int Output,
    int FeedForwardNorm,
    int GateUp,
    int Down
);

/// <summary>The order of all parameters in one flat array; matrices are [out, in], row by row.</summary>
public sealed class ParameterLayout
{
    /// <summary>Lays out the parameters of a shape.</summary>
    public ParameterLayout(ModelShape shape)
    {
        var tensors = ImmutableArray.CreateBuilder<ParameterTensor>();
        var layers = ImmutableArray.CreateBuilder<LayerOffsets>();
        var (d, h) = (shape.Width, shape.Hidden);
        Embedding = Add("model.embed_tokens", shape.Vocabulary, d);
        for (var i = 0; i < shape.Layers; i++)
        {
            var prefix = $"model.layers.{i}.";
            var attentionNorm = Add(prefix + "input_layernorm", 1, d);
            var queryKeyValue = Add(prefix + "self_attn.q_proj", d, d);
            Add(prefix + "self_attn.k_proj", d, d);
            Add(prefix + "self_attn.v_proj", d, d);
            var output = Add(prefix + "self_attn.o_proj", d, d);
            var feedForwardNorm = Add(prefix + "post_attention_layernorm", 1, d);
            var gateUp = Add(prefix + "mlp.gate_proj", h, d);
            Add(prefix + "mlp.up_proj", h, d);
            var down = Add(prefix + "mlp.down_proj", d, h);
            layers.Add(new(attentionNorm, queryKeyValue, output, feedForwardNorm, gateUp, down));
        }
        FinalNorm = Add("model.norm", 1, d);
        (Tensors, Layers) = (tensors.ToImmutable(), layers.ToImmutable());

        int Add(string name, int rows, int columns)
        {
            var offset = Count;
            tensors.Add(new(name + ".weight", offset, rows, columns));
            Count += rows * columns;
            return offset;
        }
    }

    /// <summary>Parameters in all.</summary>
    public int Count { get; private set; }

    /// <summary>Where the embedding begins, which is the output matrix too.</summary>
    public int Embedding { get; }

    /// <summary>Where the last norm's weights begin.</summary>
    public int FinalNorm { get; }

    /// <summary>The layers' tensors.</summary>
    public ImmutableArray<LayerOffsets> Layers { get; }

    /// <summary>All tensors, in order.</summary>
    public ImmutableArray<ParameterTensor> Tensors { get; }
}
