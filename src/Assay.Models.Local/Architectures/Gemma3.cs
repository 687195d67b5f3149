using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// Gemma 3, text (arXiv:2503.19786): norms before and after each block and on each head's query and key; five layers with a window and a
/// rotation of their own, then one that sees everything.
/// </summary>
internal sealed class Gemma3 : Gemma
{
    private const int Pattern = 6;

    public override ImmutableArray<string> Types => ["gemma3_text", "gemma3"];

    protected override int DefaultContext => 131_072;

    public override DecoderDescription Describe(ModelConfig config, WeightStore names) =>
        WeightNames.Prefixed(base.Describe(config.Language, names), names, ["", "language_model."]);

    protected override HeadShape Shape(ModelConfig config)
    {
        var heads = config.Int("num_attention_heads", 8, max: MostHeads);
        var groups = config.Int("num_key_value_heads", 4);
        return heads % groups == 0
            ? new HeadShape(heads, groups, config.Int("head_dim", 256, max: Rotary.MostDimensions))
            : throw config.Refuse("num_key_value_heads", $"must divide the {heads} heads, and is {groups}");
    }

    protected override DecoderLayer Layer(ModelConfig config, HeadShape shape, int layer)
    {
        var name = $"model.layers.{layer}";
        return base.Layer(config, shape, layer) with
        {
            AfterAttention = Norm(config, $"{name}.post_attention_layernorm"),
            FeedForwardNorm = Norm(config, $"{name}.pre_feedforward_layernorm"),
            AfterFeedForward = Norm(config, $"{name}.post_feedforward_layernorm"),
        };
    }

    protected override Attention Attention(ModelConfig config, HeadShape shape, int layer)
    {
        var name = $"model.layers.{layer}.self_attn";
        var slides = config.Has("layer_types")
            ? LayerTypes.Slides(config, layer)
            : (layer + 1) % config.Int("sliding_window_pattern", Pattern) != 0;
        return base.Attention(config, shape, layer) with
        {
            Scale = 1 / Math.Sqrt(config.Number("query_pre_attn_scalar", 256, 1e-6, 1e6)),
            SoftCap = config.Has("attn_logit_softcapping")
                ? config.Number("attn_logit_softcapping", null, 1e-6, 1e6)
                : null,
            QueryNorm = Norm(config, $"{name}.q_norm"),
            KeyNorm = Norm(config, $"{name}.k_norm"),
            Rotary = Turning(config, shape.Size, slides),
            Window = slides ? config.Int("sliding_window", 4096) : null,
        };
    }

    private static Rotary Turning(ModelConfig config, int size, bool slides)
    {
        if (config.Section("rope_parameters") is { } all)
        {
            var own = all.Section(slides ? "sliding_attention" : "full_attention");
            return RotarySettings.Scaled(
                config,
                own,
                own is null ? Base(config, slides) : RotarySettings.Theta(own, Base(config, slides)),
                size
            );
        }
        return RotarySettings.Scaled(
            config,
            slides ? null : config.Section("rope_scaling"),
            Base(config, slides),
            size
        );
    }

    private static double Base(ModelConfig config, bool slides) =>
        slides
            ? config.Number("rope_local_base_freq", 10_000, 1e-3, 1e15)
            : config.Number("rope_theta", 1_000_000, 1e-3, 1e15);
}
