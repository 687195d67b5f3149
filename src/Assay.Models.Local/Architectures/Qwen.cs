using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// The first Qwen (arXiv:2309.16609): one fused projection with a bias for queries, keys and values; the gate is <c>w2</c>. Its changes to
/// frequencies and queries beyond the trained length do not occur: Assay's sequences end there.
/// </summary>
internal sealed class Qwen : Architecture
{
    public override ImmutableArray<string> Types => ["qwen"];

    public override DecoderDescription Describe(ModelConfig config, WeightStore names)
    {
        var size = config.Int("kv_channels", 128, max: Rotary.MostDimensions);
        var bias = !config.Flag("no_bias", true);
        var heads = config.Int("num_attention_heads", max: MostHeads);
        var turning = (int)(size * config.Number("rotary_pct", 1, 0, 1)) / 2 * 2;
        var rotary = new Rotary(Rotary.Plain(config.Number("rotary_emb_base", 10_000, 1e-3, 1e15), turning));
        return new DecoderDescription
        {
            Hidden = config.Int("hidden_size"),
            Vocabulary = config.Int("vocab_size"),
            Context = config.Int("seq_length", 2048),
            Embedding = new Embedding("transformer.wte.weight"),
            Layers = Layers(config.Int("num_hidden_layers", max: MostLayers), Layer),
            FinalNorm = Norm("transformer.ln_f"),
            Head = new Head(config.Flag("tie_word_embeddings") ? "transformer.wte.weight" : "lm_head.weight"),
        };

        DecoderLayer Layer(int layer)
        {
            var name = $"transformer.h.{layer}";
            var fused = Project($"{name}.attn.c_attn", bias: true);
            var width = heads * size;
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{name}.ln_1"),
                Attention = new Attention
                {
                    Query = Slice(fused, 0, width),
                    Key = Slice(fused, width, width),
                    Value = Slice(fused, 2 * width, width),
                    Output = Project($"{name}.attn.c_proj", bias),
                    Heads = heads,
                    KeyValueHeads = heads,
                    HeadSize = size,
                    Scale = 1 / Math.Sqrt(size),
                    Rotary = rotary,
                },
                FeedForwardNorm = Norm($"{name}.ln_2"),
                // intermediate_size counts gate and value together.
                FeedForward = new FeedForward(
                    config.Int("intermediate_size") / 2,
                    Project($"{name}.mlp.w2", bias),
                    Project($"{name}.mlp.w1", bias),
                    Project($"{name}.mlp.c_proj", bias),
                    Description.Activation.Silu
                ),
            };
        }

        Norm Norm(string name) => new($"{name}.weight", config.Number("layer_norm_epsilon", 1e-6, 0, 1));
    }
}
