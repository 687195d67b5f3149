using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference.Architectures;

/// <summary>
/// GPT-2 (Radford et al. 2019, "Language Models are Unsupervised Multitask Learners"): learned positions, LayerNorm before each block,
/// biases everywhere, projections stored as [in, out], a tied head. Names: transformers' <c>GPT2LMHeadModel</c>, also without its
/// <c>transformer.</c> in front.
/// </summary>
internal static class Gpt2Reader
{
    public static Decoder Read(ModelConfig config, StoredWeights weights)
    {
        var root = weights.Has("transformer.wte.weight") ? "transformer." : "";
        var hidden = config.Int("n_embd");
        var heads = config.Int("n_head");
        var epsilon = config.Number("layer_norm_epsilon", 1e-5);
        return new Decoder
        {
            Embedding = weights.Matrix($"{root}wte.weight"),
            Positions = weights.Matrix($"{root}wpe.weight"),
            Layers = [.. Enumerable.Range(0, config.Int("n_layer")).Select(Layer)],
            FinalNorm = Norm($"{root}ln_f"),
            Head = weights.Matrix($"{root}wte.weight"),
        };

        DecoderLayer Layer(int index)
        {
            var prefix = $"{root}h.{index}";
            var fused = Projection($"{prefix}.attn.c_attn");
            var scale = config.Flag("scale_attn_weights", otherwise: true) ? 1 / Math.Sqrt((double)hidden / heads) : 1;
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{prefix}.ln_1"),
                Attention = new Attention
                {
                    Query = fused.Outputs(0, hidden),
                    Key = fused.Outputs(hidden, hidden),
                    Value = fused.Outputs(2 * hidden, hidden),
                    Output = Projection($"{prefix}.attn.c_proj"),
                    Heads = heads,
                    KeyValueHeads = heads,
                    HeadSize = hidden / heads,
                    Scale = config.Flag("scale_attn_by_inverse_layer_idx") ? scale / (index + 1) : scale,
                },
                FeedForwardNorm = Norm($"{prefix}.ln_2"),
                FeedForward = new FeedForward(
                    null,
                    Projection($"{prefix}.mlp.c_fc"),
                    Projection($"{prefix}.mlp.c_proj"),
                    Activation.Named(config.Text("activation_function") ?? "gelu_new")
                ),
            };
        }

        Linear Projection(string name) => weights.Linear(name, bias: true).Transposed();

        LayerNorm Norm(string name) => new(weights.Vector(name + ".weight"), weights.Vector(name + ".bias"), epsilon);
    }
}
