using static Assay.Models.Local.Tests.Reference.ArchitectureCases;

namespace Assay.Models.Local.Tests.Reference.Cases;

/// <summary>GPT-2 as the hub holds it, and as transformers saves it.</summary>
internal static class Gpt2Cases
{
    private const string Config = """
        {
          "activation_function": "gelu_new",
          "architectures": ["GPT2LMHeadModel"],
          "bos_token_id": 96,
          "eos_token_id": 96,
          "layer_norm_epsilon": 1e-05,
          "model_type": "gpt2",
          "n_ctx": 32,
          "n_embd": 64,
          "n_head": 4,
          "n_layer": 2,
          "n_positions": 32,
          "vocab_size": 97
        }
        """;

    public static ArchitectureCase[] All =>
        [
            // The hub's files hold each layer's causal mask.
            Case("gpt2, names as on the hub", Config)
                .Stored(folder =>
                    folder with
                    {
                        Bystanders = new Dictionary<string, int[]>
                        {
                            ["h.0.attn.bias"] = [1, 1, 32, 32],
                            ["h.1.attn.bias"] = [1, 1, 32, 32],
                        },
                    }
                ),
            Case("gpt2, names as saved, inner size", Config, """{ "n_inner": 96, "n_layer": 3 }""")
                .Stored(folder => folder with { Prefix = "transformer." }),
        ];
}
