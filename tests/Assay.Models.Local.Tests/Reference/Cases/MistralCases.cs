using static Assay.Models.Local.Tests.Reference.ArchitectureCases;

namespace Assay.Models.Local.Tests.Reference.Cases;

/// <summary>Mistral, with its window and without.</summary>
internal static class MistralCases
{
    private const string Config = """
        {
          "architectures": ["MistralForCausalLM"],
          "bos_token_id": 1,
          "eos_token_id": 2,
          "hidden_act": "silu",
          "hidden_size": 64,
          "intermediate_size": 160,
          "max_position_embeddings": 128,
          "model_type": "mistral",
          "num_attention_heads": 4,
          "num_hidden_layers": 2,
          "num_key_value_heads": 2,
          "rms_norm_eps": 1e-05,
          "rope_theta": 10000.0,
          "sliding_window": 5,
          "tie_word_embeddings": false,
          "vocab_size": 97
        }
        """;

    public static ArchitectureCase[] All =>
        [
            Case("mistral, window of five", Config),
            Case(
                "mistral, no window, heads wider than the states (Nemo)",
                Config,
                """
                { "sliding_window": null, "head_dim": 32, "rope_theta": 1000000.0 }
                """
            ),
        ];
}
