using Assay.Models.Local.Tests.Reference.Files;
using static Assay.Models.Local.Tests.Reference.ArchitectureCases;

namespace Assay.Models.Local.Tests.Reference.Cases;

/// <summary>Qwen, all generations.</summary>
internal static class QwenCases
{
    private const string Second = """
        {
          "architectures": ["Qwen2ForCausalLM"],
          "bos_token_id": 1,
          "eos_token_id": 2,
          "hidden_act": "silu",
          "hidden_size": 64,
          "intermediate_size": 160,
          "max_position_embeddings": 128,
          "max_window_layers": 1,
          "model_type": "qwen2",
          "num_attention_heads": 4,
          "num_hidden_layers": 3,
          "num_key_value_heads": 2,
          "rms_norm_eps": 1e-06,
          "rope_theta": 1000000.0,
          "sliding_window": 5,
          "tie_word_embeddings": false,
          "use_sliding_window": false,
          "vocab_size": 97
        }
        """;

    private const string Third = """
        {
          "architectures": ["Qwen3ForCausalLM"],
          "attention_bias": false,
          "bos_token_id": 1,
          "eos_token_id": 2,
          "head_dim": 32,
          "hidden_act": "silu",
          "hidden_size": 64,
          "intermediate_size": 160,
          "max_position_embeddings": 128,
          "max_window_layers": 2,
          "model_type": "qwen3",
          "num_attention_heads": 4,
          "num_hidden_layers": 2,
          "num_key_value_heads": 2,
          "rms_norm_eps": 1e-06,
          "rope_scaling": null,
          "rope_theta": 1000000,
          "sliding_window": null,
          "tie_word_embeddings": false,
          "use_sliding_window": false,
          "vocab_size": 97
        }
        """;

    private const string First = """
        {
          "architectures": ["QWenLMHeadModel"],
          "attn_dropout_prob": 0.0,
          "bf16": false,
          "emb_dropout_prob": 0.0,
          "fp16": false,
          "fp32": true,
          "hidden_size": 64,
          "intermediate_size": 320,
          "kv_channels": 16,
          "layer_norm_epsilon": 1e-06,
          "max_position_embeddings": 128,
          "model_type": "qwen",
          "no_bias": true,
          "num_attention_heads": 4,
          "num_hidden_layers": 2,
          "onnx_safe": null,
          "rotary_emb_base": 10000,
          "rotary_pct": 1.0,
          "scale_attn_weights": true,
          "seq_length": 64,
          "tie_word_embeddings": false,
          "use_dynamic_ntk": true,
          "use_flash_attn": "auto",
          "use_logn_attn": true,
          "vocab_size": 97
        }
        """;

    public static ArchitectureCase[] All =>
        [
            // A window that is stated and switched off is the usual configuration.
            Case("qwen2, window switched off", Second).Stored(folder => folder with { Type = TensorType.F16 }),
            Case("qwen2, tied head", Second, """{ "tie_word_embeddings": true }"""),
            Case("qwen2, window from the second layer on", Second, """{ "use_sliding_window": true }"""),
            Case(
                "qwen2, yarn",
                Second,
                """
                { "rope_scaling": { "type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32 } }
                """
            ),
            Case("qwen3, head norms", Third).Stored(folder => folder with { Type = TensorType.BF16 }),
            Case(
                "qwen3, tied head, layer types",
                Third,
                """
                {
                  "tie_word_embeddings": true, "use_sliding_window": true, "sliding_window": 5,
                  "layer_types": ["sliding_attention", "full_attention"]
                }
                """
            ),
            Case("qwen 1", First),
            Case(
                "qwen 1, queries that grow beyond the trained length",
                First,
                """
                { "seq_length": 6, "use_dynamic_ntk": false }
                """
            ),
            Case(
                "qwen 1, base that grows beyond the trained length",
                First,
                """
                { "seq_length": 6, "use_logn_attn": false }
                """
            ) with
            {
                FrequenciesDependOnLength = true,
            },
        ];
}
