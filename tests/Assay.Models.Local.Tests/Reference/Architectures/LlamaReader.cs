using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference.Architectures;

/// <summary>
/// Llama 1 to 3 (arXiv 2302.13971, 2307.09288, 2407.21783) and those that share its tensor names: Mistral (2310.06825), Qwen 2 and
/// 2.5 (2407.10671), Qwen 3 (2505.09388). Names and settings: transformers' <c>LlamaForCausalLM</c> and its like.
/// </summary>
internal static class LlamaReader
{
    public static Decoder Read(ModelConfig config, StoredWeights weights)
    {
        var bias = config.Flag("attention_bias");
        return Read(config, weights, new Features(bias, bias, config.Flag("mlp_bias")));
    }

    /// <summary>Every layer slides where <c>sliding_window</c> is set.</summary>
    public static Decoder Mistral(ModelConfig config, StoredWeights weights) =>
        Read(config, weights, new Features { Window = _ => config.IntOrNull("sliding_window") });

    /// <summary>Biases at queries, keys and values, always; layers from <c>max_window_layers</c> on slide, if told to.</summary>
    public static Decoder Qwen2(ModelConfig config, StoredWeights weights) =>
        Read(config, weights, new Features(QkvBias: true) { Window = QwenWindow(config) });

    /// <summary>Each head's queries and keys are normalised before they turn.</summary>
    public static Decoder Qwen3(ModelConfig config, StoredWeights weights)
    {
        var bias = config.Flag("attention_bias");
        return Read(config, weights, new Features(bias, bias, HeadNorms: true) { Window = QwenWindow(config) });
    }

    private static Decoder Read(ModelConfig config, StoredWeights weights, Features features)
    {
        var heads = config.Int("num_attention_heads");
        var headSize = config.Int("head_dim", config.Int("hidden_size") / heads);
        var rotary = RotaryReader.Read(config, headSize);
        var epsilon = config.Number("rms_norm_eps", 1e-6);
        var layers = Enumerable.Range(0, config.Int("num_hidden_layers")).Select(Layer);
        return new Decoder
        {
            Embedding = weights.Matrix("model.embed_tokens.weight"),
            Layers = [.. layers],
            FinalNorm = Norm("model.norm"),
            Head = weights.Matrix(config.Flag("tie_word_embeddings") ? "model.embed_tokens.weight" : "lm_head.weight"),
        };

        DecoderLayer Layer(int index)
        {
            var prefix = $"model.layers.{index}";
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{prefix}.input_layernorm"),
                Attention = new Attention
                {
                    Query = weights.Linear($"{prefix}.self_attn.q_proj", features.QkvBias),
                    Key = weights.Linear($"{prefix}.self_attn.k_proj", features.QkvBias),
                    Value = weights.Linear($"{prefix}.self_attn.v_proj", features.QkvBias),
                    Output = weights.Linear($"{prefix}.self_attn.o_proj", features.OutputBias),
                    Heads = heads,
                    KeyValueHeads = config.Int("num_key_value_heads", heads),
                    HeadSize = headSize,
                    Scale = 1 / Math.Sqrt(headSize),
                    Window = features.Window(index),
                    QueryNorm = features.HeadNorms ? Norm($"{prefix}.self_attn.q_norm") : null,
                    KeyNorm = features.HeadNorms ? Norm($"{prefix}.self_attn.k_norm") : null,
                    Rotary = rotary,
                },
                FeedForwardNorm = Norm($"{prefix}.post_attention_layernorm"),
                FeedForward = new FeedForward(
                    weights.Linear($"{prefix}.mlp.gate_proj", features.MlpBias),
                    weights.Linear($"{prefix}.mlp.up_proj", features.MlpBias),
                    weights.Linear($"{prefix}.mlp.down_proj", features.MlpBias),
                    Activation.Named(config.Text("hidden_act") ?? "silu")
                ),
            };
        }

        RmsNorm Norm(string name) => new(weights.Vector(name + ".weight"), epsilon);
    }

    private static Func<int, int?> QwenWindow(ModelConfig config)
    {
        if (!config.Flag("use_sliding_window"))
        {
            return _ => null;
        }
        var window = config.IntOrNull("sliding_window");
        var types = config.Texts("layer_types");
        return layer =>
            (types is null ? layer >= config.Int("max_window_layers") : types[layer] == "sliding_attention")
                ? window
                : null;
    }

    private sealed record Features(
        bool QkvBias = false,
        bool OutputBias = false,
        bool MlpBias = false,
        bool HeadNorms = false
    )
    {
        public Func<int, int?> Window { get; init; } = _ => null;
    }
}
