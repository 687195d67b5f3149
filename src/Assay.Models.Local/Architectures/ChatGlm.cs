using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// ChatGLM2, ChatGLM3 and GLM-4's first layout (arXiv:2406.12793): one fused projection with a bias, grouped keys and values, the first half
/// of each head turned by neighbouring pairs, SwiGLU from one projection.
/// </summary>
internal sealed class ChatGlm : Architecture
{
    public override ImmutableArray<string> Types => ["chatglm"];

    public override DecoderDescription Describe(ModelConfig config, WeightStore names)
    {
        if (!config.Flag("rmsnorm", true) || config.Flag("post_layer_norm", true) is false)
        {
            throw config.Refuse(
                "rmsnorm",
                "and post_layer_norm must be true",
                "other layouts of this family are not known"
            );
        }
        var hidden = config.Int("hidden_size");
        var heads = config.Int("num_attention_heads", max: MostHeads);
        var groups = config.Flag("multi_query_attention") ? config.Int("multi_query_group_num", 1) : heads;
        if (heads % groups != 0)
        {
            throw config.Refuse("multi_query_group_num", $"must divide the {heads} heads, and is {groups}");
        }
        var size = config.Int("kv_channels", Math.Max(1, hidden / heads), max: Rotary.MostDimensions);
        var inner = config.Int("ffn_hidden_size");
        var bias = config.Flag("add_bias_linear");
        var theta = 10_000 * config.Number("rope_ratio", 1, 1e-6, 1e9);
        var rotary = new Rotary(Rotary.Plain(theta, size / 2)) { AdjacentPairs = true };
        return new DecoderDescription
        {
            Hidden = hidden,
            // The published files pad the table and state the padded size apart.
            Vocabulary = config.Int("padded_vocab_size", config.Int("vocab_size", 65_024)),
            Context = config.Int("seq_length", 2048),
            Embedding = new Embedding("transformer.embedding.word_embeddings.weight"),
            Layers = Layers(config.Int("num_layers", max: MostLayers), Layer),
            FinalNorm = Norm("transformer.encoder.final_layernorm"),
            Head = new Head("transformer.output_layer.weight"),
        };

        DecoderLayer Layer(int layer)
        {
            var name = $"transformer.encoder.layers.{layer}";
            var fused = Project($"{name}.self_attention.query_key_value", bias || config.Flag("add_qkv_bias"));
            var up = Project($"{name}.mlp.dense_h_to_4h", bias);
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{name}.input_layernorm"),
                Attention = new Attention
                {
                    Query = Slice(fused, 0, heads * size),
                    Key = Slice(fused, heads * size, groups * size),
                    Value = Slice(fused, (heads + groups) * size, groups * size),
                    Output = Project($"{name}.self_attention.dense", bias),
                    Heads = heads,
                    KeyValueHeads = groups,
                    HeadSize = size,
                    Scale = 1 / Math.Sqrt(size),
                    Rotary = rotary,
                },
                FeedForwardNorm = Norm($"{name}.post_attention_layernorm"),
                FeedForward = new FeedForward(
                    inner,
                    Slice(up, 0, inner),
                    Slice(up, inner, inner),
                    Project($"{name}.mlp.dense_4h_to_h", bias),
                    Description.Activation.Silu
                ),
            };
        }

        Norm Norm(string name) => new($"{name}.weight", config.Number("layernorm_epsilon", 1e-5, 0, 1));
    }
}
