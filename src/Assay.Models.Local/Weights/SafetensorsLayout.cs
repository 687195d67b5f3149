using System.Collections.Immutable;

namespace Assay.Models.Local.Weights;

/// <summary>Whether the tensors of a header fill the file: each as large as its shape says, without overlaps and gaps.</summary>
internal static class SafetensorsLayout
{
    /// <summary>Checks tensors that are in the order of their bytes.</summary>
    /// <exception cref="InputException">They do not fit each other or the file.</exception>
    public static void Check(ImmutableArray<TensorEntry> entries, long dataBytes, string file)
    {
        var last = 0L;
        foreach (var entry in entries)
        {
            CheckSize(entry, file);
            if (entry.End > dataBytes)
            {
                throw SafetensorsHeader.Damaged(
                    file,
                    $"'{Excerpt.Of(entry.Name)}' ends at byte {entry.End:N0} of {dataBytes:N0} bytes of data"
                );
            }
            if (entry.Begin != last)
            {
                var fault = entry.Begin < last ? "overlaps the tensor before it" : "leaves a gap before it";
                throw SafetensorsHeader.Damaged(file, $"'{Excerpt.Of(entry.Name)}' {fault}");
            }
            last = entry.End;
        }
        if (last != dataBytes)
        {
            throw SafetensorsHeader.Damaged(file, $"the tensors end at byte {last:N0} of {dataBytes:N0} bytes of data");
        }
    }

    private static void CheckSize(TensorEntry entry, string file)
    {
        var bytes = entry.End - entry.Begin;
        var bits = SafetensorsTypes.Bits(entry.Type);
        // Numbers of a type that is not known here are never read; that they lie inside the file is enough.
        var needed = bits is { } known ? ((entry.Elements * known) + 7) / 8 : bytes;
        if (bytes < 0 || needed != bytes)
        {
            throw SafetensorsHeader.Damaged(
                file,
                $"'{Excerpt.Of(entry.Name)}' has {bytes:N0} bytes where {Excerpt.Of(entry.Type)} "
                    + $"[{string.Join(", ", entry.Shape)}] needs {needed:N0}"
            );
        }
    }
}
