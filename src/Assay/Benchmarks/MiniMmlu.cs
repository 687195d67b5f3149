using System.Runtime.CompilerServices;

namespace Assay.Benchmarks;

/// <summary>Questions with four choices made for this repository, in MMLU's form.</summary>
public sealed class MiniMmlu : Mmlu
{
    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new Mmlu().Info with
        {
            Name = "mini_mmlu",
            Aliases = [],
            Checked = null,
            Title = "mini MMLU",
            Summary =
                "Forty-eight questions made for Assay, in MMLU's form: for trying things out, not for comparing models.",
            Licence = "Apache-2.0",
            Citation = "The Assay authors",
            ModelScopeId = null,
            HuggingFaceId = null,
            Folders = ["mini_mmlu"],
            Subsets =
            [
                new("elementary_mathematics", 12, "STEM"),
                new("geography", 12, "Social Science"),
                new("biology", 12, "Other"),
                new("logic", 12, "Humanities"),
            ],
        };

    [ModuleInitializer]
    internal static new void Register() => BenchmarkRegistry.Add("mini_mmlu", () => new MiniMmlu());
}
