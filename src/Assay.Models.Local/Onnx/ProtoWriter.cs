using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Assay.Models.Local.Onnx;

/// <summary>Writes the protobuf wire format (protobuf.dev, "Encoding"): just what an ONNX model needs of it.</summary>
internal sealed class ProtoWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    public void Int(int field, long value)
    {
        Tag(field, wireType: 0);
        Varint((ulong)value);
    }

    public void Float(int field, float value)
    {
        Tag(field, wireType: 5);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.GetSpan(sizeof(float)), value);
        bytes.Advance(sizeof(float));
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, wireType: 2);
        Varint((ulong)value.Length);
        bytes.Write(value);
    }

    public void Message(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        Bytes(field, inner.Written);
    }

    /// <summary>Appends fields written before.</summary>
    public void Append(ProtoWriter fields) => bytes.Write(fields.Written);

    private void Tag(int field, int wireType) => Varint((ulong)((field << 3) | wireType));

    private void Varint(ulong value)
    {
        var span = bytes.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }
        span[length++] = (byte)value;
        bytes.Advance(length);
    }
}
