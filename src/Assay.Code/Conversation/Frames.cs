using System.Buffers.Binary;
using System.Text;

namespace Assay.Code.Conversation;

/// <summary>One message of a harness: a letter that says what it is, and bytes.</summary>
internal readonly record struct Frame(char Kind, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);
}

/// <summary>A frame is longer than anyone may send, or malformed.</summary>
internal sealed class FrameException(string message) : IOException(message);

/// <summary>Messages on the pipes to and from a sandbox: four bytes of length (little end first), a letter, the body.</summary>
internal static class Frames
{
    /// <summary>The longest frame that is read; values beyond are refused.</summary>
    public const int Longest = 16 << 20;

    /// <summary>Writes a frame.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public static async Task WriteAsync(
        Stream stream,
        char kind,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    )
    {
        var message = new byte[5 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, body.Length + 1);
        message[4] = (byte)kind;
        body.CopyTo(message.AsMemory(5));
        await stream.WriteAsync(message, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a frame of text.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public static Task WriteAsync(Stream stream, char kind, string text, CancellationToken cancellationToken) =>
        WriteAsync(stream, kind, Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>Reads a frame; null at the end.</summary>
    /// <exception cref="FrameException">It is too long or empty.</exception>
    /// <exception cref="IOException">The other side is gone.</exception>
    public static async Task<Frame?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        if (await stream.ReadAtLeastAsync(head, 4, false, cancellationToken).ConfigureAwait(false) < 4)
        {
            return null;
        }
        var length = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (length is 0 or > Longest)
        {
            throw new FrameException($"a message of {length} bytes");
        }
        var body = new byte[length];
        return
            await stream.ReadAtLeastAsync(body, body.Length, false, cancellationToken).ConfigureAwait(false)
            < body.Length
            ? null
            : new Frame((char)body[0], body.AsMemory(1));
    }
}
