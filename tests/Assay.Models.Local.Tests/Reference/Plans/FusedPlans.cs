using Assay.Models.Local.Tests.Reference.Files;
using static Assay.Models.Local.Tests.Reference.Plans.Plan;

namespace Assay.Models.Local.Tests.Reference.Plans;

/// <summary>The tensors of Llama's relatives that keep several projections in one.</summary>
internal static class FusedPlans
{
    public static IEnumerable<PlannedTensor> Phi3(ModelConfig config)
    {
        var (hidden, inner) = (config.Int("hidden_size"), config.Int("intermediate_size"));
        var heads = config.Int("num_attention_heads");
        var headSize = hidden / heads;
        var fused = (heads + (2 * config.Int("num_key_value_heads"))) * headSize;
        var tied = config.Flag("tie_word_embeddings");
        return
        [
            .. Ends("model.embed_tokens.weight", "lm_head.weight", config.Int("vocab_size"), hidden, tied),
            .. Layers(config, "num_hidden_layers", "model.layers", Layer),
            Norm("model.norm", hidden),
        ];

        IEnumerable<PlannedTensor> Layer(string prefix) =>
            [
                Norm($"{prefix}.input_layernorm", hidden),
                Projection($"{prefix}.self_attn.qkv_proj", fused, hidden, Sharp),
                Projection($"{prefix}.self_attn.o_proj", hidden, hidden, Loud),
                Norm($"{prefix}.post_attention_layernorm", hidden),
                Projection($"{prefix}.mlp.gate_up_proj", 2 * inner, hidden, Sharp),
                Projection($"{prefix}.mlp.down_proj", hidden, inner, Loud),
            ];
    }

    public static IEnumerable<PlannedTensor> InternLm2(ModelConfig config)
    {
        var (hidden, inner) = (config.Int("hidden_size"), config.Int("intermediate_size"));
        var heads = config.Int("num_attention_heads");
        var fused = (heads + (2 * config.Int("num_key_value_heads"))) * (hidden / heads);
        var bias = config.Flag("bias");
        var tied = config.Flag("tie_word_embeddings");
        return
        [
            .. Ends("model.tok_embeddings.weight", "output.weight", config.Int("vocab_size"), hidden, tied),
            .. Layers(config, "num_hidden_layers", "model.layers", Layer),
            Norm("model.norm", hidden),
        ];

        IEnumerable<PlannedTensor> Layer(string prefix) =>
            [
                Norm($"{prefix}.attention_norm", hidden),
                .. Linear($"{prefix}.attention.wqkv", fused, hidden, bias, Sharp),
                .. Linear($"{prefix}.attention.wo", hidden, hidden, bias, Loud),
                Norm($"{prefix}.ffn_norm", hidden),
                Projection($"{prefix}.feed_forward.w1", inner, hidden, Sharp),
                Projection($"{prefix}.feed_forward.w3", inner, hidden),
                Projection($"{prefix}.feed_forward.w2", hidden, inner, Loud),
            ];
    }

    public static IEnumerable<PlannedTensor> Baichuan(ModelConfig config)
    {
        var (hidden, inner) = (config.Int("hidden_size"), config.Int("intermediate_size"));
        return
        [
            .. Ends("model.embed_tokens.weight", "lm_head.weight", config.Int("vocab_size"), hidden, tied: false),
            .. Layers(config, "num_hidden_layers", "model.layers", Layer),
            Norm("model.norm", hidden, centre: 2),
        ];

        IEnumerable<PlannedTensor> Layer(string prefix) =>
            [
                Norm($"{prefix}.input_layernorm", hidden),
                Projection($"{prefix}.self_attn.W_pack", 3 * hidden, hidden, Sharp),
                Projection($"{prefix}.self_attn.o_proj", hidden, hidden, Loud),
                Norm($"{prefix}.post_attention_layernorm", hidden),
                Projection($"{prefix}.mlp.gate_proj", inner, hidden, Sharp),
                Projection($"{prefix}.mlp.up_proj", inner, hidden),
                Projection($"{prefix}.mlp.down_proj", hidden, inner, Loud),
            ];
    }

    public static IEnumerable<PlannedTensor> Layers(
        ModelConfig config,
        string count,
        string prefix,
        Func<string, IEnumerable<PlannedTensor>> layer
    ) => Enumerable.Range(0, config.Int(count)).SelectMany(index => layer($"{prefix}.{index}"));
}
