using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// Llama 1 to 3 (arXiv:2302.13971, arXiv:2307.09288, arXiv:2407.21783), and what is Llama by another name: Yi, SmolLM, and models whose
/// differences are settings. RMSNorm before each block, rotary positions by halves, SwiGLU, grouped keys and values.
/// </summary>
internal class Llama : Architecture
{
    public override ImmutableArray<string> Types => ["llama", "yi", "Yi"];

    public override DecoderDescription Describe(ModelConfig config, WeightStore names)
    {
        var shape = Shape(config);
        return new DecoderDescription
        {
            Hidden = config.Int("hidden_size"),
            Vocabulary = config.Int("vocab_size"),
            Context = config.Int("max_position_embeddings", DefaultContext),
            Embedding = new Embedding("model.embed_tokens.weight") { Scale = EmbeddingScale(config) },
            Layers = Layers(config.Int("num_hidden_layers", max: MostLayers), layer => Layer(config, shape, layer)),
            FinalNorm = Norm(config, "model.norm"),
            Head = Head(config),
        };
    }

    /// <summary>Sizes of attention heads.</summary>
    protected readonly record struct HeadShape(int Heads, int Groups, int Size);

    protected virtual int DefaultContext => 2048;

    /// <summary>Whether the head is the embedding where the settings do not say.</summary>
    protected virtual bool TiedByDefault => false;

    protected virtual double EmbeddingScale(ModelConfig config) => 1;

    protected virtual HeadShape Shape(ModelConfig config)
    {
        var heads = config.Int("num_attention_heads", max: MostHeads);
        var groups = config.Int("num_key_value_heads", heads);
        if (heads % groups != 0)
        {
            throw config.Refuse("num_key_value_heads", $"must divide the {heads} heads, and is {groups}");
        }
        return new HeadShape(
            heads,
            groups,
            config.Int("head_dim", Math.Max(1, config.Int("hidden_size") / heads), max: Rotary.MostDimensions)
        );
    }

    protected virtual DecoderLayer Layer(ModelConfig config, HeadShape shape, int layer) =>
        new()
        {
            AttentionNorm = Norm(config, $"model.layers.{layer}.input_layernorm"),
            Attention = Attention(config, shape, layer),
            FeedForwardNorm = Norm(config, $"model.layers.{layer}.post_attention_layernorm"),
            FeedForward = FeedForward(config, $"model.layers.{layer}.mlp"),
        };

    protected virtual Attention Attention(ModelConfig config, HeadShape shape, int layer)
    {
        var name = $"model.layers.{layer}.self_attn";
        var bias = config.Flag("attention_bias");
        return new Attention
        {
            Query = Project($"{name}.q_proj", bias),
            Key = Project($"{name}.k_proj", bias),
            Value = Project($"{name}.v_proj", bias),
            Output = Project($"{name}.o_proj", bias),
            Heads = shape.Heads,
            KeyValueHeads = shape.Groups,
            HeadSize = shape.Size,
            Scale = 1 / Math.Sqrt(shape.Size),
            Rotary = RotarySettings.Read(config, shape.Size),
        };
    }

    protected virtual FeedForward FeedForward(ModelConfig config, string name)
    {
        var bias = config.Flag("mlp_bias");
        return new FeedForward(
            config.Int("intermediate_size"),
            Project($"{name}.gate_proj", bias),
            Project($"{name}.up_proj", bias),
            Project($"{name}.down_proj", bias),
            Activation(config, "hidden_act", "silu")
        );
    }

    protected virtual Norm Norm(ModelConfig config, string name) =>
        new($"{name}.weight", config.Number("rms_norm_eps", 1e-6, 0, 1));

    private Head Head(ModelConfig config) =>
        new(config.Flag("tie_word_embeddings", TiedByDefault) ? "model.embed_tokens.weight" : "lm_head.weight")
        {
            SoftCap = HeadCap(config),
            UnitRows = UnitRows(config),
        };

    protected virtual bool UnitRows(ModelConfig config) => false;

    protected virtual double? HeadCap(ModelConfig config) =>
        config.Has("final_logit_softcapping") ? config.Number("final_logit_softcapping", null, 1e-6, 1e6) : null;
}
