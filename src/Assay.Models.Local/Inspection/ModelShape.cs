using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;

namespace Assay.Models.Local.Inspection;

/// <summary>A model's sizes; null for what its settings do not say.</summary>
public sealed record ModelShape
{
    /// <summary>Layers.</summary>
    public int? Layers { get; init; }

    /// <summary>Width of the hidden states.</summary>
    public int? Hidden { get; init; }

    /// <summary>Query heads of the first layer.</summary>
    public int? Heads { get; init; }

    /// <summary>Key and value heads of the first layer.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>Numbers of a head.</summary>
    public int? HeadSize { get; init; }

    /// <summary>The most tokens of a sequence.</summary>
    public int? Context { get; init; }

    /// <summary>How many tokens the model knows.</summary>
    public int? Vocabulary { get; init; }

    internal static ModelShape Of(DecoderDescription model) =>
        new()
        {
            Layers = model.Layers.Length,
            Hidden = model.Hidden,
            Heads = model.Layers[0].Attention.Heads,
            KeyValueHeads = model.Layers[0].Attention.KeyValueHeads,
            HeadSize = model.Layers[0].Attention.HeadSize,
            Context = model.Context,
            Vocabulary = model.Vocabulary,
        };

    /// <summary>What the settings of a model that is not known say, by the names that most models use.</summary>
    internal static ModelShape Of(ModelConfig config)
    {
        return new()
        {
            Layers = First("num_hidden_layers", "num_layers", "n_layer"),
            Hidden = First("hidden_size", "n_embd", "d_model"),
            Heads = First("num_attention_heads", "n_head"),
            KeyValueHeads = First("num_key_value_heads"),
            HeadSize = First("head_dim"),
            Context = First("max_position_embeddings", "n_positions", "seq_length", "model_max_length"),
            Vocabulary = First("vocab_size", "padded_vocab_size"),
        };

        int? First(params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
            {
                if (Whole(config, key) is { } number)
                {
                    return number;
                }
            }
            return null;
        }
    }

    private static int? Whole(ModelConfig config, string key)
    {
        try
        {
            return config.Language.Has(key) ? config.Language.Int(key) : null;
        }
        catch (InputException)
        {
            return null;
        }
    }
}
