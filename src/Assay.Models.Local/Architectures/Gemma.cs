using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// Gemma (arXiv:2403.08295): Llama with embeddings multiplied by the root of their width, norms that multiply by one plus their weight, a
/// gate of GELU approximated by tanh, large heads and a tied head.
/// </summary>
internal class Gemma : Llama
{
    public override ImmutableArray<string> Types => ["gemma"];

    protected override int DefaultContext => 8192;

    protected override bool TiedByDefault => true;

    protected override double EmbeddingScale(ModelConfig config) => Math.Sqrt(config.Int("hidden_size"));

    protected override HeadShape Shape(ModelConfig config) =>
        base.Shape(config) with
        {
            Size = config.Int("head_dim", 256, max: Rotary.MostDimensions),
        };

    // The first folders name the exact function in hidden_act and were trained with the approximate one.
    protected override FeedForward FeedForward(ModelConfig config, string name) =>
        new(
            config.Int("intermediate_size"),
            Project($"{name}.gate_proj"),
            Project($"{name}.up_proj"),
            Project($"{name}.down_proj"),
            config.Has("hidden_activation")
                ? Activation(config, "hidden_activation", "gelu_pytorch_tanh")
                : Description.Activation.GeluTanh
        );

    protected override Norm Norm(ModelConfig config, string name) =>
        new($"{name}.weight", config.Number("rms_norm_eps", 1e-6, 0, 1)) { PlusOne = true };
}
