using System.Runtime.CompilerServices;

namespace Assay.Benchmarks;

/// <summary>Science questions made for this repository, in ARC's form.</summary>
public sealed class MiniArc : Arc
{
    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new Arc().Info with
        {
            Name = "mini_arc",
            Aliases = [],
            Checked = null,
            Title = "mini ARC",
            Summary =
                "Forty science questions made for Assay, in ARC's form: for trying things out, not for comparing models.",
            Licence = "Apache-2.0",
            Citation = "The Assay authors",
            ModelScopeId = null,
            HuggingFaceId = null,
            Folders = ["mini_arc"],
            Subsets = [new("ARC-Easy", 20), new("ARC-Challenge", 20)],
        };

    [ModuleInitializer]
    internal static new void Register() => BenchmarkRegistry.Add("mini_arc", () => new MiniArc());
}
