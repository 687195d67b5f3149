using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference.Architectures;

/// <summary>
/// Baichuan 1 and 2 with seven billion parameters (arXiv 2309.10305): Llama with one projection for queries, keys and values. The head
/// of Baichuan 2 is normalised, row by row; the size of its vocabulary tells the two apart, as in vLLM's <c>baichuan.py</c>.
/// Names: baichuan-inc/Baichuan2-7B-Base, <c>modeling_baichuan.py</c>.
/// </summary>
internal static class BaichuanReader
{
    private const int SecondVocabulary = 125_696;

    public static Decoder Read(ModelConfig config, StoredWeights weights)
    {
        var hidden = config.Int("hidden_size");
        var heads = config.Int("num_attention_heads");
        var headSize = hidden / heads;
        var rotary = RotaryReader.Read(config, headSize);
        var epsilon = config.Number("rms_norm_eps", 1e-6);
        var head = weights.Matrix("lm_head.weight");
        return new Decoder
        {
            Embedding = weights.Matrix("model.embed_tokens.weight"),
            Layers = [.. Enumerable.Range(0, config.Int("num_hidden_layers")).Select(Layer)],
            FinalNorm = Norm("model.norm"),
            Head = config.Int("vocab_size") == SecondVocabulary ? UnitRows(head) : head,
        };

        DecoderLayer Layer(int index)
        {
            var prefix = $"model.layers.{index}";
            var packed = weights.Linear($"{prefix}.self_attn.W_pack");
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{prefix}.input_layernorm"),
                Attention = new Attention
                {
                    Query = packed.Outputs(0, hidden),
                    Key = packed.Outputs(hidden, hidden),
                    Value = packed.Outputs(2 * hidden, hidden),
                    Output = weights.Linear($"{prefix}.self_attn.o_proj"),
                    Heads = heads,
                    KeyValueHeads = heads,
                    HeadSize = headSize,
                    Scale = 1 / Math.Sqrt(headSize),
                    Rotary = rotary,
                },
                FeedForwardNorm = Norm($"{prefix}.post_attention_layernorm"),
                FeedForward = new FeedForward(
                    weights.Linear($"{prefix}.mlp.gate_proj"),
                    weights.Linear($"{prefix}.mlp.up_proj"),
                    weights.Linear($"{prefix}.mlp.down_proj"),
                    Activation.Named(config.Text("hidden_act") ?? "silu")
                ),
            };
        }

        RmsNorm Norm(string name) => new(weights.Vector(name + ".weight"), epsilon);
    }

    /// <summary>Every row ÷ its Euclidean length, or ÷ 1e-12 where that is longer (<c>torch.nn.functional.normalize</c>).</summary>
    internal static Matrix UnitRows(Matrix matrix) =>
        matrix with
        {
            Values =
            [
                .. Enumerable
                    .Range(0, matrix.Rows)
                    .Select(matrix.Row)
                    .SelectMany(row => row.Scaled(1 / Math.Max(Math.Sqrt(Vectors.Dot(row, row)), 1e-12))),
            ],
        };
}
