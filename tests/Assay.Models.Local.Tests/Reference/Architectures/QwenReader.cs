using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference.Architectures;

/// <summary>
/// The first generation of Qwen (arXiv 2309.16609): queries, keys and values in one projection with bias, a gate named <c>w2</c>, an
/// <c>intermediate_size</c> that counts both halves. Beyond <c>seq_length</c> the rotary base grows in steps and queries grow with the
/// logarithm of their position. Names: Qwen/Qwen-7B, <c>modeling_qwen.py</c>.
/// </summary>
internal static class QwenReader
{
    public static Decoder Read(ModelConfig config, StoredWeights weights)
    {
        var heads = config.Int("num_attention_heads");
        var headSize = config.Int("kv_channels");
        var width = heads * headSize;
        var bias = !config.Flag("no_bias", otherwise: true);
        var trained = config.Int("seq_length");
        var epsilon = config.Number("layer_norm_epsilon");
        return new Decoder
        {
            Embedding = weights.Matrix("transformer.wte.weight"),
            Layers = [.. Enumerable.Range(0, config.Int("num_hidden_layers")).Select(Layer)],
            FinalNorm = Norm("transformer.ln_f"),
            Head = weights.Matrix(config.Flag("tie_word_embeddings") ? "transformer.wte.weight" : "lm_head.weight"),
        };

        DecoderLayer Layer(int index)
        {
            var prefix = $"transformer.h.{index}";
            var fused = weights.Linear($"{prefix}.attn.c_attn", bias: true);
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{prefix}.ln_1"),
                Attention = new Attention
                {
                    Query = fused.Outputs(0, width),
                    Key = fused.Outputs(width, width),
                    Value = fused.Outputs(2 * width, width),
                    Output = weights.Linear($"{prefix}.attn.c_proj", bias),
                    Heads = heads,
                    KeyValueHeads = heads,
                    HeadSize = headSize,
                    Scale = 1 / Math.Sqrt(headSize),
                    Rotary = Rotary,
                    QueryFactor = QueryFactor,
                },
                FeedForwardNorm = Norm($"{prefix}.ln_2"),
                FeedForward = new FeedForward(
                    weights.Linear($"{prefix}.mlp.w2", bias),
                    weights.Linear($"{prefix}.mlp.w1", bias),
                    weights.Linear($"{prefix}.mlp.c_proj", bias),
                    Activation.Silu
                ),
            };
        }

        Rotary Rotary(int length)
        {
            var turning = (int)(headSize * config.Number("rotary_pct", 1));
            var steps = Math.Ceiling(Math.Log2((double)length / trained) + 1);
            var growth = config.Flag("use_dynamic_ntk") ? Math.Max(Math.Pow(2, steps) - 1, 1) : 1;
            var theta = config.Number("rotary_emb_base", 10_000) * Math.Pow(growth, turning / (turning - 2.0));
            return new RotaryScaling(theta, turning, trained).For(length);
        }

        double QueryFactor(int position) =>
            config.Flag("use_logn_attn") && position + 1 > trained ? Math.Log(position + 1) / Math.Log(trained) : 1;

        RmsNorm Norm(string name) => new(weights.Vector(name + ".weight"), epsilon);
    }
}
