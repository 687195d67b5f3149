using System.Runtime.CompilerServices;

namespace Assay.Benchmarks;

/// <summary>Word problems made for this repository, in GSM8K's form.</summary>
public sealed class MiniGsm8k : Gsm8k
{
    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new Gsm8k().Info with
        {
            Name = "mini_gsm8k",
            Aliases = [],
            Checked = null,
            Title = "mini GSM8K",
            Summary =
                "Forty short word problems made for Assay, in GSM8K's form: for trying things out, not for comparing models.",
            Licence = "Apache-2.0",
            Citation = "The Assay authors",
            ModelScopeId = null,
            HuggingFaceId = null,
            Folders = ["mini_gsm8k"],
            Subsets = [new("main", 40)],
        };

    [ModuleInitializer]
    internal static new void Register() => BenchmarkRegistry.Add("mini_gsm8k", () => new MiniGsm8k());
}
