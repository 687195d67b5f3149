using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Architectures;

/// <summary>Qwen3 (arXiv:2505.09388): Llama with a norm on each head's query and key, and heads of a size of their own.</summary>
internal sealed class Qwen3 : Llama
{
    public override ImmutableArray<string> Types => ["qwen3"];

    protected override int DefaultContext => 32_768;

    protected override HeadShape Shape(ModelConfig config) =>
        base.Shape(config) with
        {
            Size = config.Int("head_dim", 128, max: Rotary.MostDimensions),
        };

    protected override Attention Attention(ModelConfig config, HeadShape shape, int layer)
    {
        var name = $"model.layers.{layer}.self_attn";
        return base.Attention(config, shape, layer) with
        {
            QueryNorm = Norm(config, $"{name}.q_norm"),
            KeyNorm = Norm(config, $"{name}.k_norm"),
            Window = Qwen2.Window(config, layer),
        };
    }
}
