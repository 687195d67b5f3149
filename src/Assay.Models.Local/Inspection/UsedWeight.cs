using System.Collections.Immutable;
using Assay.Models.Local.Description;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Inspection;

/// <summary>A weight that a described decoder reads.</summary>
/// <param name="Name">Its name in the files.</param>
/// <param name="Shape">The shape in which it is used: [outputs, inputs], or [size].</param>
internal sealed record UsedWeight(string Name, ImmutableArray<long> Shape)
{
    /// <summary>The outputs that are meant, where the tensor holds more; empty for all.</summary>
    public ImmutableArray<RowRange> Rows { get; init; } = [];

    /// <summary>Whether the file holds a column for each output.</summary>
    public bool Transposed { get; init; }

    /// <summary>Whether hidden states are multiplied by it; such weights are what is quantised.</summary>
    public bool Multiplies { get; init; }

    /// <summary>The same for uses that share their numbers.</summary>
    public string Key => Rows.IsEmpty ? Name : $"{Name}[{Rows[0].First}]";

    /// <summary>How many numbers it has.</summary>
    public long Elements => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The tensor, whose header fits. Its numbers are not read.</summary>
    /// <exception cref="InputException">It is missing, of a type that is not read, or of another shape.</exception>
    public Weight In(WeightStore store)
    {
        var weight = store.Get(Name);
        var stored = Transposed ? [.. Shape.Reverse()] : Shape;
        if (Rows.IsEmpty || weight.Shape.Length != stored.Length)
        {
            return weight.Expect(stored.AsSpan());
        }
        var axis = Transposed ? 1 : 0;
        return Rows.Max(range => range.First + range.Count) <= weight.Shape[axis]
            ? weight.Expect(stored.SetItem(axis, weight.Shape[axis]).AsSpan())
            : throw new InputException(
                $"the tensor '{Excerpt.Of(Name)}' has too few rows for the heads of config.json",
                weight.File,
                "weights and config.json must come from the same model; fetch the folder again"
            );
    }
}
