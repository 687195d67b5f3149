using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// Qwen1.5, 2 and 2.5 (arXiv:2407.10671): Llama with biases on queries, keys and values, and a sliding window in the upper layers where
/// <c>use_sliding_window</c> says so.
/// </summary>
internal sealed class Qwen2 : Llama
{
    public override ImmutableArray<string> Types => ["qwen2"];

    protected override int DefaultContext => 32_768;

    protected override Attention Attention(ModelConfig config, HeadShape shape, int layer)
    {
        var name = $"model.layers.{layer}.self_attn";
        return base.Attention(config, shape, layer) with
        {
            Query = Project($"{name}.q_proj", bias: true),
            Key = Project($"{name}.k_proj", bias: true),
            Value = Project($"{name}.v_proj", bias: true),
            Output = Project($"{name}.o_proj"),
            Window = Window(config, layer),
        };
    }

    /// <summary>The window of a layer, as Qwen's settings say it.</summary>
    public static int? Window(ModelConfig config, int layer)
    {
        if (!config.Flag("use_sliding_window") || !config.Has("sliding_window"))
        {
            return null;
        }
        var slides = config.Has("layer_types")
            ? LayerTypes.Slides(config, layer)
            : layer >= config.Int("max_window_layers", 28, min: 0);
        return slides ? config.Int("sliding_window") : null;
    }
}
