using System.Runtime.CompilerServices;

namespace Assay.Benchmarks;

/// <summary>Reasoning tasks made for this repository, in BIG-Bench Hard's form.</summary>
public sealed class MiniBbh : Bbh
{
    /// <inheritdoc/>
    public override BenchmarkInfo Info { get; } =
        new Bbh().Info with
        {
            Name = "mini_bbh",
            Aliases = [],
            Checked = null,
            Title = "mini BBH",
            Summary =
                "Forty-five reasoning questions made for Assay, in BBH's form: for trying things out, not for comparing models.",
            Licence = "Apache-2.0",
            Citation = "The Assay authors",
            ModelScopeId = null,
            HuggingFaceId = null,
            Folders = ["mini_bbh"],
            Subsets =
            [
                new("boolean_expressions", 15, Free),
                new("date_understanding", 15, Choice),
                new("object_counting", 15, Free),
            ],
        };

    [ModuleInitializer]
    internal static new void Register() => BenchmarkRegistry.Add("mini_bbh", () => new MiniBbh());
}
