using Assay.Models.Local.Tests.Reference.Files;
using static Assay.Models.Local.Tests.Reference.ArchitectureCases;

namespace Assay.Models.Local.Tests.Reference.Cases;

/// <summary>Llama and models that are Llama by another name.</summary>
internal static class LlamaCases
{
    public const string Config = """
        {
          "architectures": ["LlamaForCausalLM"],
          "attention_bias": false,
          "bos_token_id": 1,
          "eos_token_id": 2,
          "hidden_act": "silu",
          "hidden_size": 64,
          "intermediate_size": 160,
          "max_position_embeddings": 128,
          "model_type": "llama",
          "num_attention_heads": 4,
          "num_hidden_layers": 2,
          "num_key_value_heads": 2,
          "rms_norm_eps": 1e-05,
          "rope_scaling": null,
          "rope_theta": 10000.0,
          "tie_word_embeddings": false,
          "use_cache": true,
          "vocab_size": 97
        }
        """;

    public static ArchitectureCase[] All =>
        [
            // The first checkpoints do not state the key-value heads, and hold the frequencies as tensors.
            Case(
                    "llama 1",
                    Config,
                    """{ "num_key_value_heads": null, "num_hidden_layers": 3, "rms_norm_eps": 1e-06 }"""
                )
                .Stored(folder =>
                    folder with
                    {
                        Bystanders = Enumerable
                            .Range(0, 3)
                            .ToDictionary(
                                layer => $"model.layers.{layer}.self_attn.rotary_emb.inv_freq",
                                _ => new[] { 8 }
                            ),
                    }
                ),
            Case("llama 2, grouped, float16", Config).Stored(folder => folder with { Type = TensorType.F16 }),
            Case(
                    "llama, biases, explicit head size, three shards",
                    Config,
                    """
                    { "attention_bias": true, "mlp_bias": true, "head_dim": 32, "intermediate_size": 96 }
                    """
                )
                .Stored(folder => folder with { Shards = 3 }),
            Case(
                    "llama, tied head, nine heads over three (SmolLM)",
                    Config,
                    """
                    {
                      "hidden_size": 144, "num_attention_heads": 9, "num_key_value_heads": 3, "tie_word_embeddings": true,
                      "rope_theta": 100000
                    }
                    """
                )
                .Stored(folder => folder with { Type = TensorType.BF16 }),
            Case(
                "llama, one key-value head, large base (Yi)",
                Config,
                """
                { "num_key_value_heads": 1, "rope_theta": 5000000.0, "intermediate_size": 172 }
                """
            ),
        ];
}
