namespace Assay.Models.Local.Weights;

/// <summary>Which array of a llama2.c checkpoint is which weight.</summary>
internal static class Llama2CLayout
{
    /// <summary>Bytes after the header.</summary>
    public static long DataBytes(Llama2CSizes sizes) =>
        Arrays(sizes).Sum(array => array.Copies * array.Elements) * sizeof(float);

    /// <summary>The weights in the file's order; arrays that nobody needs have no name.</summary>
    public static IEnumerable<TensorEntry> Entries(Llama2CSizes sizes)
    {
        var begin = 0L;
        foreach (var array in Arrays(sizes))
        {
            for (var layer = 0L; layer < array.Copies; layer++)
            {
                var end = begin + (array.Elements * sizeof(float));
                var name = array.Name.Replace("{layer}", $"{layer}");
                yield return new TensorEntry(name, "F32", [.. array.Shape], array.Elements, begin, end);
                begin = end;
            }
        }
    }

    private static IEnumerable<Array> Arrays(Llama2CSizes s)
    {
        const string Layer = "model.layers.{layer}.";
        yield return new("model.embed_tokens.weight", 1, [s.Vocabulary, s.Width]);
        yield return new(Layer + "input_layernorm.weight", s.Layers, [s.Width]);
        yield return new(Layer + "self_attn.q_proj.weight", s.Layers, [s.Width, s.Width]);
        yield return new(Layer + "self_attn.k_proj.weight", s.Layers, [s.KeyValueWidth, s.Width]);
        yield return new(Layer + "self_attn.v_proj.weight", s.Layers, [s.KeyValueWidth, s.Width]);
        yield return new(Layer + "self_attn.o_proj.weight", s.Layers, [s.Width, s.Width]);
        yield return new(Layer + "post_attention_layernorm.weight", s.Layers, [s.Width]);
        yield return new(Layer + "mlp.gate_proj.weight", s.Layers, [s.Hidden, s.Width]);
        yield return new(Layer + "mlp.down_proj.weight", s.Layers, [s.Width, s.Hidden]);
        yield return new(Layer + "mlp.up_proj.weight", s.Layers, [s.Hidden, s.Width]);
        yield return new("model.norm.weight", 1, [s.Width]);
        // Cosines and sines of the rotation, which are computed anew.
        yield return new("", 2, [s.Context, s.HeadWidth / 2]);
        if (!s.SharedHead)
        {
            yield return new("lm_head.weight", 1, [s.Vocabulary, s.Width]);
        }
    }

    private sealed record Array(string Name, long Copies, long[] Shape)
    {
        public long Elements => Shape.Aggregate(1L, (product, size) => product * size);
    }
}
