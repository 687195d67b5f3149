using Assay.Models.Local.Tests.Reference.Files;
using static Assay.Models.Local.Tests.Reference.Plans.Plan;

namespace Assay.Models.Local.Tests.Reference.Plans;

/// <summary>The tensors of Llama, Mistral, Qwen 2 and 3, and Gemma, which name them alike.</summary>
internal static class LlamaPlan
{
    public static IEnumerable<PlannedTensor> Of(ModelConfig config)
    {
        var type = config.Text("model_type")!;
        var gemma = type.StartsWith("gemma", StringComparison.Ordinal);
        var hidden = config.Int("hidden_size");
        var heads = config.Int("num_attention_heads", 8);
        var groups = config.Int("num_key_value_heads", gemma ? 4 : heads);
        var headSize = config.Int("head_dim", gemma ? 256 : hidden / heads);
        var inner = config.Int("intermediate_size");
        var bias = config.Flag("attention_bias");
        var mlpBias = config.Flag("mlp_bias");
        var centre = gemma ? 0 : 1;
        var tied = config.Flag("tie_word_embeddings", otherwise: gemma);
        var ends = Ends("model.embed_tokens.weight", "lm_head.weight", config.Int("vocab_size"), hidden, tied);
        return
        [
            .. ends,
            .. Enumerable.Range(0, config.Int("num_hidden_layers")).SelectMany(index => Layer($"model.layers.{index}")),
            Norm("model.norm", hidden, centre),
        ];

        IEnumerable<PlannedTensor> Layer(string prefix) =>
            [
                Norm($"{prefix}.input_layernorm", hidden, centre),
                .. Linear($"{prefix}.self_attn.q_proj", heads * headSize, hidden, bias || type == "qwen2", Sharp),
                .. Linear($"{prefix}.self_attn.k_proj", groups * headSize, hidden, bias || type == "qwen2", Sharp),
                .. Linear($"{prefix}.self_attn.v_proj", groups * headSize, hidden, bias || type == "qwen2"),
                .. Linear($"{prefix}.self_attn.o_proj", hidden, heads * headSize, bias, Loud),
                .. HeadNorms(prefix),
                Norm($"{prefix}.post_attention_layernorm", hidden, centre),
                .. Linear($"{prefix}.mlp.gate_proj", inner, hidden, mlpBias, Sharp),
                .. Linear($"{prefix}.mlp.up_proj", inner, hidden, mlpBias),
                .. Linear($"{prefix}.mlp.down_proj", hidden, inner, mlpBias, Loud),
                .. BlockNorms(prefix),
            ];

        IEnumerable<PlannedTensor> HeadNorms(string prefix) =>
            type is "qwen3" or "gemma3_text"
                ?
                [
                    Norm($"{prefix}.self_attn.q_norm", headSize, centre),
                    Norm($"{prefix}.self_attn.k_norm", headSize, centre),
                ]
                : [];

        IEnumerable<PlannedTensor> BlockNorms(string prefix) =>
            type is "gemma2" or "gemma3_text"
                ?
                [
                    Norm($"{prefix}.pre_feedforward_layernorm", hidden, centre),
                    Norm($"{prefix}.post_feedforward_layernorm", hidden, centre),
                ]
                : [];
    }
}
