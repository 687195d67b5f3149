using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Assay.Models.Local.Weights;

/// <summary>
/// A mapped safetensors file: eight bytes with the header's length, the header, then the numbers
/// (huggingface/safetensors, README, "Format").
/// </summary>
internal static class SafetensorsFile
{
    // The format's own limit.
    private const int LongestHeader = 100_000_000;
    private const int LengthBytes = 8;

    /// <summary>The tensors of a mapped file, and the byte at which their numbers start.</summary>
    /// <exception cref="InputException">The file is no safetensors file, or a damaged one.</exception>
    public static (ImmutableArray<TensorEntry> Entries, long DataStart) Read(MappedFile file)
    {
        if (file.Length < LengthBytes)
        {
            throw SafetensorsHeader.Damaged(file.Path, $"the file has only {file.Length} bytes");
        }
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span(0, LengthBytes));
        if (length > LongestHeader)
        {
            throw SafetensorsHeader.Damaged(
                file.Path,
                $"this is no safetensors file: its header would have {length:N0} bytes, more than the format allows"
            );
        }
        if (length > (ulong)(file.Length - LengthBytes))
        {
            throw SafetensorsHeader.Damaged(
                file.Path,
                $"the header has {length:N0} bytes, the whole file {file.Length:N0}"
            );
        }
        var start = LengthBytes + (long)length;
        var header = file.Span(LengthBytes, (int)length);
        return (SafetensorsHeader.Read(header, file.Length - start, file.Path), start);
    }
}
