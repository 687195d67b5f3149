using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Assay.Runs.Log;

/// <summary>
/// An append-only JSONL file with one writer. Lines are collected and handed to the operating system by <see cref="Flush"/>: what
/// was flushed survives a killed process.
/// </summary>
public sealed class JsonLines : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The files are data, not pages: Chinese text stays readable. Viewers escape what they show.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly FileStream file;
    private readonly ArrayBufferWriter<byte> pending = new(32 * 1024);
    private readonly Utf8JsonWriter json;

    private JsonLines(FileStream file)
    {
        this.file = file;
        json = new Utf8JsonWriter(pending, Options);
    }

    /// <summary>Whether lines wait to be flushed.</summary>
    public bool HasPending => pending.WrittenCount > 0;

    /// <summary>Opens a file to append; a torn last line (a write that was cut off) is cut away.</summary>
    public static JsonLines Append(string path)
    {
        var stream = Open(path, FileMode.OpenOrCreate);
        stream.SetLength(EndOfLastLine(stream));
        stream.Position = stream.Length;
        return new JsonLines(stream);
    }

    /// <summary>Opens a file to be written anew.</summary>
    public static JsonLines Create(string path) => new(Open(path, FileMode.Create));

    /// <summary>Adds a line.</summary>
    public void Add<T>(T content, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        write(json, content);
        json.Flush();
        json.Reset();
        pending.Write("\n"u8);
    }

    /// <summary>Hands all lines to the operating system.</summary>
    public void Flush()
    {
        if (!HasPending)
        {
            return;
        }
        var start = file.Position;
        try
        {
            file.Write(pending.WrittenSpan);
        }
        catch (IOException)
        {
            // A full disk may take half a line; later lines must not be glued to it.
            file.SetLength(start);
            throw;
        }
        pending.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        json.Dispose();
        file.Dispose();
    }

    // Unbuffered: a line is either with the operating system or still ours.
    private static FileStream Open(string path, FileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    }

    private static long EndOfLastLine(FileStream stream)
    {
        Span<byte> block = stackalloc byte[4096];
        for (var end = stream.Length; end > 0; )
        {
            var start = Math.Max(0, end - block.Length);
            var part = block[..(int)(end - start)];
            stream.Position = start;
            stream.ReadExactly(part);
            if (part.LastIndexOf((byte)'\n') is >= 0 and var at)
            {
                return start + at + 1;
            }
            end = start;
        }
        return 0;
    }
}
