using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference.Architectures;

/// <summary>
/// InternLM2 (arXiv 2403.17297): Llama with one projection whose rows go by key-value head: its query heads, its key, its value.
/// Names: internlm/internlm2-7b, <c>modeling_internlm2.py</c>.
/// </summary>
internal static class InternLm2Reader
{
    public static Decoder Read(ModelConfig config, StoredWeights weights)
    {
        var bias = config.Flag("bias");
        var heads = config.Int("num_attention_heads");
        var groups = config.Int("num_key_value_heads", heads);
        var headSize = config.Int("hidden_size") / heads;
        var rotary = RotaryReader.Read(config, headSize);
        var epsilon = config.Number("rms_norm_eps", 1e-6);
        return new Decoder
        {
            Embedding = weights.Matrix("model.tok_embeddings.weight"),
            Layers = [.. Enumerable.Range(0, config.Int("num_hidden_layers")).Select(Layer)],
            FinalNorm = Norm("model.norm"),
            Head = weights.Matrix(config.Flag("tie_word_embeddings") ? "model.tok_embeddings.weight" : "output.weight"),
        };

        DecoderLayer Layer(int index)
        {
            var prefix = $"model.layers.{index}";
            var fused = weights.Linear($"{prefix}.attention.wqkv", bias);
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{prefix}.attention_norm"),
                Attention = new Attention
                {
                    Query = Part(fused, 0, heads / groups),
                    Key = Part(fused, heads / groups, 1),
                    Value = Part(fused, (heads / groups) + 1, 1),
                    Output = weights.Linear($"{prefix}.attention.wo", bias),
                    Heads = heads,
                    KeyValueHeads = groups,
                    HeadSize = headSize,
                    Scale = 1 / Math.Sqrt(headSize),
                    Rotary = rotary,
                },
                FeedForwardNorm = Norm($"{prefix}.ffn_norm"),
                FeedForward = new FeedForward(
                    weights.Linear($"{prefix}.feed_forward.w1"),
                    weights.Linear($"{prefix}.feed_forward.w3"),
                    weights.Linear($"{prefix}.feed_forward.w2"),
                    Activation.Named(config.Text("hidden_act") ?? "silu")
                ),
            };
        }

        Linear Part(Linear fused, int head, int count)
        {
            var size = (heads / groups) + 2;
            var parts = Enumerable
                .Range(0, groups)
                .Select(group => fused.Outputs(((group * size) + head) * headSize, count * headSize))
                .ToArray();
            return new Linear(
                new Matrix(
                    groups * count * headSize,
                    fused.Weight.Columns,
                    [.. parts.SelectMany(part => part.Weight.Values)]
                ),
                bias ? [.. parts.SelectMany(part => part.Bias!)] : null
            );
        }

        RmsNorm Norm(string name) => new(weights.Vector(name + ".weight"), epsilon);
    }
}
