using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// Phi-3 and Phi-4 mini (arXiv:2404.14219): Llama with fused projections, a sliding window where one is set, and LongRoPE.
/// </summary>
internal sealed class Phi3 : Llama
{
    public override ImmutableArray<string> Types => ["phi3"];

    protected override int DefaultContext => 4096;

    protected override Attention Attention(ModelConfig config, HeadShape shape, int layer)
    {
        var name = $"model.layers.{layer}.self_attn";
        var fused = Project($"{name}.qkv_proj", config.Flag("attention_bias"));
        var (queries, keys) = (shape.Heads * shape.Size, shape.Groups * shape.Size);
        return base.Attention(config, shape, layer) with
        {
            Query = Slice(fused, 0, queries),
            Key = Slice(fused, queries, keys),
            Value = Slice(fused, queries + keys, keys),
            Output = Project($"{name}.o_proj"),
            Window = config.Has("sliding_window") ? config.Int("sliding_window") : null,
        };
    }

    protected override FeedForward FeedForward(ModelConfig config, string name)
    {
        var inner = config.Int("intermediate_size");
        var fused = Project($"{name}.gate_up_proj");
        return new FeedForward(
            inner,
            Slice(fused, 0, inner),
            Slice(fused, inner, inner),
            Project($"{name}.down_proj"),
            Activation(config, "hidden_act", "silu")
        );
    }

    protected override Norm Norm(ModelConfig config, string name) =>
        new($"{name}.weight", config.Number("rms_norm_eps", 1e-5, 0, 1));
}
