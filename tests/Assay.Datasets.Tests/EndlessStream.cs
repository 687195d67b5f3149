using System.Text;

namespace Assay.Datasets.Tests;

/// <summary>A text without end: a beginning, then the same piece over and over; counts the bytes it gave.</summary>
internal sealed class EndlessStream(string piece, string beginning = "") : Stream
{
    private readonly byte[] first = Encoding.UTF8.GetBytes(beginning);
    private readonly byte[] again = Encoding.UTF8.GetBytes(piece);

    public long Given { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => Given;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        for (var i = 0; i < count; i++, Given++)
        {
            buffer[offset + i] =
                Given < first.Length ? first[Given] : again[(int)((Given - first.Length) % again.Length)];
        }
        return count;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
