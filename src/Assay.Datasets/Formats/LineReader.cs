namespace Assay.Datasets.Formats;

/// <summary>The lines of a stream of bytes. A line ends with LF or CRLF; the last one may have no end.</summary>
internal sealed class LineReader(ByteWindow window)
{
    /// <summary>One-based number of the line read last.</summary>
    public int Number { get; private set; }

    /// <summary>Reads the next line, without its end; valid until the next call.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        var seen = 0;
        var length = -1;
        while ((length = window.Unread.Span[seen..].IndexOf((byte)'\n')) < 0 && !window.Ended)
        {
            seen = window.Unread.Length;
            window.Fill();
        }
        var unread = window.Unread;
        line = length < 0 ? unread : unread[..(seen + length)];
        window.Advance(length < 0 ? unread.Length : line.Length + 1);
        if (line.Span.EndsWith("\r"u8))
        {
            line = line[..^1];
        }
        if (unread.IsEmpty)
        {
            return false;
        }
        Number++;
        return true;
    }
}
