using System.Buffers.Binary;

namespace Assay.Models.Local.Tests.Reference.Files;

/// <summary>How a safetensors file stores a number.</summary>
public enum TensorType
{
    /// <summary>IEEE single precision.</summary>
    F32,

    /// <summary>IEEE half precision.</summary>
    F16,

    /// <summary>The upper half of a single-precision number.</summary>
    BF16,
}

/// <summary>Numbers to bytes and back, little-endian.</summary>
internal static class TensorTypes
{
    public static int Size(this TensorType type) => type == TensorType.F32 ? 4 : 2;

    /// <summary>The name in <c>config.json</c>'s <c>torch_dtype</c>.</summary>
    public static string TorchName(this TensorType type) =>
        type switch
        {
            TensorType.F32 => "float32",
            TensorType.F16 => "float16",
            _ => "bfloat16",
        };

    public static double Read(this TensorType type, ReadOnlySpan<byte> bytes) =>
        type switch
        {
            TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            TensorType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            _ => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        };

    public static void Write(this TensorType type, Span<byte> bytes, double value)
    {
        switch (type)
        {
            case TensorType.F32:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                break;
            case TensorType.F16:
                BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                break;
            default:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, BFloat16(value));
                break;
        }
    }

    /// <summary>The nearest number of the type, ties to even.</summary>
    public static double Round(this TensorType type, double value)
    {
        Span<byte> bytes = stackalloc byte[4];
        type.Write(bytes, value);
        return type.Read(bytes);
    }

    private static ushort BFloat16(double value)
    {
        var bits = BitConverter.SingleToUInt32Bits((float)value);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
