using System.Collections.Immutable;
using System.Numerics.Tensors;
using Assay.Models.Local.Description;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Engine;

/// <summary>Where a matrix comes from: a stored weight, ranges of its rows, or its transpose.</summary>
internal sealed record MatrixSource(
    Weight Weight,
    ImmutableArray<RowRange> Rows,
    bool Transposed,
    int Outputs,
    int Inputs
)
{
    /// <summary>Whether each row is scaled to length one.</summary>
    public bool UnitRows { get; init; }

    /// <summary>Whether it is a stretch of the file.</summary>
    public bool Plain => !Transposed && !UnitRows && Rows.Length <= 1;

    /// <summary>Whether the file's own bytes can be used.</summary>
    public bool InPlace => Plain && Weight.Type == StoredType.Float32 && Weight.IsAligned;

    /// <summary>Writes it as float32 [outputs, inputs], rounded to a precision.</summary>
    public unsafe void CopyTo(nint address, Precision precision)
    {
        var ranges = Rows.IsEmpty ? [new RowRange(0, Outputs)] : Rows;
        if (ranges.Max(range => range.First + range.Count) > (Transposed ? Weight.Columns : Weight.Rows))
        {
            throw new InputException(
                $"the tensor '{Weight.Name}' is too small for the heads of config.json",
                Weight.File,
                "weights and config.json must come from the same model; fetch the folder again"
            );
        }
        if (Transposed)
        {
            CopyColumns(ranges, (float*)address, precision);
            return;
        }
        var rows = ranges.SelectMany(range => Enumerable.Range(range.First, range.Count)).ToArray();
        Parallel.For(
            0,
            rows.Length,
            to =>
            {
                var row = new Span<float>((float*)address + ((long)to * Inputs), Inputs);
                WeightConversion.CopyRow(Weight, rows[to], row);
                WeightConversion.Round(row, precision);
                if (UnitRows)
                {
                    TensorPrimitives.Divide(row, Math.Max(TensorPrimitives.Norm<float>(row), 1e-12f), row);
                }
            }
        );
    }

    private unsafe void CopyColumns(ImmutableArray<RowRange> ranges, float* address, Precision precision)
    {
        using var whole = Rows.IsEmpty ? null : new NativeBuffer(Weight.Elements * sizeof(float));
        var transposed = whole is null ? address : (float*)whole.Address;
        Transposition.ToFloat32(Weight, (nint)transposed, Environment.ProcessorCount, CancellationToken.None);
        var to = address;
        foreach (var range in ranges)
        {
            for (var output = range.First; output < range.First + range.Count; output++, to += Inputs)
            {
                var row = new Span<float>(to, Inputs);
                new ReadOnlySpan<float>(transposed + ((long)output * Inputs), Inputs).CopyTo(row);
                WeightConversion.Round(row, precision);
            }
        }
    }
}
