using System.IO.Compression;
using Assay.Runs;
using Microsoft.Win32.SafeHandles;

namespace Assay.Models.Replay;

/// <summary>
/// A file whose lines are read by their place. A few windows of it are kept, so that reading in order, even from several places in
/// turn, costs one system call for many lines. Safe for several threads.
/// </summary>
internal sealed class RecordingFile : IDisposable
{
    private const int KeptWindows = 4;

    private readonly FileStream file;
    private readonly Window[] windows = [.. Enumerable.Range(0, KeptWindows).Select(_ => new Window())];
    private readonly Lock gate = new();
    private long clock;

    // Without it a packed file that was cut off reads as one that ends there.
    static RecordingFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private RecordingFile(string path, FileStream file)
    {
        Path = path;
        this.file = file;
    }

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>The file, unpacked.</summary>
    public SafeFileHandle Handle => file.SafeFileHandle;

    /// <summary>Opens a file. What is packed (by its first bytes, whatever its name) is unpacked into a temporary file.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static RecordingFile Open(string path)
    {
        try
        {
            var opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return new RecordingFile(path, opened.CanSeek && !IsPacked(opened) ? opened : Unpack(opened));
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"the file is damaged: {e.Message.TrimEnd('.')}", path, "fetch it again", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException && !DiskFull.Is(e))
        {
            throw new InputException("the file cannot be read", path, e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>Hands the line that begins at a place, without its end, to a parser.</summary>
    public T Read<T>(long start, Func<ReadOnlyMemory<byte>, T> parse)
    {
        lock (gate)
        {
            foreach (var window in windows)
            {
                if (window.TryFind(start, out var kept))
                {
                    window.Used = ++clock;
                    return parse(kept);
                }
            }
            var oldest = windows.MinBy(window => window.Used)!;
            oldest.Used = ++clock;
            return parse(oldest.Load(Handle, start));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static bool IsPacked(FileStream candidate)
    {
        Span<byte> mark = stackalloc byte[2];
        return RandomAccess.Read(candidate.SafeFileHandle, mark, 0) == 2 && mark is [0x1f, 0x8b];
    }

    private static FileStream Unpack(FileStream packed)
    {
        using var source = packed.CanSeek ? new GZipStream(packed, CompressionMode.Decompress) : (Stream)packed;
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"assay-{Guid.NewGuid():n}.jsonl");
        var deleteOnClose = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
        var plain = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 0, deleteOnClose);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                // A file without a name goes with the process, even with one that is killed.
                File.Delete(path);
            }
            source.CopyTo(plain, 256 * 1024);
            return plain;
        }
        catch
        {
            plain.Dispose();
            throw;
        }
    }

    /// <summary>A stretch of the file that begins with a line.</summary>
    private sealed class Window
    {
        private const int Size = 16 * 1024;

        private byte[] bytes = [];
        private long start;
        private int length;
        private bool reachesEnd;

        public long Used { get; set; }

        /// <summary>The line at a place; false where the window does not hold the whole of it.</summary>
        public bool TryFind(long place, out ReadOnlyMemory<byte> line)
        {
            line = default;
            if (place < start || place >= start + length)
            {
                return false;
            }
            var rest = bytes.AsMemory((int)(place - start), length - (int)(place - start));
            var end = rest.Span.IndexOf((byte)'\n');
            line = end >= 0 ? rest[..end] : rest;
            return end >= 0 || reachesEnd;
        }

        public ReadOnlyMemory<byte> Load(SafeFileHandle file, long place)
        {
            // Room made for a long line is given back.
            bytes = bytes.Length == Size ? bytes : new byte[Size];
            (start, length, reachesEnd) = (place, 0, false);
            while (true)
            {
                var read = RandomAccess.Read(file, bytes.AsSpan(length), place + length);
                length += read;
                reachesEnd = read == 0;
                if (TryFind(place, out var line) || reachesEnd)
                {
                    return line;
                }
                if (length == bytes.Length)
                {
                    Array.Resize(ref bytes, length * 2);
                }
            }
        }
    }
}
