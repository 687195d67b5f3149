using Assay.Models.Local.Tests.Reference.Files;
using static Assay.Models.Local.Tests.Reference.ArchitectureCases;

namespace Assay.Models.Local.Tests.Reference.Cases;

/// <summary>Phi-3 and Phi-4 mini.</summary>
internal static class Phi3Cases
{
    private const string Config = """
        {
          "architectures": ["Phi3ForCausalLM"],
          "attention_bias": false,
          "bos_token_id": 1,
          "embd_pdrop": 0.0,
          "eos_token_id": 2,
          "hidden_act": "silu",
          "hidden_size": 64,
          "intermediate_size": 160,
          "max_position_embeddings": 128,
          "model_type": "phi3",
          "num_attention_heads": 4,
          "num_hidden_layers": 2,
          "num_key_value_heads": 4,
          "original_max_position_embeddings": 128,
          "rms_norm_eps": 1e-05,
          "rope_scaling": null,
          "rope_theta": 10000.0,
          "sliding_window": 5,
          "tie_word_embeddings": false,
          "vocab_size": 97
        }
        """;

    private const string Long = """
        {
          "max_position_embeddings": 128, "original_max_position_embeddings": 32, "sliding_window": 100,
          "num_key_value_heads": 2,
          "rope_scaling": {
            "type": "su",
            "short_factor": [1.0, 1.05, 1.1, 1.15, 1.2, 1.3, 1.4, 1.5],
            "long_factor": [1.1, 1.3, 1.8, 2.5, 4.0, 6.0, 9.0, 14.0]
          }
        }
        """;

    public static ArchitectureCase[] All =>
        [
            Case("phi3, window of five", Config),
            Case("phi3, longrope within the original context", Config, Long),
            Case("phi3, longrope beyond the original context", Config, Long) with
            {
                Length = 36,
                FrequenciesDependOnLength = true,
            },
            Case(
                    "phi3, three quarters of a head turn, tied head (Phi-4 mini)",
                    Config,
                    """
                    {
                      "hidden_size": 128, "num_key_value_heads": 2, "tie_word_embeddings": true,
                      "max_position_embeddings": 128, "original_max_position_embeddings": 32, "sliding_window": 100,
                      "partial_rotary_factor": 0.75,
                      "rope_scaling": {
                        "type": "longrope",
                        "short_factor": [1, 1, 1, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8],
                        "long_factor": [1, 1.1, 1.3, 1.5, 1.8, 2.5, 4.0, 6.0, 9.0, 14.0, 20.0, 30.0]
                      }
                    }
                    """
                )
                .Stored(folder => folder with { Type = TensorType.BF16, Shards = 2 }),
        ];
}
