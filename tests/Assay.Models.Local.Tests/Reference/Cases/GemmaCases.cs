using Assay.Models.Local.Tests.Reference.Files;
using static Assay.Models.Local.Tests.Reference.ArchitectureCases;

namespace Assay.Models.Local.Tests.Reference.Cases;

/// <summary>Gemma 1 to 3. The hidden sizes are no squares, so that the rounding of their root shows.</summary>
internal static class GemmaCases
{
    // tie_word_embeddings is left out as the hub does: true is the default.
    private const string First = """
        {
          "architectures": ["GemmaForCausalLM"],
          "attention_bias": false,
          "bos_token_id": 2,
          "eos_token_id": 1,
          "head_dim": 32,
          "hidden_act": "gelu_pytorch_tanh",
          "hidden_activation": "gelu_pytorch_tanh",
          "hidden_size": 96,
          "intermediate_size": 160,
          "max_position_embeddings": 128,
          "model_type": "gemma",
          "num_attention_heads": 4,
          "num_hidden_layers": 2,
          "num_key_value_heads": 1,
          "rms_norm_eps": 1e-06,
          "rope_scaling": null,
          "rope_theta": 10000.0,
          "vocab_size": 97
        }
        """;

    private const string Second = """
        {
          "architectures": ["Gemma2ForCausalLM"],
          "attention_bias": false,
          "attn_logit_softcapping": 3.0,
          "bos_token_id": 2,
          "eos_token_id": 1,
          "final_logit_softcapping": 4.0,
          "head_dim": 32,
          "hidden_act": "gelu_pytorch_tanh",
          "hidden_activation": "gelu_pytorch_tanh",
          "hidden_size": 96,
          "intermediate_size": 160,
          "max_position_embeddings": 128,
          "model_type": "gemma2",
          "num_attention_heads": 4,
          "num_hidden_layers": 4,
          "num_key_value_heads": 2,
          "query_pre_attn_scalar": 24,
          "rms_norm_eps": 1e-06,
          "rope_theta": 10000.0,
          "sliding_window": 5,
          "vocab_size": 97
        }
        """;

    private const string Third = """
        {
          "architectures": ["Gemma3ForCausalLM"],
          "attention_bias": false,
          "attn_logit_softcapping": null,
          "bos_token_id": 2,
          "eos_token_id": 1,
          "final_logit_softcapping": null,
          "head_dim": 32,
          "hidden_activation": "gelu_pytorch_tanh",
          "hidden_size": 96,
          "intermediate_size": 160,
          "max_position_embeddings": 128,
          "model_type": "gemma3_text",
          "num_attention_heads": 4,
          "num_hidden_layers": 7,
          "num_key_value_heads": 2,
          "query_pre_attn_scalar": 32,
          "rms_norm_eps": 1e-06,
          "rope_local_base_freq": 10000.0,
          "rope_scaling": null,
          "rope_theta": 1000000.0,
          "sliding_window": 5,
          "sliding_window_pattern": 6,
          "vocab_size": 97
        }
        """;

    // The first multimodal checkpoints state what differs from the text model's defaults, and no more.
    private const string ThirdWithImages = """
        {
          "architectures": ["Gemma3ForConditionalGeneration"],
          "boi_token_index": 90,
          "eoi_token_index": 91,
          "eos_token_id": [1, 6],
          "image_token_index": 92,
          "model_type": "gemma3",
          "text_config": {
            "hidden_size": 96,
            "intermediate_size": 160,
            "model_type": "gemma3_text",
            "num_hidden_layers": 6,
            "rope_scaling": { "factor": 8.0, "rope_type": "linear" },
            "sliding_window": 5,
            "vocab_size": 97
          },
          "vision_config": { "hidden_size": 32, "model_type": "siglip_vision_model", "num_hidden_layers": 1 }
        }
        """;

    public static ArchitectureCase[] All =>
        [
            Case("gemma, one key-value head, bfloat16", First).Stored(folder => folder with { Type = TensorType.BF16 }),
            Case("gemma, float32", First, """{ "num_key_value_heads": 4, "head_dim": 16 }"""),
            // The first files name the exact function and mean the approximate one.
            Case("gemma, as first published", First, """{ "hidden_act": "gelu", "hidden_activation": null }"""),
            Case("gemma2, caps and windows", Second),
            Case(
                    "gemma2, bfloat16, layer types",
                    Second,
                    """
                    {
                      "num_hidden_layers": 3,
                      "layer_types": ["full_attention", "sliding_attention", "sliding_attention"]
                    }
                    """
                )
                .Stored(folder => folder with { Type = TensorType.BF16 }),
            Case("gemma3, one layer of six sees everything", Third),
            Case(
                    "gemma3, layer types and rope_parameters",
                    Third,
                    """
                    {
                      "num_hidden_layers": 3, "sliding_window_pattern": null,
                      "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
                      "rope_local_base_freq": null, "rope_theta": null,
                      "rope_parameters": {
                        "full_attention": { "rope_type": "linear", "factor": 8.0, "rope_theta": 1000000.0 },
                        "sliding_attention": { "rope_type": "default", "rope_theta": 10000.0 }
                      }
                    }
                    """
                )
                .Stored(folder => folder with { Type = TensorType.BF16 }),
            Case("gemma3 with images, text only", ThirdWithImages)
                .Stored(folder =>
                    folder with
                    {
                        Prefix = "language_model.",
                        Bystanders = new Dictionary<string, int[]>
                        {
                            ["multi_modal_projector.mm_input_projection_weight"] = [32, 96],
                            ["vision_tower.vision_model.embeddings.position_embedding.weight"] = [16, 32],
                        },
                    }
                ) with
            {
                Length = 9,
            },
        ];
}
