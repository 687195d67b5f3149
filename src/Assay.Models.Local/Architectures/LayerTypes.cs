using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Architectures;

/// <summary>The list <c>layer_types</c> of newer folders.</summary>
internal static class LayerTypes
{
    /// <summary>Whether a layer's attention slides.</summary>
    /// <exception cref="InputException">The list is too short, or names another kind.</exception>
    public static bool Slides(ModelConfig config, int layer)
    {
        var types = config.Texts("layer_types");
        if (layer >= types.Length)
        {
            throw config.Refuse("layer_types", $"has {types.Length} entries, and no layer {layer}");
        }
        return types[layer] switch
        {
            "sliding_attention" => true,
            "full_attention" => false,
            var other => throw config.Refuse(
                "layer_types",
                $"names a kind of attention that is not known: '{other}'",
                "known are full_attention and sliding_attention"
            ),
        };
    }
}
