using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference.Architectures;

/// <summary>
/// ChatGLM2 and 3 (arXiv 2210.02414, 2406.12793): the first half of each head turns, in adjacent pairs; queries, keys and values in one
/// projection with bias; gate and up in one without. Names: THUDM/chatglm3-6b, <c>modeling_chatglm.py</c>; the longer variants
/// multiply the rotary base with <c>rope_ratio</c>.
/// </summary>
internal static class ChatGlmReader
{
    public static Decoder Read(ModelConfig config, StoredWeights weights)
    {
        var heads = config.Int("num_attention_heads");
        var groups = config.Flag("multi_query_attention") ? config.Int("multi_query_group_num") : heads;
        var headSize = config.Int("kv_channels", config.Int("hidden_size") / heads);
        var inner = config.Int("ffn_hidden_size");
        var bias = config.Flag("add_bias_linear");
        var epsilon = config.Number("layernorm_epsilon", 1e-5);
        var plain = new RotaryScaling(10_000 * config.Number("rope_ratio", 1), headSize / 2, config.Int("seq_length"));
        var rotary = plain.For(0) with { AdjacentPairs = true };
        return new Decoder
        {
            Embedding = weights.Matrix("transformer.embedding.word_embeddings.weight"),
            Layers = [.. Enumerable.Range(0, config.Int("num_layers")).Select(Layer)],
            FinalNorm = Norm("transformer.encoder.final_layernorm"),
            Head = weights.Matrix("transformer.output_layer.weight"),
        };

        DecoderLayer Layer(int index)
        {
            var prefix = $"transformer.encoder.layers.{index}";
            var qkv = weights.Linear($"{prefix}.self_attention.query_key_value", bias || config.Flag("add_qkv_bias"));
            var gateUp = weights.Linear($"{prefix}.mlp.dense_h_to_4h", bias);
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{prefix}.input_layernorm"),
                Attention = new Attention
                {
                    Query = qkv.Outputs(0, heads * headSize),
                    Key = qkv.Outputs(heads * headSize, groups * headSize),
                    Value = qkv.Outputs((heads + groups) * headSize, groups * headSize),
                    Output = weights.Linear($"{prefix}.self_attention.dense", bias),
                    Heads = heads,
                    KeyValueHeads = groups,
                    HeadSize = headSize,
                    Scale = 1 / Math.Sqrt(headSize),
                    Rotary = _ => rotary,
                },
                FeedForwardNorm = Norm($"{prefix}.post_attention_layernorm"),
                FeedForward = new FeedForward(
                    gateUp.Outputs(0, inner),
                    gateUp.Outputs(inner, inner),
                    weights.Linear($"{prefix}.mlp.dense_4h_to_h", bias),
                    Activation.Silu
                ),
            };
        }

        RmsNorm Norm(string name) => new(weights.Vector(name + ".weight"), epsilon);
    }
}
