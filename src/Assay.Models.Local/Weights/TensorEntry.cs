using System.Collections.Immutable;

namespace Assay.Models.Local.Weights;

/// <summary>A tensor as a safetensors header describes it, checked against the file.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Type">The header's <c>dtype</c>.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Elements">The product of <paramref name="Shape"/>.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">The byte after the last.</param>
internal sealed record TensorEntry(
    string Name,
    string Type,
    ImmutableArray<long> Shape,
    long Elements,
    long Begin,
    long End
);
