using Assay.Models.Local.Description;
using Assay.Models.Local.Engine;
using Assay.Models.Local.Weights;

namespace Assay.Models.Local.Inspection;

/// <summary>Bytes of a model's weights, without the cache of keys and values.</summary>
/// <param name="Stored">The tensors of the files, used or not.</param>
/// <param name="Float32">As run in single precision, and in float16 and bfloat16: the CPU computes those in single precision.</param>
/// <param name="Float16">As numbers of 16 bits in a file.</param>
/// <param name="Int8">As run with blocks of 8 bits.</param>
/// <param name="Int4">As run with blocks of 4 bits.</param>
/// <param name="CachePerToken">Keys and values of a token of a sequence.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1720:Identifier contains type name",
    Justification = "These are the names that users write."
)]
public sealed record WeightSizes(long Stored, long Float32, long Float16, long Int8, long Int4, long CachePerToken)
{
    internal static WeightSizes Of(DecoderDescription model, WeightStore store)
    {
        var used = UsedWeights.Of(model).ToArray();
        var numbers = used.DistinctBy(weight => weight.Key).Sum(weight => weight.Elements);
        return new WeightSizes(
            store.Bytes,
            Run(0),
            numbers * sizeof(ushort),
            Run(8),
            Run(4),
            model.Layers.Sum(layer => Cached(layer.Attention))
        );

        long Run(int bits) =>
            used.Where(weight => weight.Multiplies || weight.Shape.Length == 1)
                .DistinctBy(weight => weight.Key)
                .Sum(weight => weight.Multiplies ? Matrix(weight, bits) : weight.Elements * sizeof(float))
            + used.Where(weight => !weight.Multiplies && weight.Shape.Length == 2 && !Shared(weight, bits))
                .Sum(weight => weight.In(store).Bytes);

        // A head that is the embedding lies in the file once, where it is multiplied by as it is stored.
        bool Shared(UsedWeight table, int bits) =>
            bits == 0
            && table.Name == model.Head.Table
            && !model.Head.UnitRows
            && table.In(store) is { Type: StoredType.Float32, IsAligned: true };
    }

    private static long Matrix(UsedWeight weight, int bits)
    {
        var (outputs, inputs) = (weight.Shape[0], weight.Shape[1]);
        return bits == 0
            ? weight.Elements * sizeof(float)
            : BlockQuantizer.PackedBytes(outputs, inputs, bits)
                + (BlockQuantizer.Scales(outputs, inputs) * sizeof(float));
    }

    private static long Cached(Attention attention) =>
        2L * attention.KeyValueHeads * DecoderGraph.PaddedHeadSize(attention.HeadSize) * sizeof(float);
}
