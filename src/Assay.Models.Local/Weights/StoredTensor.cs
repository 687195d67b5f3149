namespace Assay.Models.Local.Weights;

/// <summary>A tensor and the mapped file it lies in.</summary>
/// <param name="Entry">What is known of it.</param>
/// <param name="File">Its file.</param>
/// <param name="DataStart">The byte of the file from which the entry's places are counted.</param>
internal sealed record StoredTensor(TensorEntry Entry, MappedFile File, long DataStart)
{
    /// <summary>How its numbers are stored; null for types in which no model that runs here is stored.</summary>
    public StoredType? Type => SafetensorsTypes.Stored(Entry.Type);

    /// <summary>The tensor to be read as numbers.</summary>
    /// <exception cref="InputException">Its type is another than float32, float16 and bfloat16.</exception>
    public Weight AsWeight()
    {
        var type =
            Type
            ?? throw new InputException(
                $"the tensor '{Excerpt.Of(Entry.Name)}' is stored as {Excerpt.Of(Entry.Type)}",
                File.Path,
                "weights are read as F32, F16 or BF16; take the model in one of these"
            );
        var offset = DataStart + Entry.Begin;
        return new Weight(
            Entry.Name,
            type,
            Entry.Shape,
            File.Address + (nint)offset,
            Entry.Elements,
            File.Path,
            offset
        );
    }
}
