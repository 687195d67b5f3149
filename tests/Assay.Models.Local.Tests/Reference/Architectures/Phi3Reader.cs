using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference.Architectures;

/// <summary>
/// Phi-3 and Phi-4 mini (arXiv 2404.14219, 2503.01743): fused projections (all queries, all keys, all values; gate, up), a window on
/// every layer, LongRoPE. Names: transformers' <c>Phi3ForCausalLM</c>.
/// </summary>
internal static class Phi3Reader
{
    public static Decoder Read(ModelConfig config, StoredWeights weights)
    {
        var heads = config.Int("num_attention_heads");
        var groups = config.Int("num_key_value_heads", heads);
        var headSize = config.Int("head_dim", config.Int("hidden_size") / heads);
        var inner = config.Int("intermediate_size");
        var rotary = RotaryReader.Read(config, headSize);
        var epsilon = config.Number("rms_norm_eps", 1e-5);
        return new Decoder
        {
            Embedding = weights.Matrix("model.embed_tokens.weight"),
            Layers = [.. Enumerable.Range(0, config.Int("num_hidden_layers")).Select(Layer)],
            FinalNorm = Norm("model.norm"),
            Head = weights.Matrix(config.Flag("tie_word_embeddings") ? "model.embed_tokens.weight" : "lm_head.weight"),
        };

        DecoderLayer Layer(int index)
        {
            var prefix = $"model.layers.{index}";
            var qkv = weights.Linear($"{prefix}.self_attn.qkv_proj");
            var gateUp = weights.Linear($"{prefix}.mlp.gate_up_proj");
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{prefix}.input_layernorm"),
                Attention = new Attention
                {
                    Query = qkv.Outputs(0, heads * headSize),
                    Key = qkv.Outputs(heads * headSize, groups * headSize),
                    Value = qkv.Outputs((heads + groups) * headSize, groups * headSize),
                    Output = weights.Linear($"{prefix}.self_attn.o_proj"),
                    Heads = heads,
                    KeyValueHeads = groups,
                    HeadSize = headSize,
                    Scale = 1 / Math.Sqrt(headSize),
                    Window = config.IntOrNull("sliding_window"),
                    Rotary = rotary,
                },
                FeedForwardNorm = Norm($"{prefix}.post_attention_layernorm"),
                FeedForward = new FeedForward(
                    gateUp.Outputs(0, inner),
                    gateUp.Outputs(inner, inner),
                    weights.Linear($"{prefix}.mlp.down_proj"),
                    Activation.Named(config.Text("hidden_act") ?? "silu")
                ),
            };
        }

        RmsNorm Norm(string name) => new(weights.Vector(name + ".weight"), epsilon);
    }
}
