using System.Text;

namespace Assay.Sandbox;

/// <summary>The last bytes of a stream that may be endless.</summary>
internal sealed class TextTail(int capacity)
{
    private readonly byte[] ring = new byte[capacity];
    private long written;

    /// <summary>How many bytes there were in all.</summary>
    public long Length => Volatile.Read(ref written);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var kept = bytes.Length > capacity ? bytes[^capacity..] : bytes;
        var start = written + bytes.Length - kept.Length;
        for (var i = 0; i < kept.Length; i++)
        {
            ring[(start + i) % capacity] = kept[i];
        }
        Volatile.Write(ref written, written + bytes.Length);
    }

    public override string ToString()
    {
        var length = (int)Math.Min(written, capacity);
        var start = (int)((written - length) % capacity);
        var text = new byte[length];
        for (var i = 0; i < length; i++)
        {
            text[i] = ring[(start + i) % capacity];
        }
        return Encoding.UTF8.GetString(text);
    }
}
