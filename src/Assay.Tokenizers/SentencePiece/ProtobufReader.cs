using System.Buffers.Binary;

namespace Assay.Tokenizers.SentencePiece;

/// <summary>Reads the fields of one protobuf message, one after the other.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message, string where)
{
    private ReadOnlySpan<byte> rest = message;

    /// <summary>The number of the field that was read.</summary>
    public int Field { get; private set; }

    /// <summary>The value of a field of numbers (varint).</summary>
    public ulong Number { get; private set; }

    /// <summary>The value of a field of bytes: a text or a message within.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The value of a float field.</summary>
    public float Single { get; private set; }

    /// <summary>Reads the next field; false at the end.</summary>
    /// <exception cref="InputException">The message is cut off or no protobuf.</exception>
    public bool Next()
    {
        if (rest.IsEmpty)
        {
            return false;
        }
        var key = Varint();
        Field = (int)Math.Min(key >> 3, int.MaxValue);
        switch (key & 7)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Bytes = Take(Varint());
                break;
            case 5:
                Single = BinaryPrimitives.ReadSingleLittleEndian(Take(4));
                break;
            default:
                throw Damaged();
        }
        return true;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
        throw Damaged();
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)rest.Length)
        {
            throw Damaged();
        }
        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    private readonly InputException Damaged() =>
        new("the file is cut off or no SentencePiece model", where, "fetch the file again");
}
