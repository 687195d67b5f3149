using Assay.Models.Local.Tests.Reference.Files;
using static Assay.Models.Local.Tests.Reference.Plans.Plan;

namespace Assay.Models.Local.Tests.Reference.Plans;

/// <summary>The tensors of models with names of their own: ChatGLM, the first Qwen, GPT-2.</summary>
internal static class OtherPlans
{
    public static IEnumerable<PlannedTensor> ChatGlm(ModelConfig config)
    {
        var (hidden, inner) = (config.Int("hidden_size"), config.Int("ffn_hidden_size"));
        var width = config.Int("num_attention_heads") * config.Int("kv_channels");
        var fused = width + (2 * config.Int("multi_query_group_num") * config.Int("kv_channels"));
        var tokens = config.Int("padded_vocab_size");
        return
        [
            Embedding("transformer.embedding.word_embeddings.weight", tokens, hidden),
            new PlannedTensor("transformer.rotary_pos_emb.inv_freq", [config.Int("kv_channels") / 4], 1),
            .. FusedPlans.Layers(config, "num_layers", "transformer.encoder.layers", Layer),
            Norm("transformer.encoder.final_layernorm", hidden),
            Head("transformer.output_layer.weight", tokens, hidden),
        ];

        IEnumerable<PlannedTensor> Layer(string prefix) =>
            [
                Norm($"{prefix}.input_layernorm", hidden),
                .. Linear($"{prefix}.self_attention.query_key_value", fused, hidden, bias: true, Sharp),
                Projection($"{prefix}.self_attention.dense", hidden, width, Loud),
                Norm($"{prefix}.post_attention_layernorm", hidden),
                Projection($"{prefix}.mlp.dense_h_to_4h", 2 * inner, hidden, Sharp),
                Projection($"{prefix}.mlp.dense_4h_to_h", hidden, inner, Loud),
            ];
    }

    public static IEnumerable<PlannedTensor> Qwen(ModelConfig config)
    {
        var (hidden, inner) = (config.Int("hidden_size"), config.Int("intermediate_size") / 2);
        return
        [
            .. Ends("transformer.wte.weight", "lm_head.weight", config.Int("vocab_size"), hidden, tied: false),
            .. FusedPlans.Layers(config, "num_hidden_layers", "transformer.h", Layer),
            Norm("transformer.ln_f", hidden),
        ];

        IEnumerable<PlannedTensor> Layer(string prefix) =>
            [
                Norm($"{prefix}.ln_1", hidden),
                .. Linear($"{prefix}.attn.c_attn", 3 * hidden, hidden, bias: true, Sharp),
                Projection($"{prefix}.attn.c_proj", hidden, hidden, Loud),
                Norm($"{prefix}.ln_2", hidden),
                Projection($"{prefix}.mlp.w1", inner, hidden),
                Projection($"{prefix}.mlp.w2", inner, hidden, Sharp),
                Projection($"{prefix}.mlp.c_proj", hidden, inner, Loud),
            ];
    }

    public static IEnumerable<PlannedTensor> Gpt2(ModelConfig config)
    {
        var hidden = config.Int("n_embd");
        var inner = config.Int("n_inner", 4 * hidden);
        return
        [
            Head("wte.weight", config.Int("vocab_size"), hidden),
            new PlannedTensor("wpe.weight", [config.Int("n_positions"), hidden], 0.3),
            .. FusedPlans.Layers(config, "n_layer", "h", Layer),
            .. LayerNorm("ln_f"),
        ];

        IEnumerable<PlannedTensor> Layer(string prefix) =>
            [
                .. LayerNorm($"{prefix}.ln_1"),
                .. Conv($"{prefix}.attn.c_attn", hidden, 3 * hidden, Sharp),
                .. Conv($"{prefix}.attn.c_proj", hidden, hidden, Loud),
                .. LayerNorm($"{prefix}.ln_2"),
                .. Conv($"{prefix}.mlp.c_fc", hidden, inner, Sharp),
                .. Conv($"{prefix}.mlp.c_proj", inner, hidden, Loud),
            ];

        PlannedTensor[] LayerNorm(string name) => [Norm(name, hidden), Bias(name, hidden)];

        static PlannedTensor[] Conv(string name, int inputs, int outputs, double gain) =>
            [new PlannedTensor(name + ".weight", [inputs, outputs], gain / Math.Sqrt(inputs)), Bias(name, outputs)];
    }
}
