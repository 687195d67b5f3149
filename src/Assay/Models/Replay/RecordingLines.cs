using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace Assay.Models.Replay;

/// <summary>The lines of a file from its beginning, with their places; hashes what it reads.</summary>
internal sealed class RecordingLines(SafeFileHandle file, XxHash128 hash)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    private byte[] buffer = new byte[256 * 1024];
    private int next;
    private int filled;
    private long read;
    private bool ended;

    /// <summary>One-based number of the line read last.</summary>
    public int Number { get; private set; }

    /// <summary>Where the line read last begins, in bytes.</summary>
    public long Start { get; private set; }

    /// <summary>Reads the next line, without its LF; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var seen = 0;
        int length;
        while ((length = buffer.AsSpan(next + seen, filled - next - seen).IndexOf((byte)'\n')) < 0 && !ended)
        {
            seen = filled - next;
            Fill();
        }
        var unread = buffer.AsSpan(next, filled - next);
        line = length < 0 ? unread : unread[..(seen + length)];
        Start = read - unread.Length;
        next += length < 0 ? unread.Length : line.Length + 1;
        if (Start == 0 && line.StartsWith(ByteOrderMark))
        {
            line = line[ByteOrderMark.Length..];
            Start = ByteOrderMark.Length;
        }
        Number++;
        return !unread.IsEmpty;
    }

    private void Fill()
    {
        buffer.AsSpan(next, filled - next).CopyTo(buffer);
        (filled, next) = (filled - next, 0);
        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var count = RandomAccess.Read(file, buffer.AsSpan(filled), read);
        hash.Append(buffer.AsSpan(filled, count));
        filled += count;
        read += count;
        ended = count == 0;
    }
}
