using Assay.Models.Local.Tests.Reference.Files;
using static Assay.Models.Local.Tests.Reference.ArchitectureCases;

namespace Assay.Models.Local.Tests.Reference.Cases;

/// <summary>Rotary scalings, with lengths so small that they matter within a few tokens.</summary>
internal static class RotaryCases
{
    private const string Wide = LlamaCases.Config;

    public static ArchitectureCase[] All =>
        [
            Case(
                    "llama 3.1 scaling, bfloat16",
                    Wide,
                    """
                    {
                      "head_dim": 32, "rope_theta": 500000.0,
                      "rope_scaling": {
                        "factor": 8.0, "high_freq_factor": 4.0, "low_freq_factor": 1.0,
                        "original_max_position_embeddings": 64, "rope_type": "llama3"
                      }
                    }
                    """
                )
                .Stored(folder => folder with { Type = TensorType.BF16 }),
            Case("llama, linear scaling", Wide, """{ "rope_scaling": { "type": "linear", "factor": 4.0 } }"""),
            Case(
                "llama, yarn",
                Wide,
                """
                {
                  "head_dim": 32,
                  "rope_scaling": { "rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32 }
                }
                """
            ),
            Case(
                "llama, yarn with its own speeds and magnitude",
                Wide,
                """
                {
                  "head_dim": 32,
                  "rope_scaling": {
                    "rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32,
                    "beta_fast": 4.0, "beta_slow": 0.5, "attention_factor": 1.3
                  }
                }
                """
            ),
            Case(
                "llama, dynamic scaling within its context",
                Wide,
                """
                { "rope_scaling": { "type": "dynamic", "factor": 2.0 } }
                """
            ),
            Case(
                "llama, dynamic scaling beyond its context",
                Wide,
                """
                { "max_position_embeddings": 8, "rope_scaling": { "type": "dynamic", "factor": 2.0 } }
                """
            ) with
            {
                FrequenciesDependOnLength = true,
            },
            // As transformers 5 writes it.
            Case(
                "llama, rope_parameters",
                Wide,
                """
                {
                  "rope_theta": null, "rope_scaling": null,
                  "rope_parameters": { "rope_type": "linear", "factor": 2.0, "rope_theta": 50000.0 }
                }
                """
            ),
        ];
}
