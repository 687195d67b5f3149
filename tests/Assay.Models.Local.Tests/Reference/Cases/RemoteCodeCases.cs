using Assay.Models.Local.Tests.Reference.Files;
using static Assay.Models.Local.Tests.Reference.ArchitectureCases;

namespace Assay.Models.Local.Tests.Reference.Cases;

/// <summary>InternLM2, ChatGLM3 and Baichuan, whose code lives beside their weights.</summary>
internal static class RemoteCodeCases
{
    private const string InternLm2 = """
        {
          "architectures": ["InternLM2ForCausalLM"],
          "auto_map": { "AutoModelForCausalLM": "modeling_internlm2.InternLM2ForCausalLM" },
          "bias": false,
          "bos_token_id": 1,
          "eos_token_id": 2,
          "hidden_act": "silu",
          "hidden_size": 96,
          "intermediate_size": 160,
          "max_position_embeddings": 128,
          "model_type": "internlm2",
          "num_attention_heads": 6,
          "num_hidden_layers": 2,
          "num_key_value_heads": 2,
          "rms_norm_eps": 1e-05,
          "rope_scaling": { "factor": 2.0, "type": "dynamic" },
          "rope_theta": 1000000,
          "tie_word_embeddings": false,
          "vocab_size": 97
        }
        """;

    private const string ChatGlm = """
        {
          "add_bias_linear": false,
          "add_qkv_bias": true,
          "apply_query_key_layer_scaling": true,
          "apply_residual_connection_post_layernorm": false,
          "architectures": ["ChatGLMModel"],
          "attention_softmax_in_fp32": true,
          "auto_map": { "AutoModelForCausalLM": "modeling_chatglm.ChatGLMForConditionalGeneration" },
          "ffn_hidden_size": 96,
          "hidden_size": 128,
          "kv_channels": 32,
          "layernorm_epsilon": 1e-05,
          "model_type": "chatglm",
          "multi_query_attention": true,
          "multi_query_group_num": 2,
          "num_attention_heads": 4,
          "num_layers": 2,
          "original_rope": true,
          "padded_vocab_size": 97,
          "post_layer_norm": true,
          "rmsnorm": true,
          "seq_length": 128,
          "tie_word_embeddings": false,
          "use_cache": true
        }
        """;

    private const string Baichuan = """
        {
          "architectures": ["BaichuanForCausalLM"],
          "auto_map": { "AutoModelForCausalLM": "modeling_baichuan.BaichuanForCausalLM" },
          "bos_token_id": 1,
          "eos_token_id": 2,
          "hidden_act": "silu",
          "hidden_size": 32,
          "intermediate_size": 96,
          "max_position_embeddings": 128,
          "model_max_length": 128,
          "model_type": "baichuan",
          "num_attention_heads": 2,
          "num_hidden_layers": 2,
          "pad_token_id": 0,
          "rms_norm_eps": 1e-06,
          "tie_word_embeddings": false,
          "vocab_size": 125696,
          "z_loss_weight": 0
        }
        """;

    public static ArchitectureCase[] All =>
        [
            Case("internlm2, six heads over two", InternLm2).Stored(folder => folder with { Type = TensorType.F16 }),
            Case("internlm2, biases", InternLm2, """{ "bias": true, "rope_scaling": null }"""),
            Case("chatglm3", ChatGlm).Stored(folder => folder with { Type = TensorType.F16, Shards = 2 }),
            Case("chatglm3, longer context", ChatGlm, """{ "rope_ratio": 50 }"""),
            Case("baichuan2, normalised head", Baichuan).Stored(folder => folder with { Type = TensorType.BF16 }) with
            {
                Length = 10,
            },
            Case(
                "baichuan 1",
                Baichuan,
                """
                { "vocab_size": 97, "hidden_size": 64, "num_attention_heads": 4, "z_loss_weight": null }
                """
            ),
        ];
}
