using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Folders;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Architectures;

/// <summary>
/// InternLM2 (arXiv:2403.17297): Llama with other names, and one fused projection that holds, for each key-value head, its queries, its key
/// and its value.
/// </summary>
internal sealed class InternLm2 : Architecture
{
    public override ImmutableArray<string> Types => ["internlm2"];

    public override DecoderDescription Describe(ModelConfig config, WeightStore names)
    {
        var hidden = config.Int("hidden_size");
        var heads = config.Int("num_attention_heads", max: MostHeads);
        var groups = config.Int("num_key_value_heads", heads);
        if (heads % groups != 0)
        {
            throw config.Refuse("num_key_value_heads", $"must divide the {heads} heads, and is {groups}");
        }
        var size = Math.Max(1, hidden / heads);
        var bias = config.Flag("bias");
        var rotary = RotarySettings.Read(config, size);
        return new DecoderDescription
        {
            Hidden = hidden,
            Vocabulary = config.Int("vocab_size"),
            Context = config.Int("max_position_embeddings", 2048),
            Embedding = new Embedding("model.tok_embeddings.weight"),
            Layers = Layers(config.Int("num_hidden_layers", max: MostLayers), Layer),
            FinalNorm = Norm("model.norm"),
            Head = new Head(config.Flag("tie_word_embeddings") ? "model.tok_embeddings.weight" : "output.weight"),
        };

        DecoderLayer Layer(int layer)
        {
            var name = $"model.layers.{layer}";
            return new DecoderLayer
            {
                AttentionNorm = Norm($"{name}.attention_norm"),
                Attention = new Attention
                {
                    Query = Part(name, 0, heads / groups),
                    Key = Part(name, heads / groups, 1),
                    Value = Part(name, (heads / groups) + 1, 1),
                    Output = Project($"{name}.attention.wo", bias),
                    Heads = heads,
                    KeyValueHeads = groups,
                    HeadSize = size,
                    Scale = 1 / Math.Sqrt(size),
                    Rotary = rotary,
                },
                FeedForwardNorm = Norm($"{name}.ffn_norm"),
                FeedForward = new FeedForward(
                    config.Int("intermediate_size"),
                    Project($"{name}.feed_forward.w1"),
                    Project($"{name}.feed_forward.w3"),
                    Project($"{name}.feed_forward.w2"),
                    Activation(config, "hidden_act", "silu")
                ),
            };
        }

        Linear Part(string name, int head, int count)
        {
            var stride = (heads / groups) + 2;
            return Project($"{name}.attention.wqkv", bias) with
            {
                Rows =
                [
                    .. Enumerable
                        .Range(0, groups)
                        .Select(group => new RowRange(((group * stride) + head) * size, count * size)),
                ],
            };
        }

        Norm Norm(string name) => new($"{name}.weight", config.Number("rms_norm_eps", 1e-6, 0, 1));
    }
}
