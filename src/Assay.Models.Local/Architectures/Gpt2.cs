using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// GPT-2 (Radford et al. 2019): learned positions, LayerNorm before each block, biases everywhere, GELU approximated by tanh, a tied head.
/// Its files hold a column for each output.
/// </summary>
internal sealed class Gpt2 : Architecture
{
    public override ImmutableArray<string> Types => ["gpt2"];

    public override DecoderDescription Describe(ModelConfig config, WeightStore names)
    {
        var hidden = config.Int("n_embd");
        var heads = config.Int("n_head", max: MostHeads);
        var size = Math.Max(1, hidden / heads);
        var described = new DecoderDescription
        {
            Hidden = hidden,
            Vocabulary = config.Int("vocab_size"),
            Context = config.Int("n_positions", 1024),
            Embedding = new Embedding("wte.weight") { Positions = "wpe.weight" },
            Layers = Layers(config.Int("n_layer", max: MostLayers), Layer),
            FinalNorm = Norm("ln_f"),
            Head = new Head("wte.weight"),
        };
        return WeightNames.Prefixed(described, names, ["", "transformer."]);

        DecoderLayer Layer(int layer)
        {
            var fused = Columns($"h.{layer}.attn.c_attn");
            var scale = config.Flag("scale_attn_weights", true) ? 1 / Math.Sqrt(size) : 1;
            return new DecoderLayer
            {
                AttentionNorm = Norm($"h.{layer}.ln_1"),
                Attention = new Attention
                {
                    Query = Slice(fused, 0, hidden),
                    Key = Slice(fused, hidden, hidden),
                    Value = Slice(fused, 2 * hidden, hidden),
                    Output = Columns($"h.{layer}.attn.c_proj"),
                    Heads = heads,
                    KeyValueHeads = heads,
                    HeadSize = size,
                    Scale = config.Flag("scale_attn_by_inverse_layer_idx") ? scale / (layer + 1) : scale,
                },
                FeedForwardNorm = Norm($"h.{layer}.ln_2"),
                FeedForward = new FeedForward(
                    config.Int("n_inner", 4 * hidden),
                    null,
                    Columns($"h.{layer}.mlp.c_fc"),
                    Columns($"h.{layer}.mlp.c_proj"),
                    Activation(config, "activation_function", "gelu_new")
                ),
            };
        }

        static Linear Columns(string name) => Project(name, bias: true) with { Transposed = true };

        Norm Norm(string name) =>
            new($"{name}.weight", config.Number("layer_norm_epsilon", 1e-5, 0, 1)) { Bias = $"{name}.bias" };
    }
}
