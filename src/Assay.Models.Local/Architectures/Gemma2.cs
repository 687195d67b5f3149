using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// Gemma 2 (arXiv:2408.00118): norms before and after each block, soft caps on attention scores and logits, and a window on every other
/// layer, the first included.
/// </summary>
internal sealed class Gemma2 : Gemma
{
    public override ImmutableArray<string> Types => ["gemma2"];

    protected override double? HeadCap(ModelConfig config) => config.Number("final_logit_softcapping", 30, 1e-6, 1e6);

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
        var slides = config.Has("layer_types") ? LayerTypes.Slides(config, layer) : layer % 2 == 0;
        return base.Attention(config, shape, layer) with
        {
            Scale = 1 / Math.Sqrt(config.Number("query_pre_attn_scalar", 256, 1e-6, 1e6)),
            SoftCap = config.Number("attn_logit_softcapping", 50, 1e-6, 1e6),
            Window = slides ? config.Int("sliding_window", 4096) : null,
        };
    }
}
