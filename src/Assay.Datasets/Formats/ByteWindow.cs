namespace Assay.Datasets.Formats;

/// <summary>
/// The part of a stream that is being looked at. Grows to the largest piece that must be seen at once, not with the stream.
/// A UTF-8 byte order mark at the beginning is left out.
/// </summary>
/// <param name="stream">The stream; read forward only, not disposed of.</param>
/// <param name="size">Size to begin with, in bytes.</param>
internal sealed class ByteWindow(Stream stream, int size = 1 << 16)
{
    private const int LargestPiece = 1 << 29;

    private byte[] buffer = new byte[Math.Max(size, 4)];
    private int start;
    private int end;
    private bool begun;

    /// <summary>What was read and not yet left behind. Valid until the next <see cref="Fill"/>.</summary>
    public ReadOnlyMemory<byte> Unread => buffer.AsMemory(start, end - start);

    /// <summary>Whether the stream has nothing more.</summary>
    public bool Ended { get; private set; }

    /// <summary>Leaves the first bytes of <see cref="Unread"/> behind.</summary>
    public void Advance(int count) => start += count;

    /// <summary>Adds to <see cref="Unread"/>, or sets <see cref="Ended"/>.</summary>
    /// <exception cref="InvalidDataException">One piece is larger than half a gigabyte.</exception>
    public void Fill()
    {
        MakeRoom();
        // A packed stream gives little at a time; a piece that is looked at again after every bit of it would take forever.
        var room = buffer.AsSpan(end);
        var count = stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        end += count;
        Ended = count < room.Length;
        if (!begun && Unread.Span.StartsWith("\uFEFF"u8))
        {
            start = 3;
        }
        begun = true;
    }

    private void MakeRoom()
    {
        if (start > 0)
        {
            Unread.CopyTo(buffer);
            end -= start;
            start = 0;
        }
        if (end == buffer.Length)
        {
            if (buffer.Length >= LargestPiece)
            {
                throw new InvalidDataException("a line or row is larger than half a gigabyte");
            }
            Array.Resize(ref buffer, buffer.Length * 2);
        }
    }
}
