using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference.Architectures;

/// <summary>The rotary settings as the hub writes them.</summary>
internal static class RotaryReader
{
    /// <summary>
    /// From <c>rope_theta</c> and <c>rope_scaling</c>, or from transformers 5's <c>rope_parameters</c>, which holds both.
    /// </summary>
    public static Func<int, Rotary> Read(ModelConfig config, int headSize, double theta = 10_000)
    {
        var parameters = config.Section("rope_parameters");
        var part = parameters?.NumberOrNull("partial_rotary_factor") ?? config.Number("partial_rotary_factor", 1);
        return new RotaryScaling(
            parameters?.NumberOrNull("rope_theta") ?? config.Number("rope_theta", theta),
            (int)(headSize * part),
            config.Int("max_position_embeddings", 2048),
            config.IntOrNull("original_max_position_embeddings"),
            parameters ?? config.Section("rope_scaling")
        ).For;
    }
}
