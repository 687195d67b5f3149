namespace Assay.Models.Local.Tests.Reference.Files;

/// <summary>A named array; <paramref name="Values"/> row-major.</summary>
internal sealed record Tensor(string Name, int[] Shape, TensorType Type, double[] Values);
