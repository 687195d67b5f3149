using System.IO.Hashing;

namespace Assay.Datasets.Folders;

/// <summary>What an archive unpacks: as many bytes as it declares, with the checksum that it declares.</summary>
/// <param name="unpacked">The unpacked bytes.</param>
/// <param name="length">How many there are to be.</param>
/// <param name="crc">Their CRC-32.</param>
/// <param name="owner">What is closed with it.</param>
internal sealed class BoundedStream(Stream unpacked, long length, uint crc, IDisposable owner) : Stream
{
    private readonly Crc32 hash = new();
    private long done;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => done;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        done += read;
        hash.Append(buffer[..read]);
        if (done > length)
        {
            throw new InvalidDataException("an entry unpacks to more than the archive says");
        }
        if (read == 0 && buffer.Length > 0 && done < length)
        {
            throw new InvalidDataException("an entry ends before its end");
        }
        // Who unpacks may stop at the declared length, whatever follows: then this differs.
        if (read == 0 && buffer.Length > 0 && hash.GetCurrentHashAsUInt32() != crc)
        {
            throw new InvalidDataException("an entry's checksum is wrong");
        }
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
            owner.Dispose();
        }
        base.Dispose(disposing);
    }
}
