using Assay.Models.Local.Tests.Reference.Files;
using Assay.Models.Local.Tests.Reference.Mathematics;

namespace Assay.Models.Local.Tests.Reference.Architectures;

/// <summary>
/// Gemma 1 to 3, text (arXiv 2403.08295, 2408.00118, 2503.19786): norm weights stored less one, embeddings scaled by √hidden rounded
/// to the type they are stored in, tanh-GELU gates, a tied head. Names and defaults: transformers' <c>Gemma*ForCausalLM</c>.
/// </summary>
internal static class GemmaReader
{
    private const string Sliding = "sliding_attention";
    private const string Full = "full_attention";

    public static Decoder First(ModelConfig config, StoredWeights weights)
    {
        var headSize = config.Int("head_dim", 256);
        return Read(
            config,
            weights,
            new Features(headSize, 16, 16)
            {
                Scale = 1 / Math.Sqrt(headSize),
                Rotary = Always(RotaryReader.Read(config, headSize)),
            }
        );
    }

    /// <summary>Norms after both blocks, capped scores and logits; even layers slide.</summary>
    public static Decoder Second(ModelConfig config, StoredWeights weights)
    {
        var headSize = config.Int("head_dim", 256);
        var types = config.Texts("layer_types");
        return Read(
            config,
            weights,
            new Features(headSize, 8, 4)
            {
                Scale = 1 / Math.Sqrt(config.Number("query_pre_attn_scalar", 256)),
                Rotary = Always(RotaryReader.Read(config, headSize)),
                NormsAfter = true,
                ScoreCap = config.Number("attn_logit_softcapping", 50),
                LogitCap = config.Number("final_logit_softcapping", 30),
                Window = layer =>
                    (types?[layer] ?? (layer % 2 == 0 ? Sliding : Full)) == Sliding
                        ? config.Int("sliding_window", 4096)
                        : null,
            }
        );
    }

    /// <summary>
    /// Head norms instead of caps; of six layers the last sees everything, with its own rotary base and scaling, and the others slide.
    /// </summary>
    public static Decoder Third(ModelConfig config, StoredWeights weights)
    {
        var headSize = config.Int("head_dim", 256);
        var types = config.Texts("layer_types");
        var pattern = config.Int("sliding_window_pattern", 6);
        var local = Rotary(Sliding, config.Number("rope_local_base_freq", 10_000), null);
        var global = Rotary(Full, config.Number("rope_theta", 1_000_000), config.Section("rope_scaling"));
        return Read(
            config,
            weights,
            new Features(headSize, 8, 4)
            {
                Scale = 1 / Math.Sqrt(config.Number("query_pre_attn_scalar", 256)),
                Rotary = layer => Slides(layer) ? local : global,
                NormsAfter = true,
                HeadNorms = true,
                ScoreCap = config.NumberOrNull("attn_logit_softcapping"),
                LogitCap = config.NumberOrNull("final_logit_softcapping"),
                Window = layer => Slides(layer) ? config.Int("sliding_window", 4096) : null,
            }
        );

        bool Slides(int layer) => (types?[layer] ?? ((layer + 1) % pattern == 0 ? Full : Sliding)) == Sliding;

        Func<int, Rotary> Rotary(string kind, double theta, ModelConfig? scaling)
        {
            var own = config.Section("rope_parameters")?.Section(kind);
            return new RotaryScaling(
                own?.NumberOrNull("rope_theta") ?? theta,
                headSize,
                config.Int("max_position_embeddings", 131_072),
                Scaling: own ?? scaling
            ).For;
        }
    }

    private static Func<int, Func<int, Rotary>> Always(Func<int, Rotary> rotary) => _ => rotary;

    private static Decoder Read(ModelConfig config, StoredWeights weights, Features features)
    {
        // The text model alone, the first multimodal checkpoints, those saved by transformers 4.52 and later.
        var root = new[] { "model", "language_model.model", "model.language_model" }.First(name =>
            weights.Has(name + ".embed_tokens.weight")
        );
        var heads = config.Int("num_attention_heads", features.DefaultHeads);
        var embedding = root + ".embed_tokens.weight";
        var bias = config.Flag("attention_bias");
        var activation = Activation.Named(config.Text("hidden_activation") ?? "gelu_pytorch_tanh");
        return new Decoder
        {
            Embedding = weights.Matrix(embedding),
            EmbeddingScale = weights.TypeOf(embedding).Round(Math.Sqrt(config.Int("hidden_size"))),
            Layers = [.. Enumerable.Range(0, config.Int("num_hidden_layers")).Select(Layer)],
            FinalNorm = Norm($"{root}.norm"),
            Head = weights.Matrix(embedding),
            LogitCap = features.LogitCap,
        };

        DecoderLayer Layer(int index)
        {
            var prefix = $"{root}.layers.{index}";
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{prefix}.input_layernorm"),
                Attention = new Attention
                {
                    Query = weights.Linear($"{prefix}.self_attn.q_proj", bias),
                    Key = weights.Linear($"{prefix}.self_attn.k_proj", bias),
                    Value = weights.Linear($"{prefix}.self_attn.v_proj", bias),
                    Output = weights.Linear($"{prefix}.self_attn.o_proj", bias),
                    Heads = heads,
                    KeyValueHeads = config.Int("num_key_value_heads", features.DefaultGroups),
                    HeadSize = features.HeadSize,
                    Scale = features.Scale,
                    Window = features.Window(index),
                    ScoreCap = features.ScoreCap,
                    QueryNorm = features.HeadNorms ? Norm($"{prefix}.self_attn.q_norm") : null,
                    KeyNorm = features.HeadNorms ? Norm($"{prefix}.self_attn.k_norm") : null,
                    Rotary = features.Rotary(index),
                },
                AfterAttention = features.NormsAfter ? Norm($"{prefix}.post_attention_layernorm") : null,
                FeedForwardNorm = Norm(
                    features.NormsAfter ? $"{prefix}.pre_feedforward_layernorm" : $"{prefix}.post_attention_layernorm"
                ),
                FeedForward = new FeedForward(
                    weights.Linear($"{prefix}.mlp.gate_proj"),
                    weights.Linear($"{prefix}.mlp.up_proj"),
                    weights.Linear($"{prefix}.mlp.down_proj"),
                    activation
                ),
                AfterFeedForward = features.NormsAfter ? Norm($"{prefix}.post_feedforward_layernorm") : null,
            };
        }

        RmsNorm Norm(string name) =>
            new(weights.Vector(name + ".weight"), config.Number("rms_norm_eps", 1e-6), Offset: 1);
    }

    private sealed record Features(int HeadSize, int DefaultHeads, int DefaultGroups)
    {
        public required double Scale { get; init; }

        public required Func<int, Func<int, Rotary>> Rotary { get; init; }

        public bool NormsAfter { get; init; }

        public bool HeadNorms { get; init; }

        public double? ScoreCap { get; init; }

        public double? LogitCap { get; init; }

        public Func<int, int?> Window { get; init; } = _ => null;
    }
}
